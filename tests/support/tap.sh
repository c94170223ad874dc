# SPDX-License-Identifier: ISC
# The TAP form for checkers that are written in sh.
# shellcheck shell=sh

tap_count=0

# tap_is_empty NAME TEXT: passes if the text, a list of violations, is empty.
tap_is_empty() {
	tap_count=$((tap_count + 1))
	if [ -z "$2" ]; then
		echo "ok $tap_count - $1"
	else
		echo "not ok $tap_count - $1"
		printf '%s\n' "$2" | sed 's/^/# /'
	fi
}

# tap_is_equal NAME EXPECTED ACTUAL
tap_is_equal() {
	if [ "$2" = "$3" ]; then
		tap_is_empty "$1" ''
	else
		tap_is_empty "$1" "expected:
$2
but got:
$3"
	fi
}

tap_skip() {
	tap_count=$((tap_count + 1))
	echo "ok $tap_count - $1 # SKIP $2"
}

tap_done() {
	echo "1..$tap_count"
}
