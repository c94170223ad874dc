#!/bin/sh
# SPDX-License-Identifier: ISC
# How each command ends in each way that it can: its exit status, the sentence
# on standard error, and that nothing but a result is on standard output.
set -eu
: "${top_srcdir:=$(cd "$(dirname "$0")/.." && pwd)}"
: "${top_builddir:=.}"
. "$top_srcdir/tests/support/tap.sh"
. "$top_srcdir/tests/support/cli.sh"
echo nxk_of_nobody >"$work/foreign"
mkfifo "$work/idle" "$work/deaf"
# Held open, so that whoever reads from it waits.
exec 5<>"$work/idle"
missing='there is no API key of this id or name; see keyrack list'

# interrupt FILE PATTERN WORD…: runs keyrack, and sends SIGINT when a line of
# the file matches.
interrupt() {
	watched=$1 pattern=$2 looks=20000
	shift 2
	: >"$work/log"
	: >"$into/err"
	"$keyrack" "$@" >"$into/out" 2>"$into/err" <"${input:-/dev/null}" &
	client=$!
	until grep -q "$pattern" "$watched" || [ "$looks" -eq 0 ]; do
		looks=$((looks - 1))
	done
	kill -INT "$client" || :
	status=0
	wait "$client" || status=$?
}

# What the library for HTTP says of a refused connection is its own.
complaints() {
	sed 's/\(cannot be reached: 127.0.0.1:1\): .*/\1/' "$into/err"
}

# Expects the status and all of standard error; nothing on standard output.
expect() {
	tap_is_equal "$1" "$2
$3
" "$status
$(complaints)
$(cat "$into/out")"
}

mutations() {
	grep -c -E '^(POST|PUT|DELETE) ' "$work/log" || :
}

# Commands that ask the service, and of what their first complaint tells.
cat >"$work/asking" <<'EOS2'
list|list
list|list --json
list|list --tsv
list|list --filter ci-bot
API keys|token ci-bot
API keys|create new
--org|create new --org 'Acme Research'
API keys|rename ci-bot new
API keys|delete ci-bot --yes
API keys|rotate ci-bot
API keys|copy ci-bot
API keys|exec ci-bot -- true
API keys|check
which|which
whoami|whoami
status|status
EOS2
set -- login logout accounts doctor help

# All of them, and those with ways of their own, are all there are.
"$keyrack" --help | awk '/^[^ ]/ { is_in = $0 == "Commands:" }
	is_in && /^  [a-z]/ { print $1 }' | sort >"$work/commands"
tap_is_equal 'each command is looked at' "$(cat "$work/commands")" \
	"$({
		sed 's/.*|//; s/ .*//' "$work/asking"
		printf '%s\n' "$@"
	} | sort -u)"

# run_each ARGUMENT…: each of them, side by side: who is not answered tries again
# for some seconds.
run_each() {
	begun=
	while IFS='|' read -r _ words; do
		into=$work/of/$words
		mkdir -p "$into"
		(
			input=$work/foreign
			eval "$* $words"
			echo "$status" >"$into/status"
		) &
		[ "$1" = run ] || wait "$!"
		begun="$begun $!"
	done <"$work/asking"
	# shellcheck disable=SC2086
	wait $begun
}

# expect_each CASE STATUS WHY [WHAT]: each has ended so. status tells in any
# case what is known here.
expect_each() {
	while IFS='|' read -r what words; do
		into=$work/of/$words
		status=$(cat "$into/status")
		if [ "$words" = status ]; then
			tap_is_equal "$1: status tells what is known" 1 \
				"$(grep -c '^host: *127.0.0.1:' "$into/out")"
			: >"$into/out"
		fi
		expect "$1: $words" "$2" "keyrack: ${4:-$what}: $3"
	done <"$work/asking"
	into=$work
}

