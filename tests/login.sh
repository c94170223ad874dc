#!/bin/sh
# SPDX-License-Identifier: ISC
# keyrack login in a pipe: the browser's answer, the pasted address, and what
# is neither.
set -eu
: "${top_srcdir:=$(cd "$(dirname "$0")/.." && pwd)}"
: "${top_builddir:=.}"
. "$top_srcdir/tests/support/tap.sh"
. "$top_srcdir/tests/support/cli.sh"
mkfifo "$work/typed"
# Held open, so that standard input ends when a test says so.
exec 4<>"$work/typed"
foreign='keyrack: login: this is not the address that the browser ends at after this link; take the whole of it'
who='keyrack: logged in as ada@example.org'

sessions() {
	for kept in "$work"/state/keyrack/*.session; do
		[ ! -e "$kept" ] || echo "$kept"
	done
}
# Waits until keyrack has said so many lines that match; for some seconds.
until_said() {
	looks=20000
	until [ "$(grep -c "$2" "$work/err")" -ge "$1" ] ||
		[ "$looks" -eq 0 ]; do
		looks=$((looks - 1))
	done
}
# How it ended, and the last lines of what it said.
expect_end() {
	end_login
	tap_is_equal "$1" "$2
$3
" "$status
$(tail -n "$(printf '%s\n' "$3" | grep -c '')" "$work/err")
$(cat "$work/out")"
}
forget() {
	run logout
	rm -rf "$work/state"
}
address() {
	"$browser" decide "${1:-login}" "$link"
}

serve
begin_login
tap_is_equal 'the link is one line of its own' \
	"$KEYRACK_URL/login? 1" "${link%%\?*}? $(echo "$link" | grep -c '')"
tap_is_equal 'the browser comes back, and sees that all is done' 200 \
	"$(browse login)"
expect_end 'the browser brings the answer' 0 "$who"
tap_is_equal 'the session is kept, for its owner alone' \
	"-rw------- keyrack: the session will be kept in $(sessions), which only you can read" \
	"$(ls -l "$(sessions)" | cut -c1-10) $(head -n 1 "$work/err")"
run whoami
tap_is_equal 'and is one' '0 ada@example.org' \
	"$status $(head -n 1 "$work/out")"
forget

# paste NAME PROGRAM [ARGUMENT…]: the program prints the address in some way.
paste() {
	name=$1
	shift
	input=$work/typed begin_login
	address | "$@" >&4
	expect_end "$name" 0 "$who"
	forget
}
paste 'the address is pasted' cat
paste 'quoted and indented' sed 's/.*/   "&"/'
paste 'wrapped' fold -w 30
paste 'without its scheme' sed 's/^http:..//'
mkfifo "$work/whole"
# Held open until keyrack has it open as well, and then closed for good.
exec 6<>"$work/whole"
input=$work/whole begin_login 6>&-
printf %s "$(address)" >&6
exec 6>&-
expect_end 'input that ends without the end of a line' 0 "$who"
forget

input=$work/typed begin_login
: >"$work/log"
right=$(address)
wrong=$(echo "$right" | sed 's/state=[^&]*/state=0123456789abcdef/')
tap_is_equal 'another state gets an error page' 400 \
	"$("$browser" return "$wrong")"
echo "$wrong" >&4
until_said 1 'take the whole of it'
tap_is_equal 'another state that is pasted is said' "$foreign" \
	"$(tail -n 1 "$work/err")"
echo "$link" >&4
until_said 2 'take the whole of it'
tap_is_equal 'no code was traded meanwhile' 0 \
	"$(grep -c '^POST /api' "$work/log" || :)"
tap_is_equal 'the right one comes after that' 200 \
	"$("$browser" return "$right")"
expect_end 'and is taken' 0 "$who"
forget

input=$work/typed begin_login
refused='keyrack: login: refused: access_denied'
tap_is_equal 'the person refuses, and the browser is told' 200 \
	"$(browse refuse)"
until_said 1 "^$refused"
address refuse >&4
until_said 2 "^$refused"
tap_is_equal 'so is keyrack, which waits on' \
	"$(printf "$refused %s; the link can be opened again\n" \
		"$(tail -n 1 "$work/err" | sed "s/^$refused //; s/; .*//")")" \
	"$(tail -n 1 "$work/err")"
tap_is_equal 'then logs in all the same' 200 "$(browse login)"
expect_end 'and is' 0 "$who"
forget

input=$work/typed begin_login
: >"$work/log"
kill -INT "$client"
expect_end 'interrupted' 130 'keyrack: login: interrupted'
tap_is_equal 'interrupted: nothing is kept, and nobody was asked' ' 0' \
	"$(sessions) $(asked POST)"

# Another login has the port.
input=$work/typed begin_login
first=$client uri=$(printf '%s\n' "$link" |
	sed 's/.*redirect_uri=\([^&]*\).*/\1/; s/%3A/:/g; s/%2F/\//g')
mkdir "$work/second"
into=$work/second input=$work/typed begin_login --redirect-uri "$uri"
link=$(grep '^http' "$work/second/err")
tap_is_equal 'the port is busy: it is said' \
	"keyrack: login: port ${uri##*:} is taken on 127.0.0.1" \
	"$(head -n 1 "$work/second/err")"
kill -INT "$first"
wait "$first" || :
address >&4
into=$work/second
end_login
tap_is_equal 'the port is busy: pasting works' "0 $who" \
	"$status $(tail -n 1 "$work/second/err")"
into=$work
forget

mkdir -p "$work/config/keyrack"
echo 'email = eve@example.org' >"$work/config/keyrack/config"
begin_login
tap_is_equal 'somebody else logs in' 200 "$(browse login)"
end_login
tap_is_equal 'somebody else: it is refused where nobody can be asked' \
	"1 $who
keyrack: login: the configuration names eve@example.org
keyrack: ended on the service: yes
keyrack: removed from the store: yes" \
	"$status $(tail -n 5 "$work/err" | head -n 4)"
tap_is_equal 'somebody else: nothing is kept' '' "$(sessions)"
serve --fault 'GET /api/auth/me=status:403'
begin_login
browse login >"$work/browsed"
end_login
tap_is_equal 'perhaps somebody else: nothing is kept' '1 1' \
	"$status $(grep -c 'removed from the store: yes' "$work/err")$(sessions)"
tap_done
