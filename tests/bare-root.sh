#!/bin/sh
# SPDX-License-Identifier: ISC
# Proves the two commands on a bare Debian: makes a root with debootstrap,
# clones this checkout's HEAD into it, and runs ./run --demo and ./check
# there. Needs root, debootstrap, git and tmux. Not part of make check.
#
# tests/bare-root.sh [RELEASE]   (bookworm unless named)
set -eu
release=${1:-bookworm}
top=$(cd "$(dirname "$0")/.." && pwd -P)
root=$(mktemp -d "${TMPDIR:-/tmp}/keyrack-bare-XXXXXX")
. "$top/tests/support/bare_root.sh"
socket=keyrack-bare-$$

complain() {
	echo "bare-root: $*" >&2
	exit 1
}

clean_up() {
	tmux -L "$socket" kill-server 2>/dev/null || :
	bare_root_unmount "$root"
	# Never into something that is still mounted.
	rm -rf --one-file-system "$root"
}
trap clean_up EXIT
trap 'exit 130' INT TERM HUP

for tool in git tmux; do
	command -v "$tool" >/dev/null || complain "$tool is missing"
done
echo "bare-root: debootstrap of $release"
bare_root_make "$root" "$release"
bare_root_mount "$root"
git clone -q --no-local "$top" "$root/root/keyrack"

inside=$(bare_root_command "$root")

screen() {
	tmux -L "$socket" capture-pane -p -t demo
}

# Waits until the screen shows the text.
wait_for() {
	for _ in $(seq "$2"); do
		if screen | grep -q -e "$1"; then
			return 0
		fi
		sleep 1
	done
	screen
	complain "\"$1\" did not come onto the screen"
}

echo 'bare-root: ./run --demo'
# shellcheck disable=SC2086
tmux -L "$socket" -f /dev/null new-session -d -s demo -x 100 -y 30 \
	$inside 'cd /root/keyrack && ./run --demo; echo status: $?; read -r _'
wait_for 'API keys' 600
wait_for ' of ' 60
screen
tmux -L "$socket" send-keys -t demo q
wait_for '^status: 0' 60
tmux -L "$socket" kill-server

echo 'bare-root: ./run --demo, the second time'
# shellcheck disable=SC2086
started=$(date +%s%N) && $inside 'cd /root/keyrack && ./run --version' &&
	echo "bare-root: ready after $((($(date +%s%N) - started) / 1000000)) ms"

echo 'bare-root: ./check'
# shellcheck disable=SC2086
$inside 'cd /root/keyrack && ./check' || complain 'check failed'
[ -z "$(git -C "$root/root/keyrack" status --short)" ] ||
	complain 'the checkout was written to'
echo 'bare-root: all is well'
