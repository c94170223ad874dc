#!/bin/sh
# SPDX-License-Identifier: ISC
# Two accounts of one configuration, each with a service of its own, in two
# terminals at once. One terminal switches with A and logs out; the other, its
# session's file and its service do not notice. The account is chosen by the
# folder, by the environment, and by nothing.
# usage: two_accounts.sh BUILD-FOLDER
. "$(dirname "$0")/proof.sh"
proof_begin "${1:-}" curl sha256sum
mkdir -p "$home/.config/keyrack" "$home/work/deep"
chmod 0700 "$home/.config/keyrack"

service_start
home_log=$log
home_url=$url
service_start
work_log=$log
work_url=$url
cat >"$home/.config/keyrack/config" <<END
url = "$home_url"
redirect_uri = "http://localhost:0"
account work {
	url = "$work_url"
	directories = {"~/work"}
}
END

# start NAME FOLDER [NAME=VALUE]
start() {
	terminal "$1" -c "$2" env ${3:-KEYRACK_PROOF=1} "$build/keyrack"
}

# The one file in which the session with this address is kept.
session_of() {
	grep -lF -- "$1" "$home"/.local/state/keyrack/*.session
}

fingerprint() {
	sha256sum <"$(session_of "$1")"
}

# calls LOG TEXT: how many requests of a service begin so.
calls() {
	log=$1
	service_counts "$2"
}

start one "$home"
shows 'no rule, no environment: default' expect one 'default @ 127.0.0.1'
log_in one
shows 'default is logged in' expect one '20 of 20'
start other "$home/work/deep"
shows 'the folder below ~/work: work' expect other 'work @ 127.0.0.1'
log_in other
shows 'work is logged in' expect other '20 of 20'
shows 'each has a session file of its own' \
	[ "$(session_of "$home_url")" != "$(session_of "$work_url")" ]
shows_equal 'each has redeemed one code at its own service' '1 1' \
	"$(calls "$home_log" 'POST /api/auth/token') $(calls "$work_log" \
		'POST /api/auth/token')"

before=$(fingerprint "$work_url")
default_before=$(fingerprint "$home_url")
other_before=$(screen other | head -n 1)
keys one A
shows 'A lists the accounts' expect one 'Accounts'
keys one j Enter
shows 'A switches the first terminal to work, without a login' \
	expect one "work @ ${work_url#http://}"
shows 'and shows its API keys' expect one '20 of 20'
shows_equal 'the header of the other terminal is as before' \
	"$other_before" "$(screen other | head -n 1)"
shows_equal 'the session file of work is as before' \
	"$before" "$(fingerprint "$work_url")"
shows_equal 'the session file of default is as before' \
	"$default_before" "$(fingerprint "$home_url")"

keys one A
expect one 'Accounts' >/dev/null
keys one k Enter
shows 'A switches back, without a login' \
	expect one "default @ ${home_url#http://}"
shows 'and shows its API keys again' expect one '20 of 20'
keys one L
shows 'default logs out' expect one 'Ended on the service: yes'
shows_equal 'the service of work has seen no logout' 0 \
	"$(calls "$work_log" 'POST /api/auth/logout')"
shows_equal 'the session file of work is still as before' \
	"$before" "$(fingerprint "$work_url")"
keys other F5
shows 'work goes on' expect other '20 API keys are loaded.'
quit one
quit other

start env "$home" KEYRACK_ACCOUNT=work
shows 'KEYRACK_ACCOUNT chooses where no rule does' \
	expect env "work @ ${work_url#http://}"
shows 'its session is still there' expect env '20 of 20'
quit env
start env "$home/work" KEYRACK_ACCOUNT=default
shows 'KEYRACK_ACCOUNT wins over the folder' \
	expect env "default @ ${home_url#http://}"
shows 'where one logged out, a login is asked for' \
	expect env 'Waiting for the browser'
quit env
shows_equal 'work has redeemed one code in all' 1 \
	"$(calls "$work_log" 'POST /api/auth/token')"
proof_end
