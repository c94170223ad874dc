#!/bin/sh
# SPDX-License-Identifier: ISC
# Runs the smoke test with keyrack under valgrind, which must have no say.
: "${top_builddir:=.}"
if ! command -v valgrind >/dev/null; then
	echo '1..0 # SKIP there is no valgrind'
	exit
fi
if nm "$top_builddir/keyrack" | grep -q __asan_init; then
	echo '1..0 # SKIP the sanitizers are already there'
	exit
fi

logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
KEYRACK_UNDER="valgrind --quiet --vgdb=no --trace-children=yes
	--leak-check=full --show-leak-kinds=definite,indirect
	--errors-for-leak-kinds=definite,indirect --error-exitcode=99
	--log-file=$logs/%p"
KEYRACK_UNDER=$(printf '%s' "$KEYRACK_UNDER" | tr -s '\n\t' '  ')
export KEYRACK_UNDER
CMOCKA_MESSAGE_OUTPUT=STDOUT "$top_builddir/tests/terminal/test_smoke" 2>&1 |
	sed 's/^/# /'

. "$top_srcdir/tests/support/tap.sh"
tap_is_equal 'the smoke test ran under valgrind' yes \
	"$([ -n "$(ls "$logs")" ] && echo yes)"
tap_is_empty 'valgrind is silent' "$(cat "$logs"/*)"
tap_done
