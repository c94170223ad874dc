#!/bin/sh
# SPDX-License-Identifier: ISC
# While tokens are copied, by wl-copy, xclip and xsel (stand-ins that are slow)
# and by tmux itself, and while keyrack copy, token, create, exec and rotate
# run, the arguments and environments of all processes are read again and
# again: no token stands in any but the environment of exec's command. In tmux,
# with set-clipboard external and on, and in GNU screen y brings exactly the
# token to the terminal outside, and after clipboard_clear seconds it is gone:
# once after the 45 s that are the default.
# usage: clipboards.sh BUILD-FOLDER
. "$(dirname "$0")/proof.sh"
proof_begin "${1:-}" curl screen
clear_s=3

watcher=

proof_clean_more() {
	[ -z "$watcher" ] || kill "$watcher" 2>/dev/null
	tmux -S "$place/inner" kill-server 2>/dev/null
	env SCREENDIR="$place/screens" screen -S proof -X quit >/dev/null
}

# Each keeps what it gets, and lives long enough to be seen.
stand_in() {
	printf '#!/bin/sh\n%s\nsleep 0.3\n' "$2" >"$place/bin/$1"
	chmod 0700 "$place/bin/$1"
}

mkdir "$place/bin"
stand_in wl-copy "case \$1 in --help) echo --sensitive;;
	--clear) : >'$place/held';; *) cat >'$place/held';; esac"
stand_in wl-paste "cat '$place/held'"
stand_in xclip "case \$3 in -out) cat '$place/held';;
	*) cat >'$place/held';; esac"
stand_in xsel "case \$2 in --output) cat '$place/held';;
	--clear) : >'$place/held';; *) cat >'$place/held';; esac"
mkdir "$place/slow"
printf '#!/bin/sh\nsleep 0.1\nexec %s "$@"\n' "$(command -v tmux)" \
	>"$place/slow/tmux"
chmod 0700 "$place/slow/tmux"

# tokens FILE: those of all API keys, as the service tells them.
tokens() {
	printf 'header = "Authorization: Bearer %s"\n' "$(cat "$place/access")" |
		curl -sS -K - "$url/api/auth/api-keys" >"$place/list"
	grep -o 'nxk_[A-Za-z0-9]*' "$place/list" >"$1"
}

umask 077
echo 'the-access-token' >"$place/access"
service_start --with-token "$place/access"
tokens "$place/tokens"
shows_equal 'the service has tokens to look for' 20 \
	"$(grep -c . "$place/tokens")"
sed 's/},{/\n/g' "$place/list" | grep '"name":"old laptop"' |
	grep -o 'nxk_[A-Za-z0-9]*' | tr -d '\n' >"$place/wanted"

# Reads the arguments and the environments of all processes until it is
# stopped. All words are kept: what tokens there will be is known at the end.
watch() {
	while [ -d "$place" ] && [ ! -e "$place/stop" ]; do
		cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\0' '\n' |
			sort -u - "$place/words" >"$place/sample"
		mv "$place/sample" "$place/words"
		grep -alF -f "$place/beginning" /proc/[0-9]*/environ \
			2>/dev/null | cut -d / -f 3 >>"$place/holders"
		echo >>"$place/samples"
		sleep 0.02
	done
}
echo nxk_ >"$place/beginning"
: >"$place/words"
: >"$place/holders"
watch &
watcher=$!

settings() {
	printf 'clipboard = %s\n' "$1" >"$place/config"
	[ -z "$clear_s" ] ||
		printf 'clipboard_clear = %s\n' "$clear_s" >>"$place/config"
}

# Names its token in the environment, which nobody else can read.
variables="HOME=$home LC_ALL=C.UTF-8 KEYRACK_TOKEN=$(cat "$place/access")"
command="$build/keyrack --config $place/config --url $url"

has_token() {
	cmp -s "$1" "$place/wanted"
}

is_empty() {
	[ ! -s "$1" ]
}

# copies NAME PROGRAM: y, and what becomes of it in the stand-in.
copies() {
	: >"$place/held"
	settings "$1"
	terminal "$1" env $variables PATH="$place/bin:$PATH" $command
	shows "$1: the table" expect "$1" '20 of 20'
	keys "$1" y
	shows "$1: it gets exactly the token" \
		wait_until 10 has_token "$place/held"
	shows "$1: it is cleared in time" \
		wait_until $((clear_s + 5)) is_empty "$place/held"
	quit "$1"
}

copies wl-copy
copies xclip
copies xsel

# buffer_is SERVER FILE: the newest buffer is what the file holds.
buffer_is() {
	tmux -S "$place/$1" show-buffer >"$place/buffer" 2>/dev/null &&
		cmp -s "$place/buffer" "$2"
}

has_no_buffer() {
	! tmux -S "$place/inner" show-buffer -b keyrack >/dev/null 2>&1
}

