#!/bin/sh
# SPDX-License-Identifier: ISC
# Where a session cannot be kept, or what is kept cannot be used: it is said on
# the screen, nothing is overwritten, one logs in and sees the list all the
# same, and the terminal is left as it was.
# usage: bad_files.sh BUILD-FOLDER
. "$(dirname "$0")/proof.sh"
proof_begin "${1:-}" curl
if [ "$(id -u)" -ne 0 ]; then
	echo 'skipped: only root may give files away and mount'
	exit 77
fi
mounted=

proof_clean_more() {
	for folder in $mounted; do
		umount "$folder" 2>/dev/null
	done
}

cat >"$place/run" <<'END'
stty -g >"$PROOF.before"
"$@"
echo $? >"$PROOF.status"
stty -g >"$PROOF.after"
END

# prepare NAME: a home of its own, and where the session would lie in it.
prepare() {
	name=$1
	home=$place/$name
	mkdir -m 0700 "$home"
	state=$home/.local/state/keyrack
	file=$state/default@$(printf '%s' "$url" |
		sed 's/:/%3A/g; s,/,%2F,g').session
}

# keep TEXT: lies there in place of a session, as keyrack would have put it.
keep() {
	(umask 077 && mkdir -p "$state" && printf '%s' "$1" >"$file")
}

# What lies in the home, but for locks: kind, mode, owner, links, contents.
# What is set aside goes by its old name.
contents() {
	find "$home" ! -type d ! -name '*.lock' \
		-printf '%p %y %m %U %l\n' | sed 's/\.damaged-1 / /' | sort
	find "$home" -type f ! -name '*.lock' -exec sha256sum {} + |
		cut -d ' ' -f 1 | sort
}

# begin WORD...: starts keyrack; the words go before it.
begin() {
	before=$(contents)
	terminal "$name" env "$@" PROOF="$place/$name" BROWSER=/bin/false \
		sh "$place/run" "$build/keyrack" --url "$url" \
		--redirect-uri http://localhost:0
	expect "$name" 'Waiting for the browser'
}

# login_says WORDS: they stand on the screen when one has logged in.
login_says() {
	log_in "$name"
	shows "$name: the login leads to the list" expect "$name" '20 of 20'
	shows "$name: it says \"$1\"" expect "$name" "$1"
}

is_as_before() {
	[ "$(contents)" = "$before" ] && return
	printf '%s\n' "$before" "$(contents)"
	return 1
}

# leave: quits, and looks at what is left.
leave() {
	keys "$name" F5
	shows "$name: the list comes again" expect "$name" '20 of 20'
	keys "$name" q
	shows "$name: keyrack ends" wait_until 10 is_closed "$name"
	shows_equal "$name: with status 0" 0 "$(cat "$place/$name.status")"
	shows "$name: the terminal is as it was" \
		cmp "$place/$name.before" "$place/$name.after"
	shows_equal "$name: the main screen is back" 0 \
		"$(tmux -S "$place/tmux" display-message -p -t "$name" \
			'#{alternate_on}')"
	tmux -S "$place/tmux" kill-session -t "$name"
}

# refused NAME WHY: the file that has been prepared is left alone.
refused() {
	begin HOME="$home"
	shows "$name: the start says \"$1\"" expect "$name" "$1"
	login_says 'could not be kept'
	shows "$name: and why" expect "$name" "$1"
	shows "$name: nothing is overwritten" is_as_before
	leave
}

# set_aside TEXT: what cannot be read moves out of the way of a new session.
set_aside() {
	keep "$1"
	begin HOME="$home"
	shows "$name: the start says \"it is damaged\"" \
		expect "$name" 'it is damaged'
	shows "$name: it is set aside unchanged" is_as_before
	log_in "$name"
	shows "$name: the login leads to the list" expect "$name" '20 of 20'
	shows "$name: the new session is kept" grep -q accessToken "$file"
	shows_equal "$name: what was set aside stays" "$1" \
		"$(cat "$file.damaged-1")"
	leave
}

# unwritable WHY: no session was there, and none can be.
unwritable() {
	begin HOME="$home"
	login_says 'could not be kept'
	shows "$name: and why: \"$1\"" expect "$name" "$1"
	shows "$name: nothing is overwritten" is_as_before
	leave
}

service_start

prepare read-only
mount -t tmpfs -o ro tmpfs "$home" && mounted=$home
unwritable 'Read-only file system'

prepare full-disk
mount -t tmpfs -o size=4k,mode=0700 tmpfs "$home" && mounted="$mounted $home"
head -c 4096 /dev/zero >"$home/other"
unwritable 'No space left on device'

prepare no-home
begin -u HOME
shows "$name: it is said" expect "$name" 'will be kept in memory alone'
login_says 'Logged in'
shows "$name: nothing is written" is_as_before
leave

prepare foreign-file
keep '{}'
chown 65534 "$file"
refused 'another user owns it'

prepare foreign-folder
keep '{}'
chown 65534 "$state"
refused 'another user owns it'

prepare open-file
keep '{}'
chmod 0644 "$file"
refused 'it is not for its owner alone'

prepare symlink
keep '{}'
mv "$file" "$home/victim"
ln -s "$home/victim" "$file"
refused 'it is a symbolic link'

prepare fifo
keep '{}'
rm "$file"
mkfifo -m 0600 "$file"
refused 'it is no regular file'

prepare garbage
set_aside 'neither a session nor JSON'

prepare cut
set_aside '{"version":1,"origin":"http://127.0'
proof_end
