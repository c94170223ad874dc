#!/bin/sh
# SPDX-License-Identifier: ISC
# keyrack and its demo service keep to the contract, as Prism, a validator
# made from the contract's file, sees it: between the two, and as a mock.
set -eu
: "${top_srcdir:=$(cd "$(dirname "$0")/../.." && pwd)}"
: "${top_builddir:=.}"
. "$top_srcdir/tests/support/tap.sh"

here=$top_srcdir/tests/contract
contract=$here/nuextract-auth.openapi.yaml
home=$top_builddir/tests/contract/prism
prism=$home/node_modules/@stoplight/prism-cli/dist/index.js
client=$top_builddir/tests/contract/client
scratch=$(mktemp -d)
processes=

end_processes() {
	for pid in $processes; do
		kill "$pid" 2>/dev/null || :
		wait "$pid" 2>/dev/null || :
	done
	processes=
}
trap 'end_processes; rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

skip_all() {
	echo "1..0 # SKIP $1"
	exit 0
}

# Installs the validator into the build's folder, once for each version.
install_prism() {
	cmp -s "$here/package-lock.json" "$home/installed" && return
	rm -rf "$home"
	mkdir -p "$home"
	cp "$here/package.json" "$here/package-lock.json" "$home"
	(cd "$home" && npm ci --ignore-scripts --no-audit --no-fund) \
		>"$scratch/npm" 2>&1 ||
		skip_all 'the validator cannot be installed from the npm registry'
	cp "$here/package-lock.json" "$home/installed"
}

# start NAME PATTERN COMMAND…: runs it until it prints a line that matches,
# and sets $address to the address in that line.
start() {
	name=$1 pattern=$2
	shift 2
	mkfifo "$scratch/$name"
	"$@" >"$scratch/$name" 2>&1 &
	processes="$! $processes"
	address=
	exec 3<"$scratch/$name"
	while IFS= read -r line <&3; do
		case $line in
		*$pattern*)
			address=$(printf '%s\n' "$line" |
				sed 's/.*\(http:[0-9.:/]*[0-9]\).*/\1/')
			break
			;;
		esac
	done
	cat <&3 >"$scratch/$name.log" &
	exec 3<&-
	[ -n "$address" ] || {
		echo "Bail out! $name does not start"
		exit 1
	}
}

# Runs the client and prints what went wrong.
run_client() {
	"$client" "$@" 2>&1 || echo "exit status $?"
}

# ask EXPECTED METHOD TARGET [BODY]: prints what differs from the status.
ask() {
	expected=$1 method=$2 target=$3
	shift 3
	[ $# -eq 0 ] || set -- --data "$1" -H 'Content-Type: application/json'
	status=$(curl -s -o "$scratch/answer" -w '%{http_code}' \
		-X "$method" -H 'Authorization: Bearer contract-token' "$@" \
		"$proxy$target")
	[ "$status" = "$expected" ] ||
		echo "$method $target: $status: $(cat "$scratch/answer")"
}

ask_for_refusals() {
	keys=/api/auth/api-keys
	ask 404 DELETE $keys/unknown
	ask 404 PUT $keys/unknown '{"name":"x"}'
	ask 400 PUT $keys/unknown '{"name":""}'
	ask 400 POST $keys '{"name":""}'
	ask 404 POST $keys '{"name":"x","maybeOrga":"unknown"}'
	# Quoted twice: see client.c.
	ask 403 POST /api/auth/logout '"\"unknown\""'
	ask 401 POST /api/auth/token \
		'{"type":"ai.numind.extract.shared.TokenRefreshRequest","token":"x"}'
	ask 401 POST /api/auth/token \
		'{"type":"ai.numind.extract.shared.TokenCodeRequest","code":"x","redirectUri":"y"}'
}

command -v node >/dev/null || skip_all 'there is no node'
command -v npm >/dev/null || skip_all 'there is no npm'
install_prism

echo contract-token >"$scratch/token"
start demo http "$top_builddir/keyrack-demo" --with-token "$scratch/token"
demo=$address
start proxy 'is listening on' node "$prism" proxy --errors \
	-h 127.0.0.1 -p 0 "$contract" "$demo"
proxy=$address
tap_is_empty 'keyrack and the demo service understand each other' \
	"$(run_client "$demo")"
tap_is_empty 'the demo service and keyrack speak as the contract says' \
	"$(run_client "$proxy" quoted)"
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
