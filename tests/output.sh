#!/bin/sh
# SPDX-License-Identifier: ISC
# Where a token goes: it is certain to arrive, or nothing is asked for; and
# what has not arrived is told, and can be had again.
set -eu
: "${top_srcdir:=$(cd "$(dirname "$0")/.." && pwd)}"
: "${top_builddir:=.}"
. "$top_srcdir/tests/support/tap.sh"
. "$top_srcdir/tests/support/cli.sh"
closed='standard output is closed, and the token would be lost'

# Expects the status and all of standard error.
expect() {
	tap_is_equal "$1" "$2
$3" "$status
$(cat "$work/err")"
}
what_is() {
	if [ -e "$1" ]; then wc -c <"$1" | tr -d ' '; else echo nothing; fi
}
id_of_made() {
	sed -n 's/.*created “.*”, id //p' "$work/err"
}
in_ledger() {
	cat "$work/state/keyrack/"*.ledger 2>/dev/null | grep -c "$1" || :
}

serve
use_session
for words in 'create new' 'token ci-bot' 'rotate ci-bot --yes'; do
	status=0
	# shellcheck disable=SC2086
	"$keyrack" $words >&- 2>"$work/err" </dev/null || status=$?
	expect "closed output: $words" 1 "keyrack: ${words%% *}: $closed"
	tap_is_equal "closed output: $words makes nothing" 0 "$(asked POST)"
done
tap_is_equal 'closed output: no rotation is in the ledger' 0 \
	"$(in_ledger rotation)"

{
	until [ -e "$work/gone" ]; do :; done
	status=0
	"$keyrack" create new 2>"$work/err" </dev/null || status=$?
	echo "$status" >"$work/status"
} | touch "$work/gone"
status=$(cat "$work/status")
tap_is_equal 'a reader that has gone: nothing is made' '141 0' \
	"$status $(asked POST)"

for words in 'create full' 'rotate ci-bot --yes'; do
	status=0
	# shellcheck disable=SC2086
	"$keyrack" $words >/dev/full 2>"$work/err" </dev/null || status=$?
	id=$(id_of_made)
	tap_is_equal "full output: $words" "1 keyrack: created “x”, id $id
keyrack: ${words%% *}: keyrack token $id prints the token
keyrack: standard output: No space left on device" \
		"$status $(tail -n 3 "$work/err" | sed '1s/“.*”/“x”/')"
	[ "${words%% *}" = create ] || {
		old=$(sed -n 's/.*"id":"\([^"]*\)","did":"rotation-begun".*/\1/p' \
			"$work/state/keyrack/"*.ledger)
		run rotate "$old" --yes
		tap_is_equal 'full output: the old one is kept' '1 1 0' \
			"$status $(grep -c "may have reached nobody" \
				"$work/err") $(asked DELETE)"
	}
	run token "$id"
	tap_is_equal "full output: $words, and it does" '0 1' \
		"$status $(grep -c '^nxk_' "$work/out")"
done
run rotate "$old" --yes
tap_is_equal 'a successor whose token was printed takes its place' '0 1' \
	"$status $(asked DELETE)"
run token "$id"
cp "$work/out" "$work/token"
status=0
"$keyrack" token "$id" >/dev/full 2>"$work/err" </dev/null || status=$?
expect 'full output: token' 1 \
	'keyrack: standard output: No space left on device'

# A file has room before the service is asked for anything.
posts=$(asked POST)
{
	ulimit -f 0
	status=0
	"$keyrack" create new --output "$work/f" 2>&1 </dev/null || status=$?
	echo "$status"
} | cat >"$work/err"
tap_is_equal 'no room for the file' "keyrack: create: $work/f: File too large
1" "$(cat "$work/err")"
tap_is_equal 'no room for the file: it is not there, nothing is made' \
	"nothing $posts" "$(what_is "$work/f") $(asked POST)"
run create new --output "$work/nonesuch/f"
expect 'no folder for the file' 1 \
	"keyrack: create: $work/nonesuch/f: No such file or directory"
echo mine >"$work/f"
run create new --output "$work/f"
expect 'a file that is there' 1 "keyrack: create: $work/f: File exists"
tap_is_equal 'a file that is there stays' "mine $posts" \
	"$(cat "$work/f") $(asked POST)"
rm "$work/f"
run create filed --output "$work/f"
id=$(id_of_made)
run token "$id"
printf %s "$(cat "$work/out")" >"$work/token"
tap_is_equal 'the file has the token alone' '' \
	"$(cmp "$work/f" "$work/token" 2>&1)"
rm "$work/f"
run create org --output "$work/f" --org nonesuch
tap_is_equal 'no file stays where nothing was made' '1 nothing' \
	"$status $(what_is "$work/f")"

serve --fault 'POST /api/auth/api-keys=status:403'
use_session
run create new --output "$work/f"
tap_is_equal 'refused: no file stays' '1 nothing' \
	"$status $(what_is "$work/f")"
serve --fault 'POST /api/auth/api-keys=close,times:1'
use_session
rm "$work/state/keyrack/"*.ledger
run create lost --output "$work/f"
tap_is_equal 'lost: no file stays, and the found one is in the ledger' \
	'5 nothing 1' "$status $(what_is "$work/f") $(in_ledger created)"
serve --fault 'POST /api/auth/api-keys=hang'
use_session
(
	until [ "$(asked POST)" -gt 0 ]; do :; done
	kill "$service"
) &
run create lost
wait "$!" || :
service=
tap_is_equal 'lost, and not to be looked for: it is said' '5 1' \
	"$status $(grep -c 'whether “lost” was made is not known' "$work/err")"
tap_is_equal 'no ledger and no message holds a token' '' \
	"$(grep -l nxk_ "$work/state/keyrack/"*.ledger "$work/err" || :)"
tap_done
