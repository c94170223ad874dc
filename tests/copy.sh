#!/bin/sh
# SPDX-License-Identifier: ISC
# keyrack copy: what reaches the clipboard, for how long, and what is said.
set -eu
: "${top_srcdir:=$(cd "$(dirname "$0")/.." && pwd)}"
: "${top_builddir:=.}"
. "$top_srcdir/tests/support/tap.sh"
keyrack=$top_builddir/keyrack
demo=$top_builddir/keyrack-demo
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" XDG_STATE_HOME="$work/state" XDG_CONFIG_HOME="$work/config"
mkdir -p "$work/config/keyrack"
unset SSH_CONNECTION SSH_TTY WAYLAND_DISPLAY DISPLAY TMUX STY

. "$top_srcdir/tests/support/clipboard.sh"
printf '%s' access-token >"$work/access"
"$demo" --with-token "$work/access" >"$work/url" &
service=$!
trap 'kill $service; rm -rf "$work"' EXIT
until [ -s "$work/url" ]; do :; done
KEYRACK_URL=$(cat "$work/url")
KEYRACK_TOKEN=access-token
export KEYRACK_URL KEYRACK_TOKEN
configure() {
	printf '%s\n' "$@" >"$work/config/keyrack/config"
}
run() {
	status=0
	setsid -w "$keyrack" "$@" >"$work/out" 2>"$work/err" </dev/null ||
		status=$?
}

run list --tsv --show-tokens
id=$("$keyrack" list --json 2>/dev/null |
	sed -n 's/.*"id": *"\([^"]*\)".*/\1/p' | head -n 1)
run token "$id"
token=$(cat "$work/out")

configure 'clipboard = auto'
run copy "$id"
tap_is_equal 'without a way nothing is copied' \
	'1 keyrack: copy: there is no way to the clipboard here; keyrack token prints the token' \
	"$status $(cat "$work/err")"
configure 'clipboard = osc52'
run copy "$id"
tap_is_equal 'nor by OSC 52 without a terminal' 1 "$status"
DISPLAY=:9
export DISPLAY

configure 'clipboard_clear = 0'
run copy "$id"
tap_is_equal 'the token is on the clipboard' "0 $token" \
	"$status $(cat "$work/clipboard")"
tap_is_equal 'and that it stays is said' \
	'keyrack: It stays there: clipboard_clear is 0.' \
	"$(tail -n 1 "$work/err")"
tap_is_empty 'nothing is printed on standard output' "$(cat "$work/out")"
tap_is_empty 'the token is not told' "$(grep -F "$token" "$work/err" || :)"

configure 'clipboard_clear = 1'
run copy "$id"
tap_is_equal 'it is cleared when its time is over' '0 ' \
	"$status $(cat "$work/clipboard")"

configure 'clipboard_clear = 600'
setsid -w "$keyrack" copy "$id" >"$work/out" 2>"$work/err" </dev/null &
until grep -q 'It is cleared in 600' "$work/err"; do :; done
tap_is_equal 'meanwhile it is there' "$token" "$(cat "$work/clipboard")"
for task in /proc/[0-9]*; do
	tr '\0' ' ' <"$task/cmdline" | grep -F "$token" || :
done >"$work/seen" 2>"$work/gone"
tap_is_empty 'and in no command line' "$(cat "$work/seen")"
kill -INT "$!"
status=0
wait "$!" || status=$?
tap_is_equal 'Ctrl-C clears at once' '130 ' "$status $(cat "$work/clipboard")"

# A process of a group that no shell looks after gets an error when it writes
# to a terminal that lets none write in the background.
if command -v script >"$work/script" 2>&1; then
	configure 'clipboard = osc52' 'clipboard_clear = 1'
	cat >"$work/orphan" <<-EOS
		until [ -e "$work/go" ]; do sleep 0.1; done
		"$keyrack" copy "$id" </dev/null >"$work/out" 2>"$work/err"
		echo "\$?" >"$work/status"
		touch "$work/done"
	EOS
	cat >"$work/shell" <<-EOS
		stty tostop
		sh -c 'set -m; sh "$work/orphan" &'
		touch "$work/go"
		until [ -e "$work/done" ]; do sleep 0.1; done
	EOS
	TERM=xterm script -qc "sh '$work/shell'" "$work/typescript" \
		>"$work/script" 2>&1 </dev/null
	tap_is_equal 'that the terminal takes nothing is said' \
		'1 not copied (the terminal: Input/output error).' \
		"$(cat "$work/status") $(sed 's/.*: not/not/' "$work/err")"
fi

tap_is_empty 'no program was told the token in its words' \
	"$(grep -F "$token" "$work/words" || :)"
tap_done
