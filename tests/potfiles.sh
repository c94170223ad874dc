#!/bin/sh
# SPDX-License-Identifier: ISC
# po/POTFILES.in lists exactly the sources that hold texts for translators.
set -eu
: "${top_srcdir:=$(cd "$(dirname "$0")/.." && pwd)}"
. "$top_srcdir/tests/support/tap.sh"
cd "$top_srcdir"

with_texts=$(find src -name '*.c' -exec \
	grep -l -E '(^|[^A-Za-z0-9_])(_|N_|ngettext)\(' {} + | sort)
tap_is_equal 'POTFILES.in is complete' "$with_texts" \
	"$(grep -v '^#' po/POTFILES.in | grep . | sort)"
tap_done
