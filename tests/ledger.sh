#!/bin/sh
# SPDX-License-Identifier: ISC
# A damaged ledger, without the screen: it is said, what is damaged is kept as
# it was, and what can be read of it goes on to count.
set -eu
: "${top_srcdir:=$(cd "$(dirname "$0")/.." && pwd)}"
: "${top_builddir:=.}"
. "$top_srcdir/tests/support/tap.sh"
. "$top_srcdir/tests/support/cli.sh"
waits='keyrack: rotate: nobody can be asked here; --yes goes on without asking'

serve
use_session
run create made
run rotate ci-bot --yes
id=$(sed -n 's/.*the old one, id \([^ ]*\), stays.*/\1/p' "$work/err")
ledger=$(echo "$work"/state/keyrack/*.ledger)

# damage NUMBER: of its lines one is none any more, one lacks a member, and the
# last has no end; the good ones are kept to be looked for.
damage() {
	cp "$ledger" "$work/good"
	{
		printf '\377\000none\n'
		cat "$work/good"
		echo '{"at":"2026-01-02T03:04:05Z","id":"x"}'
		printf '{"at":"2026-01-02T03:'
	} >"$work/bad.$1"
	cat "$work/bad.$1" >"$ledger"
}
for round in 1 2; do
	damage "$round"
	run rotate "$id"
	tap_is_equal "damage $round: it is said, and the rotation is known" "2
keyrack: the ledger is damaged: lines that cannot be read: 3; set aside as ${ledger##*/}.damaged-$round
$waits" "$status
$(cat "$work/err")"
	tap_is_empty "damage $round: it is kept as it was" \
		"$(cmp "$work/bad.$round" "$ledger.damaged-$round" 2>&1)"
	tap_is_equal "damage $round: for its owner alone" \
		'-rw------- -rw-------' "$(ls -l "$ledger" "$ledger".damaged-"$round" |
		cut -c1-10 | tr '\n' ' ' | sed 's/ $//')"
	sort "$ledger" >"$work/now"
	tap_is_empty "damage $round: all other lines are there, and no more" \
		"$(sort "$work/good" | comm -3 - "$work/now")"
done
tap_is_empty 'damage 1: it is kept still' \
	"$(cmp "$work/bad.1" "$ledger.damaged-1" 2>&1)"
run rotate "$id"
tap_is_equal 'then it is sound, and nothing is said of it' "2 $waits" \
	"$status $(cat "$work/err")"

# Who only adds a line looks at no other.
damage 3
run create another
added=$(sed -n 's/.*created “.*”, id //p' "$work/err")
tap_is_equal 'a command that adds a line works all the same' \
	"0 keyrack: created “another”, id $added" "$status $(cat "$work/err")"
run rotate "$id" --yes
tap_is_equal 'the rotation ends, and what was added is there' '0 1 1 1' \
	"$status $(asked DELETE) $(grep -c rotation-ended "$ledger") $(grep -c \
		"\"$added\",\"did\":\"created\"" "$ledger")"

# Whoever sets it aside says so.
damage 4
run token made
tap_is_equal 'a command that reads it says so: token' '0 1' \
	"$status $(grep -c 'the ledger is damaged' "$work/err")"
damage 5
run delete made --yes
tap_is_equal 'a command that reads it says so: delete' '0 1' \
	"$status $(grep -c 'the ledger is damaged' "$work/err")"
tap_done
