#!/bin/sh
# SPDX-License-Identifier: ISC
# The manual pages are sound, and name what the program has and no more.
set -eu
: "${top_srcdir:=$(cd "$(dirname "$0")/.." && pwd)}"
: "${top_builddir:=.}"
. "$top_srcdir/tests/support/tap.sh"
. "$top_srcdir/tests/support/manual.sh"
pages=$top_srcdir/data/man
export LC_ALL=C

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT

# Pages of others need not be installed where this is built.
lint() {
	mandoc -T lint "$1" 2>/dev/null |
		grep -v 'referenced manual not found' || :
}

# What a reader of the page would wonder at: words that are roff, or nothing.
oddities() {
	mandoc -T ascii "$1" | col -b >"$home/rendered"
	[ "$(wc -l <"$home/rendered")" -gt 60 ] || echo 'hardly anything is there'
	grep -n -E '(^|[ (])(\.|\\)[A-Z][a-z]( |$)|\\[&(]' "$home/rendered" || :
}

for page in keyrack.1 keyrack-config.5 keyrack-demo.1; do
	if command -v mandoc >/dev/null && command -v col >/dev/null; then
		tap_is_empty "$page is sound" "$(lint "$pages/$page")"
		tap_is_empty "$page can be read" "$(oddities "$pages/$page")"
	else
		tap_skip "$page is sound" 'mandoc is not there'
	fi
done

# Prints the lines of a section or subsection of that title.
part() {
	awk -v title="$2" '
	/^\.S[hs] / { is_in = substr($0, 5) == title; next }
	is_in { print }' "$pages/$1"
}

# Prints the long options with which the items on standard input begin.
item_options() {
	sed -n 's/^\.It Fl -\([a-z-]*\).*/\1/p' | sort
}

# Prints the long options that begin the lines of a help text. The second of
# two that share a line stands after a comma.
help_options() {
	sed -n 's/^  --/--/p' | sed 's/  .*//' | tr ',' '\n' |
		sed -n 's/^ *--\([a-z-]*\).*/\1/p' | sort
}

faults_of_source() {
	sed -n 's/^	{ "\([a-z-]*\)", DEMO_FAULT_.*/\1/p' \
		"$top_srcdir/src/demo/faults.c" | sort
}

tap_is_equal 'keyrack-demo.1 names the faults' "$(faults_of_source)" \
	"$(part keyrack-demo.1 Faults | sed -n 's/^\.It Cm \([a-z-]*\).*/\1/p' |
		sort)"

keyrack=$top_builddir/keyrack
if [ ! -x "$keyrack" ] || [ ! -x "$keyrack-demo" ]; then
	tap_skip 'the pages name what the programs have' 'nothing is built here'
	tap_done
	exit
fi
HOME=$home
export HOME
unset XDG_CONFIG_HOME KEYRACK_ACCOUNT KEYRACK_URL KEYRACK_TOKEN
"$keyrack" --print-config | sed -e 's/  # .*//' >"$home/printed"

# Settings and defaults as one word a line, without quotes.
plain() {
	tr -d '" ' | sort
}

settings_of_page() {
	for title in 'Settings of an account' 'Settings for all accounts'; do
		part keyrack-config.5 "$title" |
			sed -n 's/^\.It Ic \([a-z_]*\) No = Cm /\1=/p'
	done | sed 's/\\(dq//g'
}

settings_of_program() {
	sed -e '/^keys {/,/^}/d' "$home/printed" | sed -n 's/^	*\([a-z_]* = .*\)/\1/p'
}

keys_of_page() {
	part keyrack.1 Keys | awk '
	/^\.It Cm / { keys = substr($0, 8); gsub(/\\&/, "", keys) }
	/^\.Ic / { print $2 "={" keys "}" }'
}

keys_of_program() {
	sed -n '/^keys {/,/^}/s/^	//p' "$home/printed"
}

tap_is_equal 'keyrack-config.5 has the settings and their defaults' \
	"$(settings_of_program | plain)" "$(settings_of_page | plain)"
tap_is_equal 'keyrack.1 has the keys of each command' \
	"$(keys_of_program | plain)" "$(keys_of_page | plain)"

# The lines of a list in the help, by its heading.
help_list() {
	awk -v heading="$1" '/^[^ ]/ { is_in = $0 == heading } is_in { print }'
}

commands_of_program() {
	"$keyrack" --help | help_list Commands: |
		sed -n 's/^  \([a-z-]*\)\( .*\)*$/\1/p' | sort
}

options_of_program() {
	"$keyrack" "$@" | help_list Options: | help_options | sed 's/^/--/'
}

tap_is_equal 'keyrack.1 has the options' "$(options_of_program --help)" \
	"$(options_of_page | sort)"
commands_of_page | sort >"$home/described"
commands_of_program >"$home/commands"
tap_is_empty 'keyrack.1 has the commands' \
	"$(comm -23 "$home/commands" "$home/described")"
while read -r command; do
	tap_is_equal "keyrack.1 has the options of $command" \
		"$(options_of_program help "$command")" \
		"$(options_of_command "$command" | sort)"
done <"$home/commands"
tap_is_equal 'keyrack-demo.1 has the options' \
	"$("$keyrack-demo" --help | help_options)" \
	"$(part keyrack-demo.1 DESCRIPTION | item_options)"
tap_done
