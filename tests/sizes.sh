#!/bin/sh
# SPDX-License-Identifier: ISC
# Files and functions are short, and every file says its licence.
set -eu
: "${top_srcdir:=$(cd "$(dirname "$0")/.." && pwd)}"
. "$top_srcdir/tests/support/tap.sh"

# Prints functions of more than 60 lines. A comment before the function that
# begins with "Long because" states the reason for one.
long_functions() {
	find src tests -name '*.[ch]' -exec awk '
	FNR == 1 { has_reason = 0 }
	/^\/\* Long because/ || /^ \* Long because/ { has_reason = 1 }
	/^[a-z].*\(/ { name = $0 }
	/^{/ { start = FNR }
	/^}/ {
		if (start > 0 && FNR - start + 1 > 60 && !has_reason)
			print FILENAME ":" start ": " FNR - start + 1 \
				" lines: " name
		start = 0
		has_reason = 0
	}' {} +
}

long_files() {
	find src tests \( -name '*.[ch]' -o -name '*.sh' \) \
		-exec awk 'FNR == 401 { print FILENAME }' {} +
}

unlicensed_files() {
	find src tests -name '*.[ch]' -exec awk '
	FNR == 1 && $0 != "/* SPDX-License-Identifier: ISC */" {
		print FILENAME
	}' {} +
}

# The rules must be able to fail.
planted=$(mktemp -d)
trap 'rm -rf "$planted"' EXIT
mkdir "$planted/src" "$planted/tests"
{
	printf 'void\nlong_one(void)\n{\n'
	yes '	step();' | head -n 60
	printf '}\n/* Long because it is. */\nvoid\nexcused(void)\n{\n'
	yes '	step();' | head -n 400
	printf '}\n'
} >"$planted/src/a.c"
tap_is_equal 'planted long functions are found' \
	'src/a.c:3: 62 lines: long_one(void)' \
	"$(cd "$planted" && long_functions)"
tap_is_equal 'planted long files are found' 'src/a.c' \
	"$(cd "$planted" && long_files)"
tap_is_equal 'planted unlicensed files are found' 'src/a.c' \
	"$(cd "$planted" && unlicensed_files)"

cd "$top_srcdir"
tap_is_empty 'no function has more than 60 lines' "$(long_functions)"
tap_is_empty 'no file has more than 400 lines' "$(long_files)"
tap_is_empty 'every file says its licence' "$(unlicensed_files)"
tap_done
