#!/bin/sh
# SPDX-License-Identifier: ISC
# With the real programs, wl-copy in a Wayland compositor without a screen
# (sway) and xclip and xsel in an X server without one (Xvfb): y and keyrack
# copy bring exactly the token to the clipboard; it is gone after
# clipboard_clear seconds, when keyrack is left, and on Ctrl-C; and what
# somebody else copies meanwhile stays.
# usage: clipboards_real.sh BUILD-FOLDER
. "$(dirname "$0")/proof.sh"
proof_begin "${1:-}" sway wl-copy Xvfb xclip xsel
clear_s=3
displays=

proof_clean_more() {
	for display in $displays; do
		kill "$display" 2>/dev/null
		wait "$display" 2>/dev/null
	done
}

umask 077
echo 'the-access-token' >"$place/access"
service_start --with-token "$place/access"
variables="HOME=$home LC_ALL=C.UTF-8 KEYRACK_TOKEN=$(cat "$place/access")"

# Without a graphics card and without devices. sway does not run as root, and
# is somebody else then, who needs a way to a folder of their own.
as_somebody=
mkdir "$place/runtime"
: >"$place/runtime/config"
if [ "$(id -u)" -eq 0 ]; then
	chmod 0711 "$place"
	chown -R 65534:65534 "$place/runtime"
	as_somebody='setpriv --reuid 65534 --regid 65534 --clear-groups'
fi
$as_somebody env -i PATH="$PATH" HOME="$place/runtime" \
	XDG_RUNTIME_DIR="$place/runtime" \
	WLR_BACKENDS=headless WLR_RENDERER=pixman WLR_LIBINPUT_NO_DEVICES=1 \
	sway -c "$place/runtime/config" >"$place/sway.log" 2>&1 &
displays="$! $displays"
socket() {
	wayland=$(cd "$place/runtime" && ls | grep -m 1 '^wayland-[0-9]*$')
}
shows 'a Wayland compositor runs' wait_until 10 socket
mkfifo "$place/display"
Xvfb -displayfd 3 -nolisten tcp -screen 0 640x480x8 3>"$place/display" \
	2>"$place/xvfb.log" &
displays="$! $displays"
read -r display <"$place/display"
shows 'an X server runs' [ -n "$display" ]

in_wayland() {
	XDG_RUNTIME_DIR=$place/runtime WAYLAND_DISPLAY=$wayland "$@"
}
in_x() {
	DISPLAY=:$display "$@"
}

# How the clipboard is read and written by somebody else.
paste_wl_copy() {
	in_wayland wl-paste --no-newline 2>/dev/null
}
paste_xclip() {
	in_x xclip -selection clipboard -out 2>/dev/null
}
paste_xsel() {
	in_x xsel --clipboard --output 2>/dev/null
}
put_wl_copy() {
	printf %s "$1" | in_wayland wl-copy
}
put_xclip() {
	printf %s "$1" | in_x xclip -selection clipboard -in
}
put_xsel() {
	printf %s "$1" | in_x xsel --clipboard --input
}

holds() {
	"paste_$way" >"$place/held"
	cmp -s "$place/held" "$1"
}
is_gone() {
	"paste_$way" >"$place/held"
	[ ! -s "$place/held" ]
}
is_mine() {
	[ "$("paste_$way")" = mine ]
}
run() {
	env -i PATH="$PATH" $variables $environment "$build/keyrack" \
		--config "$place/config" --url "$url" "$@"
}
# open NAME: the screen, with y pressed and the token on the clipboard.
open() {
	put_$way before
	terminal "$1" env PATH="$PATH" $variables $environment \
		"$build/keyrack" --config "$place/config" --url "$url"
	expect "$1" '20 of 20'
	keys "$1" y
	shows "$way: $1: it is exactly the token" \
		wait_until 10 holds "$place/wanted"
}

# shows_way WAY SETTING VARIABLE…: y, and keyrack copy.
shows_way() {
	way=$1
	printf 'clipboard = %s\nclipboard_clear = %s\n' "$2" "$clear_s" \
		>"$place/config"
	shift 2
	environment=$*
	run token 'old laptop' | tr -d '\n' >"$place/wanted"
	shows "$way: there is a token to look for" [ -s "$place/wanted" ]

	open y
	shows "$way: y: it is gone in time" \
		wait_until $((clear_s + 3)) is_gone
	quit y
	open quit
	quit quit
	shows "$way: quit: it is gone" is_gone
	open other
	put_$way mine
	sleep $((clear_s + 2))
	shows "$way: other: what was copied since stays in time" is_mine
	quit other
	shows "$way: other: and when keyrack is left" is_mine

	run copy 'old laptop' >"$place/out" 2>"$place/said" &
	copier=$!
	shows "$way: copy: it is exactly the token" \
		wait_until 10 holds "$place/wanted"
	wait "$copier"
	shows_equal "$way: copy: it ends well" 0 $?
	shows "$way: copy: it is gone then" is_gone
	shows_equal "$way: copy: nothing is printed" '' "$(cat "$place/out")"
	run copy 'old laptop' 2>"$place/said" &
	copier=$!
	wait_until 10 holds "$place/wanted"
	put_$way mine
	wait "$copier"
	shows "$way: copy: what was copied since stays" is_mine
}

shows_way wl_copy auto "XDG_RUNTIME_DIR=$place/runtime WAYLAND_DISPLAY=$wayland"
shows_way xclip xclip "DISPLAY=:$display"
shows_way xsel xsel "DISPLAY=:$display"
proof_end
