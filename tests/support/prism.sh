# SPDX-License-Identifier: ISC
# Prism, a validator made from the contract's file, between keyrack and the
# demo service. Whoever starts something has a folder of its own, $work.
# shellcheck shell=sh
here=$top_srcdir/tests/contract
contract=$here/nuextract-auth.openapi.yaml
home=$top_builddir/tests/contract/prism
prism=$home/node_modules/@stoplight/prism-cli/dist/index.js
processes=
readers=

end_processes() {
	for pid in $processes; do
		kill "$pid" 2>/dev/null || :
		wait "$pid" 2>/dev/null || :
	done
	# What they still had to say is read then.
	for pid in $readers; do
		wait "$pid" || :
	done
	processes=
	readers=
}

skip_all() {
	echo "1..0 # SKIP $1"
	exit 0
}

# Installs the validator into the build's folder, once for each version. Who
# comes meanwhile waits for it.
install_prism() {
	command -v node >/dev/null || skip_all 'there is no node'
	command -v npm >/dev/null || skip_all 'there is no npm'
	mkdir -p "${home%/*}"
	exec 9>"$home.lock"
	! command -v flock >/dev/null || flock 9
	if ! cmp -s "$here/package-lock.json" "$home/installed"; then
		rm -rf "$home"
		mkdir -p "$home"
		cp "$here/package.json" "$here/package-lock.json" "$home"
		(cd "$home" && npm ci --ignore-scripts --no-audit --no-fund) \
			>"$home/npm.log" 2>&1 || skip_all \
			'the validator cannot be installed from the npm registry'
		cp "$here/package-lock.json" "$home/installed"
	fi
	exec 9>&-
}

# start NAME PATTERN COMMAND…: runs it until it prints a line that matches,
# and sets $address to the address in that line; what follows is in NAME.log.
start() {
	name=$1 pattern=$2
	shift 2
	mkfifo "$work/$name"
	"$@" >"$work/$name" 2>&1 &
	processes="$! $processes"
	address=
	exec 3<"$work/$name"
	while IFS= read -r line <&3; do
		case $line in
		*$pattern*)
			address=$(printf '%s\n' "$line" |
				sed 's/.*\(http:[0-9.:/]*[0-9]\).*/\1/')
			break
			;;
		esac
	done
	cat <&3 >"$work/$name.log" &
	readers="$! $readers"
	exec 3<&-
	rm "$work/$name"
	[ -n "$address" ] || {
		echo "Bail out! $name does not start"
		exit 1
	}
}

# start_between DEMO: puts the validator before it, at $proxy.
start_between() {
	start requote http node "$here/requote.js" "$1"
	start proxy 'is listening on' node "$prism" proxy --errors \
		-h 127.0.0.1 -p 0 "$contract" "$address"
	proxy=$address
}
