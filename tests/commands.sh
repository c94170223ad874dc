#!/bin/sh
# SPDX-License-Identifier: ISC
# The commands that go without the screen: what they print where, and their
# exit statuses, against the demo service.
set -eu
: "${top_srcdir:=$(cd "$(dirname "$0")/.." && pwd)}"
: "${top_builddir:=.}"
. "$top_srcdir/tests/support/tap.sh"
keyrack=$top_builddir/keyrack
demo=$top_builddir/keyrack-demo
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" XDG_STATE_HOME="$work/state" XDG_CONFIG_HOME="$work/config"
unset NUMIND_API_KEY
tab=$(printf '\t')

# Runs keyrack; what it printed is in out and err, how it ended in $status.
run() {
	status=0
	"$keyrack" "$@" >"$work/out" 2>"$work/err" </dev/null || status=$?
}

# Expects the status, standard output and standard error of the last run.
expect() {
	tap_is_equal "$1" "$2
$3
$4" "$status
$(cat "$work/out")
$(cat "$work/err")"
}

run nonesuch
expect 'an unknown command is refused' 2 '' \
	'keyrack: nonesuch: unknown command; see keyrack --help'
run ''
expect 'an empty command is refused' 2 '' \
	"keyrack: '': unknown command; see keyrack --help"
run --url '' list
expect 'an empty address is refused' 2 '' 'keyrack: --url: must not be empty'
run exec x --env '' -- true
expect 'an empty variable is refused' 2 '' \
	"keyrack: --env: '': not the name of a variable"
run lst
expect 'a misspelt command is guessed' 2 '' \
	'keyrack: lst: unknown command; did you mean list?'
run list --jsn
expect 'a misspelt option is guessed' 2 '' \
	'keyrack: --jsn: unknown option; did you mean --json?'
run token
expect 'a missing argument is named' 2 '' \
	'keyrack: token: APIKEY is missing; see keyrack help token'
run list now
expect 'an argument too many is named' 2 '' \
	'keyrack: list: now: one argument too many; see keyrack help list'
run list --json --tsv --demo
expect 'two forms at once are refused' 2 '' \
	'keyrack: --json and --tsv: only one of them can be had'
run --demo list --filter 'expires<x'
expect 'a wrong filter is explained' 2 '' \
	"keyrack: --filter: expires<x: “x” is no span (30d 2w 6m 1y) and no day (2027-01-31)"
run --demo list --sort colour
expect 'a wrong column is explained' 2 '' \
	'keyrack: --sort: colour: not a column; there are name, organization, token, created, expires, id, used'
run list
expect 'nobody is logged in' 3 '' \
	'keyrack: default: not logged in; keyrack login begins a session'
status=0
KEYRACK_TOKEN=x "$keyrack" --url http://127.0.0.1:1 list \
	>"$work/out" 2>"$work/err" || status=$?
tap_is_equal 'the service cannot be reached' "4 keyrack: API keys: cannot be reached" \
	"$status $(cut -d: -f1-3 "$work/err" | sed 's/: list: /: API keys: /')"
run --debug /nonexistent/log list
expect 'a log that cannot be written is named' 2 '' \
	'keyrack: /nonexistent/log: No such file or directory'
status=0
KEYRACK_TOKEN='x y' "$keyrack" list >"$work/out" 2>"$work/err" || status=$?
expect 'a token that is none is said' 2 '' \
	'keyrack: KEYRACK_TOKEN: the access token is empty, too long or not plain ASCII'
run --url http://example.org list
tap_is_equal 'plain http to another host is refused' 2 "$status"

run --demo whoami
expect 'whoami prints the profile' 0 'ada@example.org
member
Acme Research
Bêta Société' ''
run accounts
expect 'accounts lists them' 0 '*  default  nuextract.ai  not logged in' ''
mkdir -p "$XDG_CONFIG_HOME/keyrack"
printf 'account work {\n  url = "https://work.example"\n}\n' \
	>"$XDG_CONFIG_HOME/keyrack/config"
KEYRACK_TOKEN=x run accounts --account work
expect 'accounts says for which one the token stands in' 0 \
	'   default  nuextract.ai  not logged in
*  work     work.example  KEYRACK_TOKEN stands in for a login' ''
rm -r "$XDG_CONFIG_HOME"
run accounts --names
expect 'accounts prints names alone' 0 'default' ''

# One demo service for what looks at the same API keys twice.
printf '%s' access-token >"$work/access"
"$demo" --with-token "$work/access" --log "$work/log" >"$work/url" &
service=$!
trap 'kill $service; rm -rf "$work"' EXIT
until [ -s "$work/url" ]; do :; done
KEYRACK_URL=$(cat "$work/url")
export KEYRACK_URL
run_here() {
	status=0
	KEYRACK_TOKEN=access-token "$keyrack" "$@" \
		>"$work/out" 2>"$work/err" <"${input:-/dev/null}" || status=$?
}

