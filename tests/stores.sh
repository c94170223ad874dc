#!/bin/sh
# SPDX-License-Identifier: ISC
# The example stores keep, replace and forget sessions with the real programs.
set -u
: "${top_srcdir:=$(cd "$(dirname "$0")/.." && pwd)}"
. "$top_srcdir/tests/support/tap.sh"

stores=$(cd "$top_srcdir/data/store" && pwd)
HOME=$(mktemp -d)
GNUPGHOME=$HOME/gnupg
export HOME GNUPGHOME
unset XDG_DATA_HOME XDG_RUNTIME_DIR PASSWORD_STORE_DIR GPG_AGENT_INFO \
	KEYRACK_GPG_RECIPIENT
mkdir -m 700 "$GNUPGHOME"
leave() {
	gpgconf --kill all >/dev/null 2>&1
	rm -rf "$HOME"
}
trap leave EXIT

work=work@https%3A%2F%2Fservice.example
home=home@https%3A%2F%2Fservice.example

# A session of two lines, as long as those with large tokens.
session() {
	printf '{\n  "accessToken": "%s' "$1"
	head -c 3000 /dev/zero | tr '\0' x
	printf '"\n}'
}

# keep PROGRAM: what is wrong with it, if anything.
keep() {
	store=$stores/keyrack-store-$1
	[ -z "$("$store" get $work 2>&1)" ] || echo 'get before put'
	session one | "$store" put $work || echo 'put'
	session two | "$store" put $home || echo 'put for another account'
	[ "$("$store" get $work)" = "$(session one)" ] || echo 'get'
	session three | "$store" put $work || echo 'put again'
	[ "$("$store" get $work)" = "$(session three)" ] || echo 'get again'
	"$store" erase $work || echo 'erase'
	[ -z "$("$store" get $work 2>&1)" ] || echo 'get after erase'
	"$store" erase $work || echo 'erase of nothing'
	[ "$("$store" get $home)" = "$(session two)" ] || echo 'other account'
	"$store" frob $work 2>/dev/null && echo 'frob'
	"$store" get 2>/dev/null && echo 'get without a name'
	grep -rl accessToken "$HOME" | sed 's/^/in the clear: /'
}

has() {
	for program; do
		command -v "$program" >/dev/null 2>&1 || return 1
	done
}

# The second time round, within the session of a keyring.
if [ -n "${KEYRACK_KEYRING:-}" ]; then
	keep secret-tool
	echo tried
	exit 0
fi

make_key() {
	gpg --batch --quiet --passphrase '' --quick-generate-key \
		keyrack@example.org default default never >/dev/null 2>&1
}

# Without the key nothing can be read, which is not the same as nothing.
without_key() {
	session one | "$1" put $work || echo 'put'
	gpgconf --kill all
	mv "$GNUPGHOME/private-keys-v1.d" "$HOME/away"
	out=$("$1" get $work 2>"$HOME/errors") && echo 'get succeeds'
	[ -z "$out" ] || echo 'get prints'
	[ -s "$HOME/errors" ] || echo 'get is silent'
	gpgconf --kill all
	rm -rf "$GNUPGHOME/private-keys-v1.d"
	mv "$HOME/away" "$GNUPGHOME/private-keys-v1.d"
	"$1" erase $work || echo 'erase'
}

if has gpg gpgconf && make_key; then
	tap_is_empty 'gpg keeps sessions' "$(keep gpg)"
	tap_is_empty 'gpg says so when it cannot read' \
		"$(without_key "$stores/keyrack-store-gpg")"
else
	tap_skip 'gpg keeps sessions' 'gpg is not there'
	tap_skip 'gpg says so when it cannot read' 'gpg is not there'
fi

if has gpg gpgconf pass && pass init keyrack@example.org >/dev/null 2>&1; then
	tap_is_empty 'pass keeps sessions' "$(keep pass)"
	tap_is_empty 'pass says so when it cannot read' \
		"$(without_key "$stores/keyrack-store-pass")"
else
	tap_skip 'pass keeps sessions' 'pass is not there'
	tap_skip 'pass says so when it cannot read' 'pass is not there'
fi

# The keyring's daemon is unlocked with a passphrase that guards nothing, and
# is on the bus some time after it has started: asked too early, a bus that
# starts programs would start another, which is locked. This one starts none.
cat >"$HOME/bus" <<'EOS'
<busconfig>
<type>session</type>
<listen>unix:tmpdir=/tmp</listen>
<auth>EXTERNAL</auth>
<policy context="default">
<allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/>
<allow own="*"/>
</policy>
</busconfig>
EOS
in_keyring() {
	dbus-run-session --config-file="$HOME/bus" -- sh -c '
		echo x | gnome-keyring-daemon --unlock --components=secrets \
			>/dev/null 2>&1
		looks=200
		until [ -z "$(secret-tool lookup no one 2>&1)" ] ||
			[ "$looks" -eq 0 ]; do
			looks=$((looks - 1))
			sleep 0.1
		done
		'"KEYRACK_KEYRING=1 sh '$0'"' 2>&1' 2>/dev/null
}

if has secret-tool dbus-run-session gnome-keyring-daemon; then
	tap_is_equal 'secret-tool keeps sessions' tried "$(in_keyring)"
	tap_is_empty 'secret-tool says so when there is no keyring' "$(
		DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent \
			"$stores/keyrack-store-secret-tool" get $work \
			>/dev/null 2>"$HOME/errors" && echo 'get succeeds'
		[ -s "$HOME/errors" ] || echo 'get is silent'
	)"
else
	tap_skip 'secret-tool keeps sessions' 'secret-tool is not there'
	tap_skip 'secret-tool says so when there is no keyring' \
		'secret-tool is not there'
fi
tap_done
