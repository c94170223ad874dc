#!/bin/sh
# SPDX-License-Identifier: ISC
# keyrack doctor: what it says of a good machine and of bad ones.
set -eu
: "${top_srcdir:=$(cd "$(dirname "$0")/.." && pwd)}"
: "${top_builddir:=.}"
. "$top_srcdir/tests/support/tap.sh"
keyrack=$top_builddir/keyrack
demo=$top_builddir/keyrack-demo
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" XDG_STATE_HOME="$work/state" XDG_CONFIG_HOME="$work/config"
export TERM=xterm PATH="$work/bin:$PATH"
unset SSH_CONNECTION SSH_TTY DISPLAY WAYLAND_DISPLAY BROWSER
folder=$work/state/keyrack
mkdir "$work/bin"

# Runs doctor; what it printed is in out, how it ended in $status.
run() {
	status=0
	"$keyrack" "$@" doctor >"$work/out" 2>"$work/err" </dev/null ||
		status=$?
}

# The grades of this thing, of the last run.
grade() {
	sed -n "s/^\([a-zA-Z]*\)  *$1: .*/\1/p" "$work/out"
}

# What the last run said of this thing, with the advice.
told() {
	awk -v thing="$1: " '
		/^[^ ]/ { is_it = substr($0, 7, length(thing)) == thing }
		is_it && /^[^ ]/ { printf "%s%s", end, $0; end = "\n" }
		is_it && /^ / { sub(/^ */, ""); printf " - %s", $0 }
		END { printf "%s", end }' "$work/out"
}

run --demo
tap_is_equal 'nothing fails on a good machine' '0 ok' "$status $(grade service)"
tap_is_empty 'nothing is said beside it' "$(cat "$work/err")"
tap_is_equal 'the terminal is known' 'ok ok' "$(grade terminal) $(grade colours)"
tap_is_equal 'it says that no browser can be started' warn "$(grade browser)"
tap_is_equal 'it leaves no file behind' bin "$(ls -A "$work" |
	grep -v -x -e out -e err)"

TERM=nonesuch run --demo
tap_is_equal 'an unknown terminal is a warning' '0 warn' \
	"$status $(grade terminal)"
TERM=dumb run --demo
tap_is_equal 'so is one that cannot move its cursor' '0 warn' \
	"$status $(grade terminal)"
LC_ALL=C run --demo
tap_is_equal 'so is a locale of ASCII' '0 warn' "$status $(grade locale)"
TERM=vt100 run --demo
tap_is_equal 'so are a clipboard and colours that are missing' '0 warn warn' \
	"$status $(grade clipboard) $(grade colours)"

# program NAME: puts a script (standard input) where it is found first.
program() {
	{
		echo '#!/bin/sh'
		cat
	} >"$work/bin/$1"
	chmod +x "$work/bin/$1"
}
program xclip <<'END'
echo "$*" >>"$HOME/asked"
END
program look <<'END'
touch "$HOME/started"
END
TERM=vt100 DISPLAY=:9 BROWSER='nonesuch:look %s' run --demo
tap_is_equal 'a clipboard that can be reached is well' \
	'ok    clipboard: by xclip; the server behind it answers' \
	"$(told clipboard)"
tap_is_equal 'neither read nor written for that' \
	'-selection buffer-cut -out' "$(cat "$work/asked")"
tap_is_equal 'a browser that is there is found' \
	'ok    browser: look is installed; not tried' "$(told browser)"
tap_is_empty 'and not started' "$(ls "$work/started" 2>/dev/null || :)"
for name in xclip xsel tmux; do
	program "$name" <<-'END'
	echo "no server at $DISPLAY$TMUX" >&2
	echo "and a second line" >&2
	exit 1
	END
done
way_out='which may be of a session that is over; keyrack token prints tokens'
TERM=vt100 DISPLAY=:77 run --demo
tap_is_equal 'a display that is not there is a warning, once' \
	"warn  clipboard: xclip: no server at :77 - look at DISPLAY, $way_out" \
	"$(told clipboard)"