run_here token ci-bot
token=$(cat "$work/out")
tap_is_equal 'token prints the token alone' '0 44 nxk_ ' \
	"$status ${#token} $(echo "$token" | cut -c1-4) $(cat "$work/err")"
printf '%s\n' "$token" >"$work/token"
input=$work/token run_here which
tap_is_equal 'which tells whose token it is' "0 ci-bot" \
	"$status $(cut -f2 "$work/out")"
id=$(cut -f1 "$work/out")
printf ' \t%s \t \r\n' "$token" >"$work/blanks"
input=$work/blanks run_here which
tap_is_equal 'blanks around it do not matter' "0 ci-bot" \
	"$status $(cut -f2 "$work/out")"
echo '  ' >"$work/blanks"
input=$work/blanks run_here which
expect 'blanks alone are no token' 1 '' 'keyrack: which: no token was given'
echo nxk_of_nobody >"$work/foreign"
input=$work/foreign run_here which
expect 'which does not know a foreign token' 1 '' \
	'keyrack: which: no API key of the account has this token'
run_here token "$id"
tap_is_equal 'an API key is named by its id' "$token" "$(cat "$work/out")"
run_here token "$(echo "$id" | cut -c1-9)"
tap_is_equal 'an API key is named by a prefix' "$token" "$(cat "$work/out")"
run_here token test
tap_is_equal 'an ambiguous name lists the candidates' '1 0 3' \
	"$status $(wc -c <"$work/out" | tr -d ' ') $(wc -l <"$work/err" | tr -d ' ')"
run_here token nonesuch
expect 'an unknown name is refused' 1 '' \
	'keyrack: nonesuch: there is no API key of this id or name; see keyrack list'

run_here list --json
tap_is_equal 'list --json masks tokens' '0 0 20' \
	"$status $(grep -c "$token" "$work/out") $(grep -c '"id":' "$work/out")"
run_here list --json --show-tokens
tap_is_equal 'list --json tells tokens when asked to' 1 \
	"$(grep -c "$token" "$work/out")"
