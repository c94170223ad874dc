#!/bin/sh
# SPDX-License-Identifier: ISC
# The completions of bash, fish and zsh offer what the manual page names.
set -eu
: "${top_srcdir:=$(dirname "$0")/..}"
top_srcdir=$(cd "$top_srcdir" && pwd)
. "$top_srcdir/tests/support/tap.sh"
. "$top_srcdir/tests/support/manual.sh"
export LC_ALL=C.UTF-8

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
HOME=$home
XDG_CONFIG_HOME=$home/.config
XDG_DATA_HOME=$home/.local
export HOME XDG_CONFIG_HOME XDG_DATA_HOME
mkdir "$home/bin" "$home/files"
: >"$home/files/one file"
: >"$home/files/two"
echo 'account lab { }' >"$home/other"
# Files of the build must not be among the offers.
cd "$home"

# Stands for keyrack, of which the completions ask the names of accounts alone.
cat >"$home/bin/keyrack" <<'EOS'
#!/bin/sh
case "$*" in
'accounts --names') printf 'default\nwork\n$(touch$IFS$HOME/run)\n' ;;
"--config $HOME/other accounts --names") printf 'default\nlab\n' ;;
*) echo "$*" >>"$HOME/asked" ;;
esac
EOS
chmod +x "$home/bin/keyrack"
PATH=$home/bin:$PATH

# What a shell offers for each line of $home/lines: "LINE>WORD", sorted.
offers_of_bash() {
	bash --norc --noprofile -c '
	. "$1"
	while IFS= read -r line; do
		# As readline does it, = stands alone.
		COMP_WORDS=(${line//=/ = })
		[[ $line != *[\ =] ]] || COMP_WORDS+=("")
		COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
		_keyrack
		for word in "${COMPREPLY[@]}"; do
			echo "$line>$word"
		done
	done' bash "$top_srcdir/data/completions/bash/keyrack" <"$home/lines"
}

offers_of_fish() {
	fish --no-config -c '
	source $argv[1]
	while read -l line
		for offer in (complete -C"$line" | string split -f1 \t)
			# An option that has its value in one word is whole.
			echo "$line>"(string replace -r -- "^--[a-z]*=" "" $offer)
		end
	end' "$top_srcdir/data/completions/fish/keyrack.fish" <"$home/lines"
}

# zsh completes only in a line editor, so one runs on a pseudo-terminal. It
# writes down what each call that adds offers would add.
write_zsh_editor() {
	cat <<'EOS'
PS1=
fpath=($COMPLETIONS $fpath)
autoload -Uz compinit && compinit -u -D
compadd() {
	if (( ! $@[(I)-[OAD]] )); then
		local -a offers
		builtin compadd -O offers "$@"
		for offer in $offers; do
			print -r -- "$line_asked>$offer" >>$HOME/offers
		done
	fi
	builtin compadd "$@"
}
offer() {
	line_asked=$BUFFER
	zle complete-word
	BUFFER=
	print done >>$HOME/done
}
zle -N offer
bindkey '^I' offer
print ready >>$HOME/done
EOS
}

write_zsh_driver() {
	cat <<'EOS'
zmodload zsh/zpty zsh/zselect
await() {
	local -i looks=500
	until [[ $(wc -l <$HOME/done) -ge $1 ]]; do
		(( looks-- )) || return 1
		while zpty -rt editor output; do :; done
		zselect -t 2 -r $terminal || :
	done
}
integer count=1
zpty -b editor zsh -f -i
integer terminal=$REPLY
zpty -w editor " . $HOME/editor.zsh"
await 1 || { print 'zsh does not start'; exit }
while IFS= read -r line; do
	zpty -wn editor "$line"$'\t'
	await $((++count)) || { print -r -- "$line: waited in vain"; break }
done
zpty -d editor
EOS
}

offers_of_zsh() {
	write_zsh_editor >"$home/editor.zsh"
	write_zsh_driver >"$home/driver.zsh"
	: >"$home/done"
	: >"$home/offers"
	COMPLETIONS=$top_srcdir/data/completions/zsh zsh -f "$home/driver.zsh" \
		<"$home/lines"
	cat "$home/offers"
}

columns='name organization token created expires id used'
expect() {
	line=$1
	shift
	echo "$line" >>"$home/lines"
	for word; do
		echo "$line>$word" >>"$home/expected"
	done
}

# shellcheck disable=SC2046,SC2016,SC2086
{
	expect 'keyrack ' $(commands_of_page)
	expect 'keyrack --' $(options_of_page)
	expect 'keyrack --account work lo' login logout
	expect 'keyrack --account=work lo' login logout
	for command in $(commands_of_page); do
		[ "$command" = help ] || expect "keyrack $command --" \
			$(options_of_page) $(options_of_command "$command")
	done
	expect 'keyrack help do' doctor
	expect 'keyrack --account w' work
	expect 'keyrack --account=w' work
	expect "keyrack --config $home/other --account " default lab
	expect "keyrack --config=$home/other --account " default lab
	expect "keyrack --config ~/other --account " default lab
	expect 'keyrack list --sort ' $columns $(printf ' -%s' $columns)
	expect "keyrack create x --output $home/files/t" "$home/files/two"
	expect 'keyrack token '
	expect 'keyrack delete one '
	expect 'keyrack create lo'
	expect 'keyrack exec one -- keyr' keyrack
	expect "keyrack exec one -- cat $home/files/t" "$home/files/two"
}

for shell in bash fish zsh; do
	name="$shell completes the command line"
	if command -v "$shell" >/dev/null; then
		"offers_of_$shell" >"$home/offered.$shell" 2>&1 || :
		# zsh gives the last part of a file's name alone.
		[ "$shell" != zsh ] ||
			sed -i "s|>two\$|>$home/files/two|" "$home/offered.zsh"
		tap_is_equal "$name" "$(sort -u "$home/expected")" \
			"$(sort -u "$home/offered.$shell")"
	else
		tap_skip "$name" "$shell is not there"
	fi
done
tap_is_empty 'nothing but the accounts was asked for' \
	"$(cat "$home/asked" 2>/dev/null || :)"
tap_is_empty 'no name of an account was run' "$(ls "$home/run" 2>/dev/null || :)"
tap_done
