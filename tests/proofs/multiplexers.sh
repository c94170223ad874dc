#!/bin/sh
# SPDX-License-Identifier: ISC
# A pasted address logs in also inside tmux and inside GNU screen, by their
# own pastes: with line breaks and quotes, as a bracketed paste (tmux), and as
# mere keystrokes, as screen does not tell them apart.
# usage: multiplexers.sh BUILD-FOLDER
. "$(dirname "$0")/proof.sh"
proof_begin "${1:-}" curl screen

proof_clean_more() {
	env SCREENDIR="$place/screens" screen -S proof -X quit >/dev/null
	tmux -S "$place/inner" kill-server 2>/dev/null
}

# What a terminal over SSH finds in its environment, and no token.
over_ssh="HOME=$home LC_ALL=C.UTF-8 DISPLAY=:99 BROWSER=/bin/false
	SSH_TTY=/dev/pts/0 SCREENDIR=$place/screens"
connection='192.0.2.1 40000 192.0.2.7 22'
command="$build/keyrack --redirect-uri http://localhost:0 --url"

# The address in two lines, quoted and indented, in the file "text".
wrap() {
	middle=$((${#1} / 2))
	{
		printf '  "%s\n' "$(printf '%s' "$1" | cut -c "-$middle")"
		printf '   %s"\n' "$(printf '%s' "$1" |
			cut -c "$((middle + 1))-")"
	} >"$place/text"
}

# begin NAME: looks at the login screen and readies the answer.
begin() {
	shows "$1: the login waits" expect "$1" 'Waiting for the browser'
	shows "$1: no browser, for a reason" expect "$1" 'you are here over SSH'
	shows "$1: the tunnel line is there" expect "$1" "@192.0.2.7"
	link=$(link_of "$1")
	wrap "$(answer_to "$link")"
}

# finish NAME: the table, one token call, then logs out.
finish() {
	shows "$1: the address pasted logs in" expect "$1" '20 of 20'
	shows "$1: the code was redeemed once" \
		service_has 1 'POST /api/auth/token 200'
	keys "$1" L
	shows "$1: the logout is told" expect "$1" 'Ended on the service: yes'
	quit "$1"
}

service_start
terminal tmux env $over_ssh SSH_CONNECTION="$connection" $command "$url"
begin tmux
tmux -S "$place/tmux" load-buffer "$place/text"
tmux -S "$place/tmux" paste-buffer -p -t tmux
finish tmux

service_start
terminal nested env $over_ssh SSH_CONNECTION="$connection" \
	tmux -S "$place/inner" -f /dev/null new-session "$command $url"
begin nested
tmux -S "$place/inner" load-buffer "$place/text"
tmux -S "$place/inner" paste-buffer -p
finish nested

service_start
mkdir -m 0700 "$place/screens"
terminal screen env $over_ssh SSH_CONNECTION="$connection" \
	screen -c /dev/null -S proof $command "$url"
begin screen
screen_paste() {
	env SCREENDIR="$place/screens" screen -S proof -X readbuf "$1"
	env SCREENDIR="$place/screens" screen -S proof -X paste .
}
printf 'qqd\rdyAqLpobtcqq and no address' >"$place/letters"
screen_paste "$place/letters"
shows 'screen: letters of commands are text' \
	expect screen 'Address: ********************'
keys screen C-u
keys screen Escape
shows 'screen: the field is closed' expect screen 'p paste'
screen_paste "$place/text"
finish screen
proof_end