run_here list --json --filter ci-bot
tap_is_equal 'list --json filters' "0 $id" \
	"$status $(sed -n 's/.*"id":"\([^"]*\)".*/\1/p' "$work/out")"
run_here list --tsv --filter org:personal
tap_is_equal 'list finds the word for no organization' '0 6 organization ' \
	"$status $(tail -n +2 "$work/out" | wc -l | tr -d ' ') $(cut -f3 "$work/out" | uniq | tr '\n' ' ' | sed 's/ $//')"
run_here list --tsv --sort -name --filter prod
tap_is_equal 'list --tsv sorts' 'name prod-extract données-prod' \
	"$(cut -f2 "$work/out" | tr '\n' ' ' | sed 's/ $//')"
run_here list
tap_is_equal 'list in a pipe has no control characters' 0 \
	"$(tr -d '\n' <"$work/out" | LC_ALL=C grep -c '[[:cntrl:]]' || :)"
tap_is_equal 'nobody saw the token but who asked' '' \
	"$(grep -l "$token" "$work/log" "$work/err" 2>/dev/null || :)"

run_here exec ci-bot -- sh -c 'printf "%s %s" "$NUMIND_API_KEY" "${KEYRACK_TOKEN-none}"; exit 7'
expect 'exec hands the token and the status on' 7 "$token none" ''
run_here exec ci-bot --env OTHER -- sh -c 'echo "$OTHER" ${NUMIND_API_KEY-none}'
expect 'exec takes another variable' 0 "$token none" ''
run_here exec ci-bot --env 1A -- true
expect 'exec refuses what is no variable' 2 '' \
	'keyrack: --env: 1A: not the name of a variable'
run_here exec ci-bot -- "$work/nonesuch"
expect 'exec says what cannot be started' 1 '' \
	"keyrack: exec: $work/nonesuch: No such file or directory"
facts='umask; ulimit -c; grep -E "Sig(Blk|Ign)" /proc/self/status'
(umask 027; trap '' INT; run_here exec ci-bot -- sh -c "$facts"
	cat "$work/out") >"$work/got"
(umask 027; trap '' INT; sh -c "$facts") >"$work/direct"
tap_is_equal 'exec changes neither mask, limits nor signals' \
	"$(cat "$work/direct")" "$(cat "$work/got")"
run_here exec ci-bot -- sh -c 'kill -TERM $$'
tap_is_equal 'exec ends by the signal of its command' 143 "$status"

posts() {
	grep -c '^POST /api/auth/api-keys ' "$work/log" || :
}
run_here create made-here --org 'Acme Research'
tap_is_equal 'create prints the token alone' '0 1 nxk_' \
	"$status $(wc -l <"$work/out" | tr -d ' ') $(cut -c1-4 "$work/out")"
cp "$work/out" "$work/made"
input=$work/made run_here which
tap_is_equal 'the token is that of the new API key' made-here \
	"$(cut -f2 "$work/out")"
run_here create filed --output "$work/filed"
tap_is_equal 'create writes a file for its owner alone' '0 0 -rw------- 44' \
	"$status $(wc -c <"$work/out" | tr -d ' ') $(ls -l "$work/filed" |
		cut -c1-10) $(wc -c <"$work/filed" | tr -d ' ')"
before=$(posts)
run_here create again --output "$work/filed"
tap_is_equal 'create overwrites no file, and sends nothing' "1 $before" \
	"$status $(posts)"
run_here create x --org nonesuch
tap_is_equal 'an unknown organization is refused' "1 $before 3" \
	"$status $(posts) $(wc -l <"$work/err" | tr -d ' ')"
run_here create ''
expect 'an empty name is refused' 2 '' 'keyrack: create: the name is empty'
run_here create '   '
expect 'a blank name is refused' 2 '' 'keyrack: create: the name is empty'
run_here --read-only create x
expect 'create is refused where nothing is changed' 1 '' \
	'keyrack: create: nothing is changed with --read-only'
run_here rename made-here gemacht
expect 'rename renames' 0 '' 'keyrack: renamed, now “gemacht”'
asked=$(wc -l <"$work/log")
run_here delete gemacht
expect 'delete wants to be told where nobody can be asked' 2 '' \
	'keyrack: delete: nobody can be asked here; --yes deletes without asking'
tap_is_equal 'and asks the service for nothing before' "$asked" \
	"$(wc -l <"$work/log")"
run_here delete gemacht nonesuch --yes
tap_is_equal 'nothing is deleted when one is unknown' 0 \
	"$(grep -c '^DELETE' "$work/log" || :)"
run_here delete gemacht filed gemacht --yes
expect 'delete deletes each once' 0 '' 'keyrack: deleted “gemacht”
keyrack: deleted “filed”'
tap_is_equal 'two were asked for' 2 "$(grep -c '^DELETE' "$work/log")"

# What the command finds open is what keyrack was started with.
run_here exec ci-bot -- ls /proc/self/fd 9</dev/null
ls /proc/self/fd 9</dev/null >"$work/plain" 2>"$work/err" </dev/null
tap_is_equal 'exec hands on no descriptor of its own' \
	"0 $(cat "$work/plain")" "$status $(cat "$work/out")"

run_here create turned
run_here rotate turned --output "$work/turned"
tap_is_equal 'a rotation needs a ledger' "1 nothing" \
	"$status $([ -e "$work/turned" ] && echo file || echo nothing)"

# A service that does what it is asked to, and then says nothing.
"$demo" --with-token "$work/access" --log "$work/log2" \
	--fault 'POST /api/auth/api-keys=close,times:1' \
	--fault 'PUT /api/auth/api-keys/{id}=close,times:1' \
	--fault 'DELETE /api/auth/api-keys/{id}=close,times:1' >"$work/url2" &
mute=$!
trap 'kill $service $mute; rm -rf "$work"' EXIT
until [ -s "$work/url2" ]; do :; done
KEYRACK_URL=$(cat "$work/url2")
run_here create lost
tap_is_equal 'a lost creation is looked for and sent once' '5 0 1 1' \
	"$status $(wc -c <"$work/out" | tr -d ' ') $(grep -c 'is there, with' \
		"$work/err") $(grep -c '^POST' "$work/log2")"
run_here rename lost found
tap_is_equal 'a lost renaming is looked for' '5 1' \
	"$status $(grep -c 'has the new name' "$work/err")"
run_here delete found --yes
tap_is_equal 'a lost deletion is looked for' '5 1' \
	"$status $(grep -c 'not in the list any more' "$work/err")"

kill "$mute"
wait "$mute" || :
"$demo" --with-token "$work/access" --log "$work/log3" --apikeys 5 \
	--fault 'DELETE /api/auth/api-keys/{id}=status:401' >"$work/url3" &
mute=$!
until [ -s "$work/url3" ]; do :; done
KEYRACK_URL=$(cat "$work/url3")
for name in first second; do run_here create "$name"; done
run_here delete first second --yes
tap_is_equal 'a deletion that breaks off tells of each' '3 1 1 1' \
	"$status $(grep -c '  failed: “first”, id ' "$work/err") $(grep -c \
		'  not tried: “second”, id ' "$work/err") $(grep -c \
		'^DELETE' "$work/log3")"

run_here list --json
status=0
(KEYRACK_TOKEN=access-token "$keyrack" list >/dev/full 2>"$work/err") || status=$?
tap_is_equal 'a full disk is told' \
	'1 keyrack: standard output: No space left on device' \
	"$status $(cat "$work/err")"
{
	status=0
	KEYRACK_TOKEN=access-token "$keyrack" list --json \
		2>"$work/err" || status=$?
	echo "$status" >"$work/status"
} | head -c 1 >/dev/null
status=$(cat "$work/status")
case $status in 0 | 141) fate=ends ;; *) fate=$status ;; esac
tap_is_equal 'a reader that goes ends it quietly' 'ends ' \
	"$fate $(cat "$work/err")"
tap_done
