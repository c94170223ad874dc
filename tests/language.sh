#!/bin/sh
# SPDX-License-Identifier: ISC
# Shows the screens of an installed keyrack in every language, for the eyes of
# a translator, and checks that they are translated. Run by hand: it builds
# and installs into a temporary folder, as catalogs are found only there.
set -eu
top_srcdir=$(cd "$(dirname "$0")/.." && pwd)
. "$top_srcdir/tests/support/tap.sh"
for tool in localedef tmux msgfmt gettext; do
	if ! command -v "$tool" >/dev/null; then
		tap_skip 'screens are translated' "$tool is missing"
		tap_done
		exit 0
	fi
done
work=$(mktemp -d)
# A terminal of its own server, which stays up between two screens.
screen() {
	tmux -u -L "keyrack-language-$$" -f /dev/null "$@"
}
trap 'screen kill-server 2>/dev/null; rm -rf "$work"' EXIT
LOCPATH=$work/locale
export LOCPATH

(mkdir "$work/build" && cd "$work/build" &&
	"$top_srcdir/configure" --prefix="$work/root" &&
	make install) >"$work/log" 2>&1 || {
	tail -n 20 "$work/log" >&2
	exit 1
}

# in_language LANGUAGE MSGID: its translation.
in_language() {
	LC_ALL=$locale TEXTDOMAINDIR=$work/root/share/locale \
		gettext keyrack "$2"
}

# wait_for TEXT: until the screen shows it; false after ten seconds.
wait_for() {
	tries=0
	until screen capture-pane -p | grep -qF "$1"; do
		tries=$((tries + 1))
		[ "$tries" -lt 100 ] || return 1
		sleep 0.1
	done
}

# look NAME KEYS MSGID: types the keys, and waits for the translated text.
look() {
	wrong=
	[ -z "$2" ] || screen send-keys "$2"
	wait_for "$(in_language "$language" "$3")" ||
		wrong="no \"$(in_language "$language" "$3")\""
	tap_is_empty "$language $size: $1" "$wrong"
	screen capture-pane -p | sed 's/^/# /'
	[ -z "$2" ] || screen send-keys Escape
}

look_around() {
	screen start-server \; set -g exit-empty off \; set -g status off \; \
		new-session -d -x "${size%x*}" -y "${size#*x}" \
		"env LC_ALL=$locale TERM=xterm $work/root/bin/keyrack --demo"
	look 'the table' '' 'API keys'
	look 'a form' n 'New API key'
	look 'a question' d 'Delete API key'
	look 'help' '?' 'Help'
	screen kill-session
}

while read -r language; do
	case $language in
	*_*) place=$language ;;
	*) place=${language}_$(echo "$language" | tr '[:lower:]' '[:upper:]') ;;
	esac
	locale=$place.UTF-8
	mkdir -p "$LOCPATH"
	localedef -i "$place" -f UTF-8 "$LOCPATH/$locale"
	for size in 80x24 40x10; do
		look_around
	done
done <"$top_srcdir/po/LINGUAS"
tap_done
