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
# Others than root, such as apt's own user, must find their way in it too.
chmod 755 "$root"
socket=keyrack-bare-$$

complain() {
	echo "bare-root: $*" >&2
	exit 1
}

clean_up() {
	tmux -L "$socket" kill-server 2>/dev/null || :
	for folder in dev/pts dev proc; do
		umount "$root/$folder" 2>/dev/null || :
	done
	# Never into something that is still mounted.
	rm -rf --one-file-system "$root"
}
trap clean_up EXIT
trap 'exit 130' INT TERM HUP

[ "$(id -u)" = 0 ] || complain 'only root can make a bare root'
for tool in debootstrap git tmux; do
	command -v "$tool" >/dev/null || complain "$tool is missing"
done

# The mirror that this machine itself uses for Debian.
find_mirror() {
	cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
		sed -n 's/^deb \(\[[^]]*\] \)*\([a-z]*:[^ ]*\/debian\)\/* .*/\2/p'
	sed -n 's/^URIs: *\([a-z]*:[^ ]*\/debian\)\/*$/\1/p' \
		/etc/apt/sources.list.d/*.sources 2>/dev/null
}
mirror=$(find_mirror | head -n 1)
[ -n "$mirror" ] || complain 'no Debian mirror in the sources of apt'

echo "bare-root: debootstrap of $release"
debootstrap --variant=minbase "$release" "$root" "$mirror" \
	>"$root.log" 2>&1 || {
	tail -n 20 "$root.log"
	complain "debootstrap failed"
}
rm -f "$root.log"

# How this machine reaches its mirror holds in the root too.
cp /etc/resolv.conf "$root/etc/resolv.conf"
apt-config dump | grep -E '^(Acquire::(http|https|Check)[^ ]*) ' \
	>"$root/etc/apt/apt.conf.d/90machine" || :
if [ -r /etc/ssl/certs/ca-certificates.crt ]; then
	mkdir -p "$root/etc/ssl/certs"
	cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
fi
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
mount -t devpts devpts "$root/dev/pts" -o newinstance,ptmxmode=0666,mode=620
git clone -q --no-local "$top" "$root/root/keyrack"

# A command in the root with nothing of this machine's environment.
inside="env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
	TERM=screen LC_ALL=C.UTF-8"
for name in http_proxy https_proxy no_proxy; do
	eval "value=\${$name-}"
	[ -z "$value" ] || inside="$inside $name=$value"
done
inside="$inside chroot $root sh -c"

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