TERM=vt100 TMUX=/gone run --demo
tap_is_equal 'so is a tmux that has gone' \
	"warn  clipboard: tmux: no server at /gone - look at TMUX, $way_out" \
	"$(told clipboard)"
program wl-copy </dev/null
TERM=vt100 WAYLAND_DISPLAY=$work/wayland run --demo
tap_is_equal 'so is a compositor that has' \
	"warn  clipboard: $work/wayland: No such file or directory - look at WAYLAND_DISPLAY, $way_out" \
	"$(told clipboard)"
# OSC 52 needs a terminal, which a test may have or not.
next=
(: >/dev/tty) 2>/dev/null && next='
ok    clipboard: by OSC 52, if the terminal accepts that; it does not answer'
DISPLAY=:77 run --demo
tap_is_equal 'the next way is told as well, if there is one' \
	"warn  clipboard: xclip: no server at :77 - look at DISPLAY, $way_out$next" \
	"$(told clipboard)"
program tmux <<'END'
sleep 60
END
TERM=vt100 TMUX=/hangs run --demo
tap_is_equal 'one that hangs is waited for no longer than a moment' \
	"warn  clipboard: tmux: it took too long - look at TMUX, $way_out" \
	"$(told clipboard)"
rm "$work/bin/xclip" "$work/bin/xsel" "$work/bin/tmux" "$work/bin/wl-copy"

run --url http://127.0.0.1:1
tap_is_equal 'a service that cannot be reached fails' '1 FAIL' \
	"$status $(grade service)"

run --demo
tap_is_equal 'the clocks are compared' ok "$(grade clock)"
tap_is_equal 'what is not there to look at is not told' '' "$(
	run --url http://127.0.0.1:1
	grade clock
)"

# The moment so many seconds from now.
moment() {
	then=$(($(date +%s) + $1))
	date -u -d "@$then" +%Y-%m-%dT%H:%M:%SZ 2>/dev/null ||
		date -u -r "$then" +%Y-%m-%dT%H:%M:%SZ
}

# clock SECONDS: the status, the line and the advice where the service's clock
# is so much ahead of ours.
clock() {
	rm -f "$work/url"
	"$demo" --clock "$(moment "$1")" >"$work/url" &
	service=$!
	until [ -s "$work/url" ]; do :; done
	run --url "$(cat "$work/url")"
	kill "$service"
	wait "$service" || :
	echo "$status $(told clock)"
}
tap_is_equal 'half a minute is well' '0 ok' "$(clock 30 | cut -c1-4)"
tap_is_equal 'a clock that is behind is a warning' \
	"0 warn  clock: 10 min behind the service's - set this machine's clock, best by NTP: until then all seems to expire too late" \
	"$(clock 630)"
tap_is_equal 'so is one that is ahead' \
	"0 warn  clock: 2 h ahead of the service's - set this machine's clock, best by NTP: until then all seems to expire too early" \
	"$(clock -7260)"
tap_is_equal 'one that is of another day fails' \
	"1 FAIL  clock: 400 d ahead of the service's" \
	"$(clock $((-400 * 86400 - 60)) | sed 's/ - .*//')"
rm -f "$work/url"

# files FOLDER: the status, the line and the advice where it is the place of
# the state, for somebody whom the system refuses something.
files() {
	status=0
	# shellcheck disable=SC2086
	XDG_STATE_HOME=$1 $as_other "$other" --url http://127.0.0.1:1 \
		doctor >"$work/out" 2>"$work/err" </dev/null || status=$?
	echo "$status $(told files)"
}
as_other= other=$keyrack
way_out="make it writable for yourself, or set XDG_STATE_HOME to another folder"
if [ -d /proc/self ]; then
	tap_is_equal 'a place for no files fails, for root too' \
		'1 FAIL  files: /proc/keyrack cannot be made in /proc' \
		"$(files /proc | sed 's/: [^:]* - .*//')"
else
	tap_skip 'a place for no files fails, for root too' 'it has no /proc'
