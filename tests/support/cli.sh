# SPDX-License-Identifier: ISC
# keyrack without the screen against a demo service, in a folder of its own.
# shellcheck shell=sh
keyrack=$top_builddir/keyrack
demo=$top_builddir/keyrack-demo
browser=$top_builddir/tests/support/browser
work=$(mktemp -d)
service=
trap '[ -z "$service" ] || kill $service; rm -rf "$work"' EXIT
export HOME="$work" XDG_STATE_HOME="$work/state" XDG_CONFIG_HOME="$work/config"
unset NUMIND_API_KEY SSH_CONNECTION SSH_TTY DISPLAY WAYLAND_DISPLAY KEYRACK_URL
printf access-token >"$work/access"

# serve OPTION…: starts a demo service in place of the last one.
serve() {
	if [ -n "$service" ]; then
		kill "$service"
		wait "$service" || :
	fi
	: >"$work/url"
	: >"$work/log"
	"$demo" --with-token "$work/access" --log "$work/log" "$@" \
		>"$work/url" &
	service=$!
	until [ -s "$work/url" ]; do :; done
	KEYRACK_URL=$(cat "$work/url")
	export KEYRACK_URL
}

use_token() {
	KEYRACK_TOKEN=access-token
	export KEYRACK_TOKEN
}

# A session as a login leaves it, with which a ledger is kept.
use_session() {
	unset KEYRACK_TOKEN
	mkdir -p "$work/state/keyrack"
	chmod 700 "$work/state" "$work/state/keyrack"
	session=$work/state/keyrack/default@$(echo "$KEYRACK_URL" |
		sed 's/:/%3A/g; s|/|%2F|g').session
	printf '{"version":1,"origin":"%s","accessToken":"access-token"}\n' \
		"$KEYRACK_URL" >"$session"
	chmod 600 "$session"
}

# Runs keyrack; what it printed is in out and err of the folder $into, how it
# ended in $status.
into=$work
run() {
	status=0
	"$keyrack" "$@" >"$into/out" 2>"$into/err" <"${input:-/dev/null}" ||
		status=$?
}

# How many requests of this method came.
asked() {
	grep -c "^$1 " "$work/log" || :
}

# begin_login WORD…: keyrack login goes on by itself, as $client; its link is in
# $link. What it printed is in out and err of the folder $into.
begin_login() {
	: >"$into/err"
	"$keyrack" --no-browser --redirect-uri http://127.0.0.1:0 "$@" login \
		>"$into/out" 2>"$into/err" <"${input:-/dev/null}" &
	client=$!
	until grep -q '^http.*[^a-z]state=.*$' "$into/err" ||
		! kill -0 "$client" 2>/dev/null; do :; done
	link=$(grep '^http' "$into/err" || :)
}

# The browser of a person who presses this button, up to the page that it ends
# at; prints that page's status.
browse() {
	"$browser" return "$("$browser" decide "$1" "$link")"
}

# Waits for its end, which comes in good time or is brought about.
end_login() {
	(sleep 30 && kill "$client") >/dev/null 2>&1 &
	patience=$!
	status=0
	wait "$client" || status=$?
	kill "$patience" 2>/dev/null || :
	wait "$patience" || :
}