# in_tmux CHOICE: a tmux in a terminal, which is a tmux that takes OSC 52.
printf ' ' >"$place/blank"
in_tmux() {
	settings auto
	printf 'set-option -g set-clipboard %s\n' "$1" >"$place/tmux.conf"
	terminal "$1" env $variables SSH_TTY=/dev/pts/0 \
		SSH_CONNECTION='192.0.2.1 40000 192.0.2.7 22' \
		PATH="$place/slow:$PATH" tmux -S "$place/inner" -f "$place/tmux.conf" \
		new-session "$command"
	tmux -S "$place/tmux" set-option -s set-clipboard on
	shows "tmux, $1: the table" expect "$1" '20 of 20'
	keys "$1" y
	shows "tmux, $1: its buffer is exactly the token" \
		wait_until 10 buffer_is inner "$place/wanted"
	shows "tmux, $1: the terminal outside has it as well" \
		wait_until 10 buffer_is tmux "$place/wanted"
	shows "tmux, $1: that is said" expect "$1" "in tmux's buffer"
	shows "tmux, $1: the buffer is gone in time" \
		wait_until $((clear_s + 5)) has_no_buffer
	shows "tmux, $1: the terminal has a blank instead" \
		wait_until 5 buffer_is tmux "$place/blank"
	quit "$1"
	tmux -S "$place/inner" kill-server 2>/dev/null
}

in_tmux external
in_tmux on

# GNU screen passes on what is wrapped for it, and does not know what it is.
mkdir "$place/screens"
settings auto
terminal screen env -u TMUX -u TMUX_PANE $variables SSH_TTY=/dev/pts/0 SCREENDIR="$place/screens" \
	SSH_CONNECTION='192.0.2.1 40000 192.0.2.7 22' \
	screen -c /dev/null -S proof $command
tmux -S "$place/tmux" set-option -s set-clipboard on
shows 'screen: the table' expect screen '20 of 20'
keys screen y
shows 'screen: the terminal outside has exactly the token' \
	wait_until 10 buffer_is tmux "$place/wanted"
shows 'screen: it is not said to have arrived' \
	expect screen 'through screen'
shows 'screen: the terminal has a blank in time' \
	wait_until $((clear_s + 5)) buffer_is tmux "$place/blank"
quit screen

# The default, once.
: >"$place/held"
clear_s=
settings wl-copy
terminal default env $variables PATH="$place/bin:$PATH" $command
shows 'default: the table' expect default '20 of 20'
keys default y
shows 'default: it gets exactly the token' \
	wait_until 10 has_token "$place/held"
begun=$(date +%s)
shows 'default: it is cleared' wait_until 55 is_empty "$place/held"
lasted=$(($(date +%s) - begun))
echo "it was there for $lasted s"
shows 'default: after 45 s' [ "$lasted" -ge 44 -a "$lasted" -le 47 ]
quit default

# The same without the screen, slowly, with a session and so with a ledger.
service_start --with-token "$place/access" --latency 150
tokens "$place/more"
cat "$place/more" >>"$place/tokens"
clear_s=2
settings wl-copy
terminal login env HOME="$home" LC_ALL=C.UTF-8 \
	SSH_CONNECTION='192.0.2.1 40000 192.0.2.7 22' \
	"$build/keyrack" --config "$place/config" --url "$url" \
	--redirect-uri http://localhost:0
shows 'login: it waits' expect login 'Waiting for the browser'
log_in login
shows 'login: the table' expect login '20 of 20'
quit login
run() {
	env -i HOME="$home" LC_ALL=C.UTF-8 PATH="$place/bin:$PATH" \
		"$build/keyrack" --config "$place/config" --url "$url" "$@"
}
# The token that a command was given is one of the service's.
is_token() {
	tokens "$place/known"
	[ -s "$1" ] && tr -d '\n' <"$1" | grep -qxF -f "$place/known"
}
: >"$place/held"
run copy 'old laptop' 2>"$place/said" &
copier=$!
shows 'copy: it is on the clipboard' \
	wait_until 10 is_token "$place/held"
wait "$copier"
shows 'copy: and gone when copy ends' is_empty "$place/held"
run token 'old laptop' >"$place/out"
shows 'token: it is printed' is_token "$place/out"
run create 'made here' >"$place/out"
shows 'create: it is printed' is_token "$place/out"
cat "$place/out" >>"$place/tokens"
run create 'filed here' --output "$place/filed"
shows 'create: it is in the file' is_token "$place/filed"
run rotate 'ci-bot' --yes --output "$place/turned" 2>"$place/said"
shows 'rotate: it is in the file' is_token "$place/turned"
cat "$place/filed" >>"$place/tokens"
echo >>"$place/tokens"
cat "$place/turned" >>"$place/tokens"
echo >>"$place/tokens"
run exec 'old laptop' -- sh -c \
	'printf %s "$NUMIND_API_KEY" >"$1"; echo $$ >"$2"; exec sleep 1' \
	sh "$place/out" "$place/runner"
shows 'exec: its command has it' is_token "$place/out"

# The watch sees what it looks for.
sh -c 'sleep 1' "canary-$(printf 'q%.0s' 1 2 3 4 5 6 7 8)"
: >"$place/stop"
wait "$watcher"
saw() {
	grep -qaxF -e "$1" "$place/words"
}
for helper in --sensitive -selection --clipboard load-buffer; do
	shows "arguments were read: $helper" saw "$helper"
done
for helper in copy token create rotate exec; do
	shows "keyrack's own were: $helper" saw "$helper"
done
shows 'and those of a process that lives for a second' saw canary-qqqqqqqq
echo "samples: $(grep -c '' "$place/samples")"
cut -c 5-12 "$place/tokens" | grep . >"$place/pieces"
shows_equal 'tokens are looked for, those made meanwhile as well' 43 \
	"$(grep -c . "$place/pieces")"
grep -aF -f "$place/pieces" "$place/words" >"$place/found"
shows 'no piece of a token was in any arguments' is_empty "$place/found"
shows_equal 'a token was in the environment of the command of exec alone' \
	"$(cat "$place/runner")" "$(sort -u "$place/holders")"
proof_end
