#!/bin/sh
# SPDX-License-Identifier: ISC
# Many processes on one session file, with refresh tokens that work once and
# end the session when they come again: for each expiry of the access token
# one of them refreshes, the others take what it has stored, and nobody is
# logged out. It takes some minutes.
# usage: sixty_four.sh BUILD-FOLDER [PROCESSES [EXPIRIES]]
. "$(dirname "$0")/proof.sh"
proof_begin "${1:-}" curl make
processes=${2:-64}
expiries=${3:-1000}
# A token that expires by itself takes two seconds for it.
waits=$((expiries / 100 + 1))
helper crowd

start() {
	terminal "$1" "$build/keyrack" --url "$url" \
		--redirect-uri http://localhost:0
}

# share EXPIRIES told|itself: logs in, shares the session, shows the figures.
share() {
	rm -rf "$home"/.local
	start first
	expect first 'Waiting for the browser'
	log_in first
	shows "$2: the login is done" expect first '20 of 20'
	quit first
	begun=$(date +%s)
	figures=$("$build/tests/proofs/crowd" "$url" \
		"$home/.local/state/keyrack" "$log" "$processes" "$1" "$2")
	echo "$2: $figures seconds=$(($(date +%s) - begun))"
	eval "$figures"
	shows_equal "$2: $processes processes, $1 expiries: 1 refresh for each" \
		"$1 0" "$refreshed $uneven"
	shows_equal "$2: no refresh token was refused" 0 "$refused"
	shows_equal "$2: all of $asked calls were answered in the end" \
		0 "$failed"
	start again
	shows "$2: the session goes on without a login" \
		expect again '20 of 20'
	quit again
}

service_start --fault 'GET /expire=expire'
share "$expiries" told
shows "told: each process was refused once for each expiry" \
	[ "$expired" -eq $((processes * expiries)) ]

service_start --token-seconds 2
share "$waits" itself
proof_end
