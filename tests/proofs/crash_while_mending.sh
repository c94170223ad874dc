#!/bin/sh
# SPDX-License-Identifier: ISC
# A damaged ledger is mended while everything goes wrong: the process is killed
# at each of its system calls, each of them fails, the disk is full. A ledger
# with all lines that can be read is there at any time.
# usage: crash_while_mending.sh BUILD-FOLDER
. "$(dirname "$0")/proof.sh"
proof_begin "${1:-}" make prlimit strace
helper mend_ledger
mender=$build/tests/proofs/mend_ledger
folder=$place/keyrack

# Two whole lines, and half a one.
damage() {
	rm -rf "$folder"
	"$mender" "$folder" one && "$mender" "$folder" two
	ledger=$(echo "$folder"/*.ledger)
	printf '{"at":' >>"$ledger"
}

# complain WHAT: of the case that is looked at.
complain() {
	wrong=$((wrong + 1))
	echo "$case: $1"
}

# The file itself has both lines, before anybody mends it again.
look() {
	[ "$(grep -c '"id":"one"\|"id":"two"' "$ledger")" = 2 ] ||
		complain 'lines are lost'
	[ -z "$(find "$folder" -type f ! -perm 0600)" ] ||
		complain 'others may read it'
}

# The system calls of mending, each with how many of its name came until then.
damage
strace -o "$place/trace" "$mender" "$folder" >"$place/said"
awk -F'(' '/^[a-z0-9_]+\(/ {
	count[$1]++
	if ($1 == "getppid")
		is_in = !is_in
	if (is_in && $1 != "getppid")
		print $1, count[$1]
}' "$place/trace" >"$place/calls"
grep -E '^(mkdir|openat|fstat|newfstatat|fchmod|read|write|fsync|close|rename|renameat|renameat2|unlinkat|getdents64|flock|fcntl) ' \
	"$place/calls" >"$place/file-calls"

points=0
wrong=0
while read -r name number; do
	case="killed at $name $number"
	points=$((points + 1))
	damage
	strace -qq -o /dev/null -e "trace=$name" \
		-e "inject=$name:signal=SIGKILL:when=$number" \
		"$mender" "$folder" >/dev/null 2>&1
	[ $? -eq 137 ] || complain 'it was not killed'
	look
	"$mender" "$folder" >"$place/said"
	said=$("$mender" "$folder")
	[ "$said" = '2 ' ] || complain "in the end: $said"
	[ -z "$(find "$folder" -name '*.new-*')" ] ||
		complain 'what it left behind stays'
done <"$place/calls" 2>/dev/null
shows "mending, killed at each of $points system calls" \
	[ "$wrong$((points > 20))" = 01 ]

# judge: what was said is so.
judge() {
	look
	case $said in
	*'set aside as'*)
		told=$((told + 1))
		[ -s "$ledger.damaged-1" ] || complain 'nothing was set aside'
		;;
	*)
		failures=$((failures + 1))
		[ ! -e "$ledger.damaged-1" ] || complain "unsaid: $said"
		;;
	esac
}

for error in ENOSPC EIO EROFS EDQUOT; do
	points=0
	wrong=0
	told=0
	failures=0
	while read -r name number; do
		case="$error from $name $number"
		points=$((points + 1))
		damage
		said=$(strace -qq -o /dev/null -e "trace=$name" \
			-e "inject=$name:error=$error:when=$number" \
			"$mender" "$folder")
		judge
	done <"$place/file-calls"
	shows "mending, $error from each of $points calls: $failures failed" \
		[ "$wrong$((failures > 3))" = 01 ]
done

wrong=0
told=0
failures=0
size=0
while [ "$size" -le 200 ]; do
	case="at most $size bytes"
	damage
	said=$(prlimit --fsize="$size" "$mender" "$folder")
	judge
	size=$((size + 1))
done
shows "mending, in files of 0 to 200 bytes: $failures failed, $told did not" \
	[ "$wrong$((failures > 100))$((told > 10))" = 011 ]
proof_end
