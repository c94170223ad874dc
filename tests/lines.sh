#!/bin/sh
# SPDX-License-Identifier: ISC
# keyrack --plain: API keys as numbered lines, and prompts for what is changed.
set -eu
: "${top_srcdir:=$(cd "$(dirname "$0")/.." && pwd)}"
: "${top_builddir:=.}"
. "$top_srcdir/tests/support/tap.sh"
. "$top_srcdir/tests/support/cli.sh"

posts() {
	asked 'POST /api/auth/api-keys'
}

serve
use_token

# An API key is created, renamed, and deleted.
printf '%s\n' '/org:personal' 'n zeilen' 0 '' '/zeilen' 'r 1' 'umbenannt' 'd 1' y \
	'd 1' '/' 'd 99' 'what' q >"$work/lines"
input=$work/lines run --plain
tap_is_equal 'lines create, rename and delete' '0 1 1 1' \
	"$status $(grep -c 'created “zeilen”' "$work/err") $(grep -c \
		'renamed, now “umbenannt”' "$work/err") $(grep -c \
		'deleted “umbenannt”' "$work/err")"
tap_is_equal 'lines find the word for no organization' 1 \
	"$(grep -c '^6 of 20 API keys' "$work/out")"
tap_is_equal 'lines say what is wrong' 3 "$(grep -c -e 'not the number' \
	-e 'unknown command' "$work/err")"
tap_is_equal 'lines move no cursor' 0 "$(cat "$work/out" "$work/err" |
	tr -d '\n' | LC_ALL=C grep -c '[[:cntrl:]]' || :)"

# Numbers mean what was printed last, whatever has changed since.
printf '%s\n' '/zeilen' 'n zeilen a' '' "$work/line-token" 'n zeilen b' '' '' \
	'/zeilen' 'd 1' y 'Y 2' 's -name' 'r 1' zeilen-c u '/zeilen' 's nonesuch' \
	f f u q >"$work/lines"
input=$work/lines run --plain
tap_is_equal 'lines write the token into a file' '1 -rw-------' \
	"$(grep -c '^nxk_' "$work/line-token") $(ls -l "$work/line-token" |
		cut -c1-10)"
tap_is_equal 'lines keep their numbers' "1 1" \
	"$(grep -c 'deleted “zeilen a”' "$work/err") $(grep -c \
		"$(sed -n 's/.*created “zeilen b”, id //p' "$work/err")" \
		"$work/out")"
tap_is_equal 'lines give an old name back' '1 1 1' \
	"$(grep -c 'now “zeilen-c”' "$work/err") $(grep -c \
		'now “zeilen b”' "$work/err") $(grep -c '^1. zeilen b, ' \
		"$work/out" | sed 's/[1-9].*/1/')"
tap_is_equal 'lines show views, and refuse columns' '1 1 1' \
	"$(grep -c 'View: expiring' "$work/out") $(grep -c 'View: expired' \
		"$work/out") $(grep -c 'nonesuch: not a column' "$work/err")"
printf '%s\n' '/zeilen b' 'd 1' y q >"$work/lines"
input=$work/lines run --plain

# What is not answered is not done.
for words in 'n nobody' 'n nobody\n0' 'n'; do
	before=$(posts)
	# shellcheck disable=SC2059
	printf "$words" >"$work/lines"
	input=$work/lines run --plain
	tap_is_equal "lines create nothing when the input ends: $words" \
		"$before" "$(posts)"
done

# Notes and tags, which count for this run where no ledger is kept.
printf '%s\n' '/ci-bot' 'e 1' '  for the build ' 'ci, Prod ci' '/tag:prod' \
	'i 1' 'e 1' '' - '/tag:prod' '/for the' 'i 1' q >"$work/lines"
input=$work/lines run --plain
tap_is_equal 'lines keep notes and tags' '0 2 1 1 1' \
	"$status $(grep -c '^Note: for the build$' "$work/out") $(grep -c \
		'^Tags: ci Prod$' "$work/out") $(grep -c '^0 of ' \
		"$work/out") $(grep -c 'note: removed' "$work/err")"
{
	printf '/ci-bot\ne 1\n'
	head -c 3000 /dev/zero | tr '\0' x
	printf '\n\n'
	printf 'e 1\n\377\n\n'
	printf 'i 1\nq\n'
} >"$work/lines"
input=$work/lines run --plain
tap_is_equal 'lines refuse notes that are too long, or no text' '1 1 0' \
	"$(grep -c 'note: longer than 2048 bytes; nothing is kept' "$work/err"
	) $(grep -c 'note: not UTF-8; nothing is kept' "$work/err") $(grep -c \
		'^Note:' "$work/out" || :)"

# Without the organizations nobody is made personal unasked.
serve --fault 'GET /api/auth/me=status:403'
printf '%s\n' 'n new' 0 '' q >"$work/lines"
input=$work/lines run --plain
input=
tap_is_equal 'lines: no organizations are known' '0 1' "$(asked POST) $(grep -c \
	'the API key is not created' "$work/err")"

# Commands that run from a line write the ledger, and the lines read it.
serve
use_session
printf '%s\n' '/ci-bot' 'e 1' 'for the build' '' 'v 1' 'i 1' '/note:build' q \
	>"$work/lines"
input=$work/lines run --plain
input=
tap_is_equal 'lines know what their commands did' '1 1 0' \
	"$(grep -c '^Used here: ' "$work/out") $(grep -c \
		'^Note: for the build$' "$work/out") $(grep -c '^0 of ' \
		"$work/out" || :)"
use_token
printf '%s\n' 'n x' 'r 1' q >"$work/lines"
input=$work/lines run --read-only --plain
input=
tap_is_equal 'lines ask nothing in vain' '2 0' "$(grep -c \
	'nothing is changed with --read-only' "$work/err") $(grep -c \
	'New name' "$work/err" || :)"
tap_done
