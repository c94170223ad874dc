#!/bin/sh
# SPDX-License-Identifier: ISC
# keyrack and its demo service keep to the contract, as Prism, a validator
# made from the contract's file, sees it: between the two, and as a mock.
set -eu
: "${top_srcdir:=$(cd "$(dirname "$0")/../.." && pwd)}"
: "${top_builddir:=.}"
. "$top_srcdir/tests/support/tap.sh"
. "$top_srcdir/tests/support/prism.sh"
work=$(mktemp -d)
trap 'end_processes; rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
client=$top_builddir/tests/contract/client

# Runs the client and prints what went wrong.
run_client() {
	"$client" "$@" 2>&1 || echo "exit status $?"
}

# ask EXPECTED METHOD TARGET [BODY]: prints what differs from the status.
ask() {
	expected=$1 method=$2 target=$3
	shift 3
	[ $# -eq 0 ] || set -- --data "$1" -H 'Content-Type: application/json'
	status=$(curl -s -o "$work/answer" -w '%{http_code}' \
		-X "$method" -H 'Authorization: Bearer contract-token' "$@" \
		"$proxy$target")
	[ "$status" = "$expected" ] ||
		echo "$method $target: $status: $(cat "$work/answer")"
}

ask_for_refusals() {
	keys=/api/auth/api-keys
	ask 404 DELETE $keys/unknown
	ask 404 PUT $keys/unknown '{"name":"x"}'
	ask 400 PUT $keys/unknown '{"name":""}'
	ask 400 POST $keys '{"name":""}'
	ask 404 POST $keys '{"name":"x","maybeOrga":"unknown"}'
	ask 403 POST /api/auth/logout '"unknown"'
	ask 401 POST /api/auth/token \
		'{"type":"ai.numind.extract.shared.TokenRefreshRequest","token":"x"}'
	ask 401 POST /api/auth/token \
		'{"type":"ai.numind.extract.shared.TokenCodeRequest","code":"x","redirectUri":"y"}'
}

install_prism
echo contract-token >"$work/token"
start demo http "$top_builddir/keyrack-demo" --with-token "$work/token"
demo=$address
start_between "$demo"
tap_is_empty 'keyrack and the demo service understand each other' \
	"$(run_client "$demo")"
tap_is_empty 'the demo service and keyrack speak as the contract says' \
	"$(run_client "$proxy")"
if command -v curl >/dev/null; then
	tap_is_empty 'the demo service refuses as the contract says' \
		"$(ask_for_refusals)"
else
	tap_skip 'the demo service refuses as the contract says' \
		'there is no curl'
fi
end_processes

start mock 'is listening on' node "$prism" mock --errors \
	-h 127.0.0.1 -p 0 "$contract"
tap_is_empty 'keyrack gets along with a server made of the contract' \
	"$(run_client "$address")"
tap_done
