# SPDX-License-Identifier: ISC
# Makes a minimal Debian in a folder, for root. Files that use this say what
# happens on a failure with a function `complain`.
# shellcheck shell=sh

# The mirror that this machine itself uses for Debian.
bare_root_mirror() {
	{
		cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list \
			2>/dev/null | sed -n \
			's/^deb \(\[[^]]*\] \)*\([a-z]*:[^ ]*\/debian\)\/* .*/\2/p'
		sed -n 's/^URIs: *\([a-z]*:[^ ]*\/debian\)\/*$/\1/p' \
			/etc/apt/sources.list.d/*.sources 2>/dev/null
	} | head -n 1
}

# bare_root_make ROOT RELEASE: ROOT is a folder, empty and not mounted to yet.
bare_root_make() {
	[ "$(id -u)" = 0 ] || complain 'only root can make a bare root'
	command -v debootstrap >/dev/null || complain 'debootstrap is missing'
	bare_mirror=$(bare_root_mirror)
	[ -n "$bare_mirror" ] || complain 'no Debian mirror in the sources of apt'
	# Others than root, such as apt's own user, must find their way in it.
	chmod 755 "$1"
	debootstrap --variant=minbase "$2" "$1" "$bare_mirror" \
		>"$1.log" 2>&1 || {
		tail -n 20 "$1.log"
		complain 'debootstrap failed'
	}
	rm -f "$1.log"
	# How this machine reaches its mirror holds in the root too.
	cp /etc/resolv.conf "$1/etc/resolv.conf"
	apt-config dump | grep -E '^(Acquire::(http|https|Check)[^ ]*) ' \
		>"$1/etc/apt/apt.conf.d/90machine" || :
	if [ -r /etc/ssl/certs/ca-certificates.crt ]; then
		mkdir -p "$1/etc/ssl/certs"
		cp /etc/ssl/certs/ca-certificates.crt "$1/etc/ssl/certs/"
	fi
}

bare_root_mount() {
	mount -t proc proc "$1/proc"
	mount --bind /dev "$1/dev"
	mount -t devpts devpts "$1/dev/pts" \
		-o newinstance,ptmxmode=0666,mode=620
}

# Nothing happens to what is not mounted. A process that is just ending may
# hold a folder a little longer.
bare_root_unmount() {
	for bare_folder in dev/pts dev proc; do
		bare_tries=10
		while mountpoint -q "$1/$bare_folder" &&
			! umount "$1/$bare_folder" 2>/dev/null &&
			[ "$bare_tries" -gt 0 ]; do
			bare_tries=$((bare_tries - 1))
			sleep 0.5
		done
	done
}

# bare_root_command ROOT: prints the words that run a shell command in the
# root, with nothing of this machine's environment.
bare_root_command() {
	printf '%s' 'env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root' \
		' TERM=screen LC_ALL=C.UTF-8'
	for bare_name in http_proxy https_proxy no_proxy; do
		eval "bare_value=\${$bare_name-}"
		[ -z "$bare_value" ] || printf ' %s=%s' "$bare_name" "$bare_value"
	done
	printf ' chroot %s sh -c' "$1"
}
