#!/bin/sh
# SPDX-License-Identifier: ISC
# The program's own words about its configuration, and the example of one.
set -eu
: "${top_srcdir:=$(cd "$(dirname "$0")/.." && pwd)}"
: "${top_builddir:=.}"
. "$top_srcdir/tests/support/tap.sh"
keyrack=$top_builddir/keyrack
if [ ! -x "$keyrack" ]; then
	tap_skip 'the configuration is looked at' 'nothing is built here'
	tap_done
	exit
fi
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
HOME=$home
export HOME
unset XDG_CONFIG_HOME KEYRACK_ACCOUNT KEYRACK_URL KEYRACK_TOKEN

# Prints the one line on standard error, and the exit status.
complaint_of() {
	status=0
	"$keyrack" "$@" 2>&1 >/dev/null </dev/null || status=$?
	echo "$status"
}

# refuses NAME TEXT COMPLAINT: the file is refused, with status 2.
refuses() {
	printf '%b' "$2" >"$home/file"
	tap_is_equal "$1 is refused" "keyrack: $home/file:$3
2" "$(complaint_of --config "$home/file")"
}

refuses 'an unknown setting' '# one\n\ndelet_delay = 1\n' \
	'3: there is no setting "delet_delay"; did you mean delete_delay?'
refuses 'a value out of bounds' 'account a {\ndelete_delay = 4000\n}\n' \
	'2: delete_delay must be a number from 0 to 3600'
refuses 'an unknown command' 'keys { delte = d }\n' \
	'1: there is no command "delte"; did you mean delete?'
refuses 'a key of two commands' '# one\nkeys { delete = n }\n' \
	'2: n is the key of both new and delete; give one of them another'
refuses 'another redirect' '\nredirect_uri = https://one.example\n' \
	'2: redirect_uri must be http://HOST:PORT/PATH, where HOST is localhost, 127.0.0.1 or [::1]'
refuses 'another address' 'url = ftp://one.example\n' \
	"1: the service's address must begin with https://"
refuses 'another address of another account' \
	'account a {\nurl = ftp://one.example\n}\n' \
	"2: the service's address must begin with https://"
refuses 'a store without its command' 'store = command\n' \
	"1: store = command needs store_command, which names the program that keeps the session"
refuses 'what shows as an escape' 'account "a\0033[2J" { }\n' \
	'1: there is a control character'
tap_is_equal 'a file that is named must be there' \
	"keyrack: $home/none: No such file or directory
2" "$(complaint_of --config "$home/none")"
tap_is_equal 'a folder is no configuration' \
	"keyrack: $home: this is a folder; the configuration is a file
2" "$(complaint_of --config "$home")"
echo 'account work { }' >"$home/file"
tap_is_equal 'a mistyped account is told from others' \
	'keyrack: --account: there is no account "wrok"; did you mean work?
2' "$(complaint_of --config "$home/file" --account wrok)"
tap_is_equal 'so it is in the environment' \
	'keyrack: KEYRACK_ACCOUNT: there is no account "wrok"; did you mean work?
2' "$(KEYRACK_ACCOUNT=wrok complaint_of --config "$home/file")"

# Prints the values alone, without where they come from.
values_of() {
	"$keyrack" --print-config "$@" | sed -e '/^# /d' -e 's/  # .*//'
}

values_of >"$home/defaults"
"$keyrack" --print-config >"$home/printed"
tap_is_equal 'what is printed is a configuration' "$(cat "$home/defaults")" \
	"$(values_of --config "$home/printed")"
mkdir "$home/here"
printf 'mouse = yes\naccount work { directories = ~/here\nemail = a@b }\n' \
	>"$home/file"
tap_is_equal 'it says where values come from' "# file: $home/file
# account: work ($home/file:2 has this folder: ~/here)
mouse = yes  # $home/file:1
	url = \"https://one.example\"  # --url
	email = \"a@b\"  # account work at $home/file:3" \
	"$(keyrack=$(cd "$top_builddir" && pwd)/keyrack && cd "$home/here" &&
		KEYRACK_URL=https://two.example "$keyrack" --print-config \
			--url https://one.example --config "$home/file" |
		grep -E '^# |mouse|url =|email')"

example=$top_srcdir/data/config.example
tap_is_equal 'the example changes nothing' "$(cat "$home/defaults")" \
	"$(values_of --config "$example")"
sed 's/^#\([^ ]\)/\1/' "$example" >"$home/file"
tap_is_equal 'nor does it without its #' "$(cat "$home/defaults")" \
	"$(values_of --config "$home/file")"
tap_is_empty 'its accounts can be chosen' \
	"$("$keyrack" --print-config --config "$home/file" --account lab \
		2>&1 >/dev/null)"
tap_is_empty 'every setting stands in it' "$(sed -n \
	-e '/^keys/q' -e 's/^	*\([a-z_]*\) = .*/\1/p' "$home/defaults" |
	while read -r name; do
		grep -q "^#	*$name = " "$example" || echo "$name"
	done)"
tap_done
