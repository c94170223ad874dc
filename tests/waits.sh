#!/bin/sh
# SPDX-License-Identifier: ISC
# What commands wait for without the screen: a store that takes its time, and
# a reader that does not read, whom a signal does not wait for.
set -eu
: "${top_srcdir:=$(cd "$(dirname "$0")/.." && pwd)}"
: "${top_builddir:=.}"
. "$top_srcdir/tests/support/tap.sh"
. "$top_srcdir/tests/support/cli.sh"

mkdir -p "$work/config/keyrack"
printf '#!/bin/sh\ncase $1 in get) sleep 0.3; cat "$0.held" ;; *) cat >"$0.held" ;; esac\n' \
	>"$work/store"
chmod 700 "$work/store"
serve --apikeys 2000
printf 'store = command\nstore_command = {"%s"}\n' "$work/store" \
	>"$work/config/keyrack/config"
printf '{"version":1,"origin":"%s","accessToken":"access-token"}\n' \
	"$KEYRACK_URL" >"$work/store.held"
unset KEYRACK_TOKEN
for words in whoami 'token ci-bot' check; do
	# shellcheck disable=SC2086
	run $words
	case $words in check) expected=1 ;; *) expected=0 ;; esac
	tap_is_equal "a slow store: $words" "$expected" "$status"
done

rm "$work/config/keyrack/config"
use_token
mkfifo "$work/stuck"
exec 7<>"$work/stuck"
for signal in TERM INT; do
	"$keyrack" list --json >&7 2>"$work/err" 7>&- &
	client=$!
	until grep -q ^GET "$work/log"; do :; done
	# It fills the pipe in a moment; before that a signal ends it too.
	sleep 0.2
	(trap '' INT; kill -s "$signal" "$client")
	status=0
	wait "$client" || status=$?
	case $signal in TERM) expected=143 ;; *) expected=130 ;; esac
	tap_is_equal "a reader that does not read: SIG$signal" "$expected" \
		"$status"
	: >"$work/log"
done
exec 7>&-
# The ledger is locked by another process; what comes meanwhile counts.
serve
use_session
run token ci-bot
lock=${session%.session}.ledger.lock
for words in 'exec ci-bot -- echo started' 'rotate ci-bot --yes'; do
	: >"$work/log"
	flock "$lock" sleep 0.7 &
	holder=$!
	while flock -n "$lock" true; do :; done
	# shellcheck disable=SC2086
	"$keyrack" $words >"$work/out" 2>"$work/err" </dev/null &
	client=$!
	until [ "$(asked GET)" -ge 1 ]; do :; done
	sleep 0.2
	kill -INT "$client"
	status=0
	wait "$client" || status=$?
	wait "$holder"
	tap_is_equal "SIGINT while the ledger is locked: ${words%% *}" '130 0 0' \
		"$status $(wc -c <"$work/out" | tr -d ' ') $(asked POST)"
done
run rotate ci-bot --yes
tap_is_equal 'and what was not sent can be done' '0 1' \
	"$status $(asked POST)"
tap_done
