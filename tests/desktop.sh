#!/bin/sh
# SPDX-License-Identifier: ISC
# The files for desktops are valid, and say the version and the same in each
# language.
set -eu
: "${top_srcdir:=$(cd "$(dirname "$0")/.." && pwd)}"
. "$top_srcdir/tests/support/tap.sh"
desktop=$top_srcdir/data/keyrack.desktop
metainfo=$top_srcdir/data/ai.nuextract.keyrack.metainfo.xml
LC_ALL=C.UTF-8
export LC_ALL

# check NAME PROGRAM ARGUMENT...: a failure, or any remark, is a violation.
check() {
	name=$1
	shift
	if command -v "$1" >/dev/null; then
		status=0
		out=$("$@" 2>&1) || status=$?
		[ "$status" -ne 0 ] || out=$(printf '%s' "$out" | grep '^[EWI]:' || :)
		tap_is_empty "$name" "$out"
	else
		tap_skip "$name" "$1 is not there"
	fi
}

check 'the desktop file is valid' desktop-file-validate "$desktop"
# Whether there is a home page is not this file's business.
check 'the metainfo is valid' appstreamcli validate --no-net \
	--no-color "$metainfo"

version=$(sed -n 's/^AC_INIT(\[keyrack\], \[\([^]]*\)\].*/\1/p' \
	"$top_srcdir/configure.ac")
tap_is_equal 'the Debian package has this version' "$version" \
	"$(sed -n '1s/^keyrack (\(.*\)) .*/\1/p' "$top_srcdir/debian/changelog")"
tap_is_equal 'the metainfo has this version' "$version" \
	"$(sed -n 's/.*<release version="\([^"]*\)".*/\1/p' "$metainfo" |
		head -n 1)"
tap_is_equal 'summary and comment are the same in each language' \
	"$(sed -n 's/^Comment[^=]*=//p' "$desktop")" \
	"$(sed -n 's/.*<summary[^>]*>\(.*\)<.*/\1/p' "$metainfo")"
for language in $(cat "$top_srcdir/po/LINGUAS"); do
	tap_is_equal "there is a comment in $language" 1 \
		"$(grep -c "^Comment\[$language\]=" "$desktop")"
done
tap_done
