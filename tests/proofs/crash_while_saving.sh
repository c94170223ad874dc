#!/bin/sh
# SPDX-License-Identifier: ISC
# A session is saved while everything goes wrong: the writer is killed at each
# of its system calls, each of them fails, the file may not grow, the disk is
# full. Whoever reads afterwards finds the old session or the new one.
# usage: crash_while_saving.sh BUILD-FOLDER
. "$(dirname "$0")/proof.sh"
proof_begin "${1:-}" make prlimit strace
helper save_session
saver=$build/tests/proofs/save_session
folder=$place/keyrack

# It does not fit into the sizes that are tried below.
old=old$(printf '%0300d' 0)
new=new$(printf '%0300d' 1)

proof_clean_more() {
	umount "$place/full" 2>/dev/null
}

# fresh CASE: the folder before the save: with the old session, or none.
fresh() {
	rm -rf "$folder"
	[ "$1" = first ] || "$saver" "$folder" "$old"
}

# What is read is the old session (where there was none: nothing) or the new.
is_old_or_new() {
	found=$("$saver" "$folder")
	case $1,$found in
	*,"$new") state=new ;;
	again,"$old" | first,empty*) state=old ;;
	*) state=lost ;;
	esac
	[ "$state" != lost ]
}

# Only its owner may read whatever lies in the folder.
is_private() {
	[ -z "$(find "$folder" -type f ! -perm 0600 2>/dev/null)" ]
}

# Nothing but the session and its lock.
is_tidy() {
	[ -z "$(find "$folder" -type f ! -name '*.session' \
		! -name '*.lock' 2>/dev/null)" ]
}

# complain WHAT: of the case that is looked at.
complain() {
	wrong=$((wrong + 1))
	echo "$1: $2"
}

# calls CASE: the system calls of one save, each as its name and how many of
# that name came until then.
calls() {
	fresh "$1"
	strace -o "$place/trace" "$saver" "$folder" "$new"
	awk -F'(' '/^[a-z0-9_]+\(/ {
		count[$1]++
		if ($1 == "getppid")
			is_saving = !is_saving
		if (is_saving || $1 == "getppid")
			print $1, count[$1]
	}' "$place/trace"
}

killed() {
	points=0
	wrong=0
	calls "$1" >"$place/calls"
	while read -r name number; do
		what="$1 save, killed at $name $number"
		points=$((points + 1))
		fresh "$1"
		strace -qq -o /dev/null -e "trace=$name" \
			-e "inject=$name:signal=SIGKILL:when=$number" \
			"$saver" "$folder" "$new" >/dev/null 2>&1
		[ $? -eq 137 ] || complain "$what" 'it was not killed'
		is_old_or_new "$1" || complain "$what" "$found"
		is_private || complain "$what" 'others may read it'
		"$saver" "$folder" "$new" && is_tidy ||
			complain "$what" 'the next save does not tidy up'
	done <"$place/calls" 2>/dev/null
	shows "the $1 save, killed at each of $points system calls" \
		[ "$wrong$((points > 20))" = 01 ]
}

# judge CASE WHAT WORDS: after a save that may have failed; the words must
# stand in what it said if it did.
judge() {
	is_old_or_new "$1" || complain "$2" "$found"
	is_private || complain "$2" 'others may read it'
	is_tidy || complain "$2" "left behind: $(ls "$folder")"
	if [ "$saved" -eq 0 ]; then
		[ "$state" = new ] || complain "$2" 'the loss is not said'
	else
		failures=$((failures + 1))
		case $said in
		*"$3"*) ;;
		*) complain "$2" "said: $said" ;;
		esac
	fi
}

# The calls that work on files; the others cannot fail in these ways.
file_calls() {
	grep -E '^(mkdir|open|openat|fstat|newfstatat|fchmod|read|write|fsync|close|rename|renameat|renameat2|unlinkat|getdents64|flock|fcntl) ' \
		"$place/calls"
}

# failing CASE ERROR WORDS
failing() {
	points=0
	wrong=0
	failures=0
	calls "$1" >"$place/calls"
	file_calls >"$place/file-calls"
	while read -r name number; do
		points=$((points + 1))
		fresh "$1"
		said=$(strace -qq -o /dev/null -e "trace=$name" \
			-e "inject=$name:error=$2:when=$number" \
			"$saver" "$folder" "$new")
		saved=$?
		judge "$1" "$1 save, $2 from $name $number" "$3"
	done <"$place/file-calls"
	shows "the $1 save, $2 from each of $points calls: $failures said" \
		[ "$wrong$((failures > 3))" = 01 ]
}

# The file may not grow beyond each size.
limited() {
	wrong=0
	failures=0
	size=0
	while [ "$size" -le 200 ]; do
		fresh "$1"
		said=$(prlimit --fsize="$size" "$saver" "$folder" "$new")
		saved=$?
		judge "$1" "$1 save, at most $size bytes" 'File too large'
		size=$((size + 1))
	done
	shows "the $1 save, in files of 0 to 200 bytes: $failures said" \
		[ "$wrong,$failures" = 0,201 ]
}

# A disk of one page, which the old session has taken.
full() {
	mkdir "$place/full"
	if ! mount -t tmpfs -o size=4k,mode=0700 tmpfs "$place/full"; then
		echo 'not shown: a full disk, as nothing can be mounted'
		return
	fi
	folder=$place/full/keyrack
	wrong=0
	failures=0
	fresh "$1"
	[ "$1" = again ] || head -c 4096 /dev/zero >"$place/full/other"
	said=$("$saver" "$folder" "$new")
	saved=$?
	judge "$1" "$1 save, on a full disk" 'No space left on device'
	shows "the $1 save, on a full disk: $said" [ "$wrong$failures" = 01 ]
	umount "$place/full"
	rmdir "$place/full"
	folder=$place/keyrack
}

# The first session of a folder, and one that follows another.
for case in first again; do
	killed "$case"
	failing "$case" ENOSPC 'No space left on device'
	failing "$case" EIO 'Input/output error'
	failing "$case" EROFS 'Read-only file system'
	failing "$case" EDQUOT 'Disk quota exceeded'
	limited "$case"
	full "$case"
done
proof_end