fi
if [ "$(id -u)" = 0 ]; then
	as_other='setpriv --reuid=65534 --clear-groups'
	other=$work/keyrack
	chmod 755 "$work"
	cp "$keyrack" "$other"
fi
if $as_other "$other" --version >"$work/out" 2>&1; then
	mkdir -p "$work/locked/keyrack"
	[ -z "$as_other" ] || chown -R 65534 "$work/locked"
	chmod 500 "$work/locked/keyrack"
	tap_is_equal 'a folder that cannot be written fails' \
		"1 FAIL  files: $work/locked/keyrack cannot be written: Permission denied - $way_out" \
		"$(files "$work/locked")"
	rmdir "$work/locked/keyrack"
	chmod 500 "$work/locked"
	tap_is_equal 'so does one that cannot be made' \
		"1 FAIL  files: $work/locked/a/keyrack cannot be made in $work/locked: Permission denied - $way_out" \
		"$(files "$work/locked/a")"
	rmdir "$work/locked"
else
	tap_skip 'a folder that cannot be written fails' 'setpriv is missing'
	tap_skip 'so does one that cannot be made' 'setpriv is missing'
fi
tap_is_equal 'nor can one be made below a file' \
	"1 FAIL  files: $work/out/keyrack: Not a directory - make it a folder of yours alone, with chmod 700, or set XDG_STATE_HOME to another" \
	"$(as_other= other=$keyrack && files "$work/out")"

# store LINE...: the grade, the words and the advice where the configuration
# has these lines.
store() {
	printf '%s\n' "$@" >"$work/settings"
	run --url http://127.0.0.1:1 --config "$work/settings"
	told store
}
place=$folder/default@http%3A%2F%2F127.0.0.1%3A1.session
tap_is_equal 'the store is told' "ok    store: file $place" "$(store)"
tap_is_equal 'so is one that keeps nothing' \
	'ok    store: memory: sessions end with keyrack' \
	"$(store 'store = memory')"
tap_is_equal 'one that is refused is a warning' \
	'warn  store: memory: require_secure_store refuses a plain file - set store = command, and store_command to a program that keeps secrets' \
	"$(store 'require_secure_store = true')"
missing='install it, or set store_command to a program that is there; until then no session is kept'
tap_is_equal 'a program that is not there fails' \
	"FAIL  store: command nonesuch: No such file or directory - $missing" \
	"$(store 'store = command' 'store_command = { nonesuch, get }')"
touch "$work/bin/plain"
tap_is_equal 'so does one that cannot be started' \
	"FAIL  store: command plain: Permission denied - $missing" \
	"$(store 'store = command' 'store_command = { plain }')"
tap_is_equal 'and a folder' \
	"FAIL  store: command $work: Permission denied - $missing" \
	"$(store 'store = command' "store_command = { \"$work\" }")"
rm -f "$work/started"
tap_is_equal 'one that is there is well' \
	'ok    store: command look; it is there and was not run' \
	"$(store 'store = command' 'store_command = { look }')"
tap_is_empty 'and not run' "$(ls "$work/started" 2>/dev/null || :)"
KEYRACK_TOKEN=x run --url http://127.0.0.1:1
tap_is_equal 'with a token there is none' \
	'ok    store: none: the token is that of KEYRACK_TOKEN' \
	"$(told store)"

mkdir -p "$folder"
chmod 755 "$folder"
run --demo
tap_is_equal 'a folder that is open to others fails' '1' "$status"
tap_is_equal 'and stays as it is' drwxr-xr-x "$(ls -ld "$folder" | cut -c1-10)"
chmod 700 "$folder"
echo '{' >"$folder/session"
chmod 644 "$folder/session"
run --demo
tap_is_equal 'so does a file that others can read' '1' "$status"
chmod 600 "$folder/session"
run --url http://127.0.0.1:1
tap_is_equal 'files of our own are well' ok "$(grade files)"
tap_is_equal 'a damaged one is left alone' session "$(ls "$folder")"

tap_done