# The command line and the configuration.
max_operands() {
	case $1 in
	create | rotate | token | copy | help) echo one ;;
	rename) echo one two ;;
	delete | exec) ;;
	*) echo ;;
	esac
}
mkdir -p "$work/config/keyrack"
while read -r command; do
	run "$command" --nonesuch
	expect "$command: an unknown option" 2 \
		"keyrack: --nonesuch: unknown option; see keyrack help $command"
	run help "$command"
	cp "$work/out" "$work/explained"
	[ -s "$work/err" ] || run "$command" --help
	tap_is_equal "$command: its help" "0 $(cat "$work/explained")" \
		"$status $(cat "$work/out" "$work/err")"
	operands=$(sed -n "1s/.*OPTIONS\\] $command\\( \\[OPTIONS\\]\\)* *//p" \
		"$work/explained")
	case $operands in
	'' | \[*) ;;
	*)
		run "$command"
		expect "$command: an operand is missing" 2 \
			"keyrack: $command: $operands is missing; see keyrack help $command"
		;;
	esac
	case $operands in
	*…) set -- one two three ;;
	*)
		# shellcheck disable=SC2046
		run "$command" $(max_operands "$command") more
		expect "$command: an operand too many" 2 \
			"keyrack: $command: more: one argument too many; see keyrack help $command"
		set -- $(max_operands "$command")
		;;
	esac
	[ "$command" != help ] || continue
	run --url http://example.org "$command" "$@"
	expect "$command: plain http to another host" 2 \
		'keyrack: http://example.org: http:// is only for this machine (127.0.0.1, [::1], localhost): write https://'
	run --account nonesuch "$command" "$@"
	tap_is_equal "$command: an unknown account" '2 0 1' \
		"$status $(wc -c <"$work/out" | tr -d ' ') $(grep -c \
			'^keyrack: .*nonesuch' "$work/err")"
	echo 'colour = 1' >"$work/config/keyrack/config"
	run "$command" "$@"
	expect "$command: a wrong configuration" 2 \
		"keyrack: $work/config/keyrack/config:1: there is no setting \"colour\""
	rm "$work/config/keyrack/config"
done <"$work/commands"
run help nonesuch
expect 'help: an unknown command' 2 \
	'keyrack: nonesuch: unknown command; see keyrack --help'
run
expect 'the screen without a terminal' 2 \
	'keyrack: standard input and output must be a terminal; see keyrack --help for commands without the screen'

# Without a session, or with one that is not accepted.
serve
run_each run
expect_each 'no session' 3 'not logged in; keyrack login begins a session' \
	default
run logout
expect 'no session: logout' 0 \
	'keyrack: default: was not logged in; there is nothing to end'
input=$work/foreign run --plain
input=
expect 'no session: --plain' 3 \
	'keyrack: default: not logged in; keyrack login begins a session'
run login --redirect-uri "$KEYRACK_URL"
tap_is_equal 'login: no answer can come' \
	'1 0 keyrack: login: no answer can come here: the port is not free, and standard input has ended' \
	"$status $(wc -c <"$work/out" | tr -d ' ') $(tail -n 1 "$work/err")"
use_token
for command in login logout; do
	run "$command"
	tap_is_equal "$command: KEYRACK_TOKEN stands in for it" \
		"2  keyrack: $command: KEYRACK_TOKEN stands in for a login;" \
		"$status $(cat "$work/out") $(sed 's/;.*/;/' "$work/err")"
done
told='The demo service was told to fail.'
serve --fault '*=status:401'
run_each run
expect_each 'not accepted' 3 \
	"KEYRACK_TOKEN was not accepted; set another, or unset it and log in (401: $told)"

# Refused, failed, not reached.
serve --fault '*=status:403'
run_each run
expect_each refused 1 "the account may not do this (403: $told)"
serve --fault '*=status:501'
run_each run
expect_each failed 1 "the service failed (501: $told)"
KEYRACK_URL=http://127.0.0.1:1
run_each run
expect_each unreachable 4 'cannot be reached: 127.0.0.1:1'
run --plain
tap_is_equal 'unreachable: --plain' '4 2 0' "$status $(grep -c \
	'cannot be reached' "$work/err") $(wc -c <"$work/out" | tr -d ' ')"
run doctor
tap_is_equal 'unreachable: doctor' '1 1 0' "$status $(grep -c \
	'^FAIL  service: .*cannot be reached' "$work/out") $(wc -c \
	<"$work/err" | tr -d ' ')"
