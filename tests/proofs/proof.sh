# SPDX-License-Identifier: ISC
# What the proofs share: a place of their own, the demo service, terminals in
# a tmux server that nobody else uses, and the count of what was shown.
# shellcheck shell=sh

passed=0
failed=0
here=$(cd "$(dirname "$0")" && pwd)
services=

# proof_begin BUILD PROGRAM...: the build folder and the programs needed.
proof_begin() {
	if [ ! -x "${1:-}/keyrack" ]; then
		echo "usage: $0 BUILD-FOLDER" >&2
		exit 2
	fi
	build=$(cd "$1" && pwd)
	shift
	for program in tmux "$@"; do
		if ! command -v "$program" >/dev/null; then
			echo "skipped: there is no $program"
			exit 77
		fi
	done
	place=$(mktemp -d /tmp/keyrack-proof-XXXXXX)
	home=$place/home
	mkdir -m 0700 "$home"
	trap proof_clean EXIT
	trap 'exit 1' HUP INT TERM
}

# A proof that has more to put away replaces this one.
proof_clean_more() {
	:
}

proof_clean() {
	proof_clean_more
	tmux -S "$place/tmux" kill-server 2>/dev/null
	for service in $services; do
		kill "$service" 2>/dev/null
	done
	rm -rf "$place"
}

# proof_end: the last line, and whether all was shown.
proof_end() {
	echo "$passed passed, $failed failed"
	[ "$failed" -eq 0 ]
	exit
}

# helper NAME: builds a program of this folder, in the build folder.
helper() {
	make -s -C "$build" "tests/proofs/$1" || exit 2
}

# shows WHAT COMMAND...: the command says whether it is so.
shows() {
	what=$1
	shift
	if "$@"; then
		passed=$((passed + 1))
		echo "shown: $what"
	else
		failed=$((failed + 1))
		echo "FAILED: $what"
	fi
}

# shows_equal WHAT EXPECTED ACTUAL
shows_equal() {
	if [ "$2" != "$3" ]; then
		echo "expected: $2"
		echo "but got:  $3"
	fi
	shows "$1" [ "$2" = "$3" ]
}

# wait_until SECONDS COMMAND...: looks every 50 ms; false when time is over.
# What it looks at may wait as well, so its count is its own.
wait_until() {
	local looks=$(($1 * 20))
	shift
	until "$@"; do
		looks=$((looks - 1))
		[ "$looks" -gt 0 ] || return 1
		sleep 0.05
	done
}

# service_start [OPTION...]: sets $url; its log is $log. Each starts anew.
service_start() {
	log=$place/log.$((passed + failed)).$(set -- $services; echo $#)
	: >"$log"
	"$build/keyrack-demo" --log "$log" "$@" >"$log.url" &
	services="$services $!"
	service=$!
	wait_until 10 [ -s "$log.url" ] || echo 'the service does not start'
	url=$(cat "$log.url")
}

# service_counts TEXT: how many lines of the log begin so.
service_counts() {
	grep -c "^$1" "$log"
}

service_has() {
	[ "$(service_counts "$2")" -eq "$1" ]
}

# terminal NAME COMMAND...: a window of 120x36 with the command, and with no
# environment but what the command's own env(1) says.
terminal() {
	name=$1
	shift
	env -i PATH="$PATH" HOME="$home" LC_ALL=C.UTF-8 TERM=xterm-256color \
		SHELL=/bin/sh tmux -S "$place/tmux" -f /dev/null new-session \
		-d -s "$name" -x 120 -y 36 "$@" \; \
		set-option -g remain-on-exit on >/dev/null
}

# What stands on the terminal, wrapped lines as one.
screen() {
	tmux -S "$place/tmux" capture-pane -p -J -t "$1"
}

screen_has() {
	screen "$1" | grep -qF -- "$2"
}

# The same where a dialog's border or a line's end may stand between words.
screen_says() {
	screen "$1" | tr -s ' \n│' '   ' | grep -qF -- "$2"
}

# expect NAME TEXT [SECONDS]: waits; the screen is printed when it never comes.
expect() {
	wait_until "${3:-20}" screen_says "$1" "$2" && return
	echo "waited in vain for: $2"
	screen "$1" | grep '[[:alnum:]]'
	return 1
}

# keys NAME KEY...: as tmux calls them.
keys() {
	target=$1
	shift
	tmux -S "$place/tmux" send-keys -t "$target" "$@"
}

is_closed() {
	[ "$(tmux -S "$place/tmux" display-message -p -t "$1" \
		'#{pane_dead}')" != 0 ]
}

# quit NAME: types q and waits until the program has ended.
quit() {
	keys "$1" q
	wait_until 10 is_closed "$1" || echo "$1 does not end"
	tmux -S "$place/tmux" kill-session -t "$1" 2>/dev/null
}

# The process in the window of that name.
process_of() {
	tmux -S "$place/tmux" display-message -p -t "$1" '#{pane_pid}'
}

# link_of NAME: the link, as keyrack's own "b" prints it bare.
link_of() {
	keys "$1" b
	expect "$1" 'Any key goes back' >&2
	screen "$1" | sed -n '/^http/,/^ *$/p' | tr -d ' \n'
	echo
	keys "$1" Space
	expect "$1" 'Log in' >&2
}

parameter() {
	printf '%s\n' "$1" | sed -n "s/.*[?&]$2=\([^&]*\).*/\1/p"
}

# answer_to LINK: presses the page's button; the address a browser is sent to.
answer_to() {
	curl -sS -o /dev/null -w '%{redirect_url}' \
		-d "decision=${2:-login}" \
		-d "redirect_uri=$(parameter "$1" redirect_uri)" \
		-d "state=$(parameter "$1" state)" "${1%%/login*}/login"
}

# log_in NAME: the whole login, with curl for a browser.
log_in() {
	link=$(link_of "$1")
	address=$(answer_to "$link")
	curl -sSL -o "$place/page" "$address"
}
