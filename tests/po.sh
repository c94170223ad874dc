#!/bin/sh
# SPDX-License-Identifier: ISC
# Every text of the program is translated into every language of po/LINGUAS.
set -eu
: "${top_srcdir:=$(cd "$(dirname "$0")/.." && pwd)}"
. "$top_srcdir/tests/support/tap.sh"
cd "$top_srcdir"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
pot=$work/keyrack.pot

# The texts of a catalog that have no good translation, or a fuzzy one.
unfinished() {
	msgattrib --untranslated --no-obsolete "$1"
	msgattrib --only-fuzzy --no-obsolete "$1"
}

# The texts of the sources that a catalog lacks. Texts that are not used any
# more do no harm until the catalog is merged the next time.
forgotten() {
	msgcmp "$1" "$pot" 2>&1 | grep -v 'this message is not used' || true
}

# The translated titles of commands that help cuts off. A character has one
# byte that does not go on with another, and in these languages one column.
too_long() {
	columns=$(sed -n 's/^#define COMMAND_TITLE_COLUMNS //p' \
		src/controller/command.h)
	sed -n '/commands\[COMMAND_COUNT\]/,$p' src/controller/command.c |
		tr -d '\n\t' | grep -o '"[a-z-]*", *N_("[^"]*")' |
		sed 's/^.*N_("//; s/")$//' >"$work/titles"
	msgcat --no-wrap "$1" | LC_ALL=C tr -d '\200-\277' |
		awk -v columns="$columns" '
		NR == FNR { is_title[$0]; titles++; next }
		/^msgid "/ { id = substr($0, 8, length($0) - 8) }
		/^msgstr "/ && id in is_title && length($0) - 9 > columns {
			print id
		}
		END { if (titles < 30) print "titles not found" }' \
		"$work/titles" -
}

extract() {
	# The keywords are those of po/Makevars, and ngettext by itself.
	xgettext --keyword=_ --keyword=N_ --from-code=UTF-8 \
		--files-from=po/POTFILES.in --output="$pot"
}

check_language() {
	po=po/$1.po
	tap_is_empty "$1 is a sound catalog" \
		"$(msgfmt -c --check-format -o /dev/null "$po" 2>&1)"
	tap_is_empty "$1 has no unfinished text" "$(unfinished "$po")"
	tap_is_empty "$1 cuts no command short" "$(too_long "$po")"
	tap_is_equal "$1 says how it forms plurals" 1 \
		"$(grep -c '^"Plural-Forms: nplurals=[0-9]*; plural=' "$po")"
	if [ -s "$pot" ]; then
		tap_is_empty "$1 has every text of the sources" \
			"$(forgotten "$po")"
	else
		tap_skip "$1 has every text of the sources" \
			'xgettext is missing'
	fi
}

for tool in msgfmt msgattrib; do
	if ! command -v "$tool" >/dev/null; then
		tap_skip 'translations are complete' "$tool is missing"
		tap_done
		exit 0
	fi
done
if command -v xgettext >/dev/null; then
	extract
fi
while read -r language; do
	check_language "$language"
done <po/LINGUAS
tap_done