unset KEYRACK_TOKEN
run login --redirect-uri http://127.0.0.1:0
expect 'unreachable: login' 4 'keyrack: login: cannot be reached: 127.0.0.1:1'
use_token

# Interrupted while the service is asked, or a person.
serve --fault '*=hang'
run_each interrupt '"$work/log" .'
expect_each interrupted 130 interrupted
interrupt "$work/log" . doctor
tap_is_equal 'interrupted: doctor' '130 keyrack: doctor: interrupted' \
	"$status $(cat "$work/err")"
unset KEYRACK_TOKEN
interrupt "$work/log" . login --redirect-uri http://127.0.0.1:0
expect 'interrupted: login' 130 'keyrack: login: interrupted'
serve
input=$work/idle
interrupt "$work/err" 'or paste' login --redirect-uri http://127.0.0.1:0
tap_is_equal 'interrupted: login that waits for the browser' \
	'130 keyrack: login: interrupted 0' "$status $(tail -n 1 \
		"$work/err") $(wc -c <"$work/out" | tr -d ' ')"
use_token
interrupt "$work/err" Token which --plain
tap_is_equal 'interrupted: which that waits for the token' \
	'130 Token (it is not shown): keyrack: which: interrupted' \
	"$status $(cat "$work/err")"
interrupt "$work/err" Delete delete ci-bot --plain
tap_is_equal 'interrupted: delete that asks' \
	'130 keyrack: delete: nothing was deleted 0' "$status $(tail -n 1 \
		"$work/err" | sed 's/.*\[y.N\] //') $(mutations)"
interrupt "$work/err" Command --plain
tap_is_equal 'interrupted: --plain' '130 0' "$status $(mutations)"
input=

# Interrupted, or unanswered, when the request may have been carried out.
lost='interrupted; it may have been carried out: keyrack list shows it'
serve --fault 'POST /api/auth/api-keys=hang' \
	--fault 'PUT /api/auth/api-keys/{id}=hang' \
	--fault 'DELETE /api/auth/api-keys/{id}=hang'
interrupt "$work/log" ^POST create new
expect 'interrupted: create that was sent' 130 "keyrack: create: $lost"
interrupt "$work/log" ^PUT rename ci-bot new
expect 'interrupted: rename that was sent' 130 "keyrack: rename: $lost"
interrupt "$work/log" ^DELETE delete ci-bot --yes
expect 'interrupted: delete that was sent' 130 "keyrack: ci-bot: $lost"
use_session
interrupt "$work/log" ^POST rotate ci-bot --yes
expect 'interrupted: rotate that was sent' 130 "keyrack: rotate: $lost"
: >"$work/log"
run rotate ci-bot
begun='keyrack: rotate: “ci-bot” was begun to be rotated, and its successor is not known; look with keyrack list, then delete what is not wanted'
expect 'rotate: makes no second successor' 1 \
	"$begun
keyrack: rotate: on a terminal it asks whether to begin anew"
run rotate ci-bot --yes
expect 'rotate: nor is it made when nobody is to be asked' 1 \
	"$begun
keyrack: rotate: on a terminal it asks whether to begin anew"
tap_is_equal 'rotate: and sends nothing' 0 "$(mutations)"
use_token
for fault in close after-status:502; do
	serve --fault "POST /api/auth/api-keys=$fault" \
		--fault "PUT /api/auth/api-keys/{id}=$fault" \
		--fault "DELETE /api/auth/api-keys/{id}=$fault"
	for words in 'create new|is there, with the id' \
		'rename ci-bot gone|has the new name' \
		'delete gone --yes|is not in the list any more'; do
		before=$(mutations)
		# shellcheck disable=SC2086
		run ${words%%|*}
		tap_is_equal "$fault: ${words%%|*}" '5 0 1 1' "$status $(wc -c \
			<"$work/out" | tr -d ' ') $(grep -c "${words#*|}" \
			"$work/err") $(($(mutations) - before))"
	done
	use_session
	run rotate new --yes
	tap_is_equal "$fault: rotate" '5 0 1' "$status $(wc -c <"$work/out" |
		tr -d ' ') $(grep -c 'is there, with the id' "$work/err")"
	use_token
