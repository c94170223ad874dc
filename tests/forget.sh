#!/bin/sh
# SPDX-License-Identifier: ISC
# keyrack logout --forget leaves nothing of an account, and all of the others.
set -eu
: "${top_srcdir:=$(cd "$(dirname "$0")/.." && pwd)}"
: "${top_builddir:=.}"
. "$top_srcdir/tests/support/tap.sh"
. "$top_srcdir/tests/support/cli.sh"
folder=$work/state/keyrack

# The files of the account's, without its name and its service's.
kept() {
	(cd "$folder" && find . -mindepth 1 ! -name 'other@*' |
		sed 's/.*%3A[0-9]*//' | sort | tr '\n' ' ')
}

# What is left when keyrack was used, and much went wrong.
litter() {
	use_session
	id=$("$keyrack" list --json 2>/dev/null |
		sed -n 's/.*"id": *"\([^"]*\)".*/\1/p' | head -n 1)
	run token "$id"
	base=${session%.session}
	printf '{"at":' >>"$base.ledger"
	run rotate "$id" --yes
	for name in .view .view.damaged-1 .session.damaged-1 \
		.session.new-0123abcd .ledger.new-0123abcd; do
		touch "$base$name"
	done
	: >"$session.lock"
	for name in session ledger ledger.lock view; do
		touch "$folder/other@${base#*@}.$name"
	done
}

serve
litter
tap_is_equal 'much is kept at first' \
	'.ledger .ledger.damaged-1 .ledger.lock .ledger.new-0123abcd .session .session.damaged-1 .session.lock .session.new-0123abcd .view .view.damaged-1 ' \
	"$(kept)"
run logout --forget
tap_is_equal 'it is said what was ended and erased' \
	'keyrack: ended on the service: yes
keyrack: removed from the store: yes
keyrack: wiped from keyrack'\''s memory: yes
keyrack: ledger: erased
keyrack: look of the table: erased' "$(cat "$work/err")"
tap_is_equal 'nothing is left of it' '0 ' "$status $(kept)"
tap_is_equal 'and all is left of another account' 4 \
	"$(find "$folder" -type f -name 'other@*' | wc -l | tr -d ' ')"
run logout --forget
tap_is_equal 'a second time nothing is there, which is no failure' \
	'0 keyrack: default: was not logged in; there is nothing to end
keyrack: ledger: nothing was there
keyrack: look of the table: nothing was there' "$status $(cat "$work/err")"
tap_is_equal 'nor is anything made for it' '' "$(kept)"

litter
rm "$session"
run logout --forget
tap_is_equal 'it needs no session' '0 ' "$status $(kept)"
tap_is_equal 'and says what was left of one' \
	'keyrack: files of the session: erased' "$(sed -n 2p "$work/err")"

litter
run logout
tap_is_equal 'without the option the ledger stays' '0 1' \
	"$status $(find "$base.ledger" | wc -l | tr -d ' ')"

litter
KEYRACK_URL=http://127.0.0.1:1 run logout --forget
tap_is_equal 'that of another service is another one' 0 "$status"
tap_is_equal 'and stays' 1 "$(find "$base.ledger" | wc -l | tr -d ' ')"

litter
kill "$service"
wait "$service" || :
service=
run logout --forget
tap_is_equal 'it is erased when the service cannot be reached' '4 ' \
	"$status $(kept)"

serve
litter
KEYRACK_TOKEN=access-token run logout --forget
tap_is_equal 'KEYRACK_TOKEN has nothing that is kept' '2 1' \
	"$status $(find "$base.ledger" | wc -l | tr -d ' ')"
run --demo logout --forget
tap_is_equal 'nor has the demo' '0 1' \
	"$status $(find "$base.ledger" | wc -l | tr -d ' ')"

rm "$base.ledger"
mkdir "$base.ledger"
run logout --forget
tap_is_equal 'what cannot be erased is said, and all else is erased' \
	'1 keyrack: ledger: not erased ' "$status $(sed -n '/ledger/s/(.*//p' "$work/err")"
tap_is_equal 'so that it alone is left' '.ledger ' \
	"$(kept | sed 's/\.ledger\..*//')"
rmdir "$base.ledger"
rm -f "$base".*

if command -v flock >"$work/flock"; then
	litter
	exec 5<>"$base.ledger.lock"
	flock 5
	run logout --forget
	tap_is_equal 'what another keyrack uses stays' \
		'1 keyrack: ledger: not erased (another keyrack uses it)' \
		"$status $(grep ledger "$work/err")"
	exec 5>&-
else
	tap_skip 'what another keyrack uses stays' 'flock is not there'
fi
tap_done
