#!/bin/sh
# SPDX-License-Identifier: ISC
# What is left of a session's secrets and of tokens that were shown: the
# process's whole memory is read from outside, as root, and the copies of each
# are counted: while it is in use, when there must be some, and afterwards,
# when there must be none.
# usage: memory.sh BUILD-FOLDER
. "$(dirname "$0")/proof.sh"
proof_begin "${1:-}" curl make
if [ "$(id -u)" -ne 0 ]; then
	echo 'skipped: only root may read the memory'
	exit 77
fi
helper memory_scan

# copies NAME SECRET: how many there are in the process of that window.
copies() {
	printf '%s\n' "$2" |
		"$build/tests/proofs/memory_scan" "$(process_of "$1")"
}

# shows_copies WHAT NAME SECRET: there are some.
shows_copies() {
	count=$(copies "$2" "$3")
	shows "$1: ${count:-none} copies" [ "${count:-0}" -gt 0 ]
}

# shows_none WHAT NAME SECRET: there are none.
shows_none() {
	shows_equal "$1: 0 copies" 0 "$(copies "$2" "$3")"
}

# kept MEMBER: a token in the file that keeps the session.
kept() {
	cat "$home"/.local/state/keyrack/*.session |
		sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p"
}

# dialog_token: of an API key, as the dialog shows it.
dialog_token() {
	screen one | grep -o 'nxk_[^ ]\{16,\}' | head -n 1
}

is_off_screen() {
	! screen_says one "$1"
}

# close_by KEY TEXT: the key takes the dialog with this text off the screen.
close_by() {
	keys one "$1"
	wait_until 5 is_off_screen "$2"
}

start() {
	terminal "$1" env KEYRACK_PROOF=1 "$build/keyrack" --url "$url" \
		--redirect-uri http://localhost:0
}

# The token reply is late, so that the code can be seen on its way.
service_start --token-seconds 6 \
	--fault 'POST /api/auth/token=delay:3000,times:1'
start one
expect one 'Waiting for the browser'
link=$(link_of one)
address=$(answer_to "$link")
code=$(parameter "$address" code)
curl -sSL -o "$place/page" "$address" &
expect one 'The browser has answered'
shows_copies 'the code, while it is redeemed' one "$code"
expect one '20 of 20'
wait $!
shows_none 'the code, after the login' one "$code"
access=$(kept accessToken)
refresh=$(kept refreshToken)
shows_copies 'the access token, in use' one "$access"
shows_copies 'the refresh token, in use' one "$refresh"

# Any request after the token's end renews it.
is_renewed() {
	keys one F5
	service_has 2 'POST /api/auth/token 200'
}
wait_until 20 is_renewed
expect one '20 of 20'
wait_until 5 [ "$(kept accessToken)" != "$access" ]
shows_none 'the first access token, after a refresh' one "$access"
shows_none 'the first refresh token, after a refresh' one "$refresh"
access=$(kept accessToken)
refresh=$(kept refreshToken)
shows_copies 'the second access token, in use' one "$access"
shows 'the refresh token is on disk before the logout' \
	grep -rqF "$refresh" "$home"

keys one v
expect one 'Hidden in'
token=$(dialog_token)
shows_copies "an API key's token, while it is shown" one "$token"
close_by Escape 'Hidden in'
shows_none "an API key's token, once it is hidden" one "$token"
keys one n
expect one 'New API key'
keys one mine Enter
expect one 'API key created'
token=$(dialog_token)
shows_copies "a new API key's token, in its panel" one "$token"
close_by Enter 'API key created'
shows_none "a new API key's token, once its panel is closed" one "$token"

keys one L
shows 'the logout is told' expect one 'Ended on the service: yes'
expect one 'Waiting for the browser'
shows 'the service has seen it' service_has 1 'POST /api/auth/logout 200'
shows_none 'the access token, after the logout' one "$access"
shows_none 'the refresh token, after the logout' one "$refresh"
shows_equal 'on disk: none' '' \
	"$(grep -rlF -e "$access" -e "$refresh" -e "$code" "$home")"

# The same with a pasted address, which passes through the field.
link=$(link_of one)
address=$(answer_to "$link")
code=$(parameter "$address" code)
printf '%s' "$address" | tmux -S "$place/tmux" load-buffer -
tmux -S "$place/tmux" paste-buffer -p -t one
expect one '21 of 21'
shows_none 'a pasted code, after the login' one "$code"
refresh=$(kept refreshToken)
keys one L
expect one 'Ended on the service: yes'
shows_none 'its refresh token, after the logout' one "$refresh"
quit one
proof_end