done

# API keys that are not there, or cannot be told from others, and no changes.
serve
for words in 'token KEY' 'copy KEY' 'exec KEY -- true' 'rename KEY new' \
	'delete KEY --yes' 'rotate KEY'; do
	# shellcheck disable=SC2046
	run $(echo "$words" | sed 's/KEY/nonesuch/')
	expect "$words: not found" 1 "keyrack: nonesuch: $missing"
	# shellcheck disable=SC2046
	run $(echo "$words" | sed 's/KEY/test/')
	tap_is_equal "$words: ambiguous" '1 0 3 keyrack: test: 2 API keys may be meant; name one by its id:' \
		"$status $(wc -c <"$work/out" | tr -d ' ') $(wc -l \
			<"$work/err" | tr -d ' ') $(head -n 1 "$work/err")"
done
input=$work/foreign run which
input=
expect 'which: not found' 1 \
	'keyrack: which: no API key of the account has this token'
for words in 'create new' 'rename ci-bot new' 'delete ci-bot --yes' \
	'rotate ci-bot'; do
	# shellcheck disable=SC2086
	run --read-only $words
	expect "--read-only: $words" 1 \
		"keyrack: ${words%% *}: nothing is changed with --read-only"
done
tap_is_equal 'and nothing was sent that changes' 0 "$(mutations)"
use_session
run rotate ci-bot
tap_is_equal 'rotate: nobody can be asked, and nothing is made' \
	'2  keyrack: rotate: nobody can be asked here; --yes goes on without asking 0' \
	"$status $(cat "$work/out") $(tail -n 1 "$work/err") $(asked \
		'POST /api/auth/api-keys')"
echo n >"$work/no"
input=$work/no run rotate ci-bot --plain
input=
tap_is_equal 'rotate: the answer is no, and nothing is made' \
	'1 keyrack: rotate: nothing was made 0' "$status $(tail -n 1 \
		"$work/err" | sed 's/.*\[y.N\] //') $(asked \
		'POST /api/auth/api-keys')"
# Two at once: one of them finds that the ledger has another line.
serve --fault 'GET /api/auth/api-keys=delay:400'
use_session
"$keyrack" rotate ci-bot --yes >"$work/first" 2>"$work/err1" </dev/null &
first=$!
run rotate ci-bot --yes
wait "$first" || :
tap_is_equal 'two rotations at once: one successor' '1 1 1' \
	"$(cat "$work/first" "$work/out" | grep -c '^nxk_') $(asked \
		'POST /api/auth/api-keys') $(cat "$work/err1" "$work/err" |
		grep -c 'another keyrack rotates it')"
serve
use_session
run rotate ci-bot --yes
id=$(sed -n 's/.*the old one, id \([^ ]*\), stays.*/\1/p' "$work/err")
run rotate "$id" --yes --output "$work/token"
tap_is_equal 'rotate: there is no second token to write' '1 no 1 0' \
	"$status $([ -e "$work/token" ] && echo yes || echo no) $(grep -c \
		'there is no token to write' "$work/err") $(asked DELETE)"
run rotate "$id"
tap_is_equal 'rotate: nobody can be asked, and nothing is deleted' \
	'2  keyrack: rotate: nobody can be asked here; --yes goes on without asking 0' \
	"$status $(cat "$work/out") $(tail -n 1 "$work/err") $(asked DELETE)"
input=$work/idle
interrupt "$work/err" Delete rotate "$id" --plain
tap_is_equal 'interrupted: rotate that asks' \
	'130 keyrack: rotate: nothing was deleted 0' "$status $(tail -n 1 \
		"$work/err" | sed 's/.*\[y.N\] //') $(asked DELETE)"
input=$work/no run rotate "$id" --plain
input=
tap_is_equal 'rotate: the answer is no' \
	'1 keyrack: rotate: nothing was deleted 0' "$status $(tail -n 1 \
		"$work/err" | sed 's/.*\[y.N\] //') $(asked DELETE)"
run rotate "$id" --yes
tap_is_equal 'rotate: the old one goes when told so' '0 1' \
	"$status $(asked DELETE)"
tap_done
