# SPDX-License-Identifier: ISC
# Packages, sources and builds for ./run and ./check, which read this file.
# shellcheck shell=sh
#
# Expects $top, the checkout. Nothing is written into the checkout: sources
# are copied to a place in the cache folder and are built there.

# What the build needs, by system. A name in "a|b" is satisfied by either,
# and the first is installed.
build_debian='autoconf automake autopoint gettext pkgconf|pkg-config gcc
	libc6-dev make ca-certificates libncurses-dev
	libcurl4-openssl-dev|libcurl4-gnutls-dev libjson-c-dev libbsd-dev
	libmicrohttpd-dev libunistring-dev libconfuse-dev'
build_fedora='autoconf automake gettext-devel pkgconf-pkg-config gcc make
	ca-certificates ncurses-devel libcurl-devel json-c-devel libbsd-devel
	libmicrohttpd-devel libunistring-devel libconfuse-devel'
build_alpine='autoconf automake gettext-dev pkgconf gcc musl-dev make
	ca-certificates ncurses-dev curl-dev json-c-dev libbsd-dev
	libmicrohttpd-dev libunistring-dev confuse-dev'
build_arch='autoconf automake gettext pkgconf gcc make ca-certificates
	ncurses curl json-c libbsd libmicrohttpd libunistring confuse'
build_brew='autoconf automake gettext pkgconf ncurses curl json-c
	libmicrohttpd libunistring confuse'

# What the tests need besides.
tests_debian='libcmocka-dev libvterm-dev valgrind clang xz-utils locales'
tests_fedora='libcmocka-devel libvterm-devel valgrind clang compiler-rt xz
	glibc-locale-source'
tests_alpine='cmocka-dev libvterm-dev valgrind clang compiler-rt xz binutils'
tests_arch='cmocka libvterm valgrind clang compiler-rt xz'
tests_brew='cmocka libvterm xz'

say() {
	printf 'keyrack: %s\n' "$*" >&2
}

# Ends with the status for a system that is not as it must be.
refuse() {
	say "$@"
	exit 2
}

# Prints debian, fedora, alpine, arch, brew or unknown.
system_kind() {
	if [ "$(uname -s)" = Darwin ]; then
		echo brew
		return
	fi
	ID='' ID_LIKE=''
	# shellcheck disable=SC1091
	[ ! -r /etc/os-release ] || . /etc/os-release
	for id in $ID $ID_LIKE; do
		case $id in
		debian | ubuntu) echo debian && return ;;
		fedora | rhel | centos) echo fedora && return ;;
		alpine | arch) echo "$id" && return ;;
		esac
	done
	echo unknown
}

# The sanitizers' runtime is a package of its own, named after the release
# of clang that the distribution has as its default.
debian_sanitizers() {
	release=$(apt-cache depends clang 2>/dev/null |
		sed -n 's/^ *Depends: clang-\([0-9]*\)$/\1/p' | head -n 1)
	[ -n "$release" ] || return 0
	runtime=libclang-rt-$release-dev
	if ! apt-cache show "$runtime" >/dev/null 2>&1; then
		runtime=libclang-common-$release-dev
	fi
	echo "$runtime"
}

# Prints the packages for `build` or `check`, alternatives included.
package_list() {
	kind=$(system_kind)
	[ "$kind" != unknown ] || kind=debian
	eval "packages=\$build_$kind"
	[ "$1" = build ] || eval "packages=\"\$packages \$tests_$kind\""
	if [ "$1:$kind" = check:debian ]; then
		packages="$packages $(debian_sanitizers)"
	fi
	# shellcheck disable=SC2086
	printf '%s\n' $packages
}

# For --packages: one package a line, ready for a package manager.
print_packages() {
	package_list "$1" | sed 's/|.*//'
}

# Prints the packages of the list on standard input that are installed.
installed_packages() {
	case $1 in
	debian)
		tr '|' '\n' | xargs dpkg-query -W \
			-f='${db:Status-Status} ${Package}\n' 2>/dev/null |
			sed -n 's/^installed //p'
		;;
	fedora) xargs rpm -q --whatprovides --qf '%{NAME}\n' 2>/dev/null ;;
	alpine) xargs apk info -e 2>/dev/null ;;
	arch) xargs pacman -Qq 2>/dev/null ;;
	brew) brew list --formula -1 2>/dev/null ;;
	esac
}

# Prints the packages for `build` or `check` that are missing.
missing_packages() {
	wanted=$(package_list "$1")
	have=$(printf '%s\n' "$wanted" | installed_packages "$2")
	for package in $wanted; do
		is_there=no
		for choice in $(printf '%s' "$package" | tr '|' ' '); do
			case "
$have
" in
			*"
$choice
"*) is_there=yes ;;
			esac
		done
		[ "$is_there" = yes ] || printf '%s ' "${package%%|*}"
	done
}

# Installs what is missing where apt-get can; elsewhere names it and ends.
install_packages() {
	system=$(system_kind)
	[ "$system" != unknown ] || return 0
	missing=$(missing_packages "$1" "$system")
	[ -n "$missing" ] || return 0
	case $system in
	fedora) refuse "missing; install with: dnf install $missing" ;;
	alpine) refuse "missing; install with: apk add $missing" ;;
	arch) refuse "missing; install with: pacman -S --needed $missing" ;;
	brew) refuse "missing; install with: brew install $missing" ;;
	esac
	say "installing with apt-get: $missing"
	as_root=
	if [ "$(id -u)" != 0 ]; then
		command -v sudo >/dev/null ||
			refuse 'only root can install them, and there is no sudo'
		# Without a terminal nobody could answer sudo's question.
		as_root='sudo -n'
		[ ! -t 0 ] || [ ! -t 2 ] || as_root=sudo
	fi
	# --no-remove: never at the cost of a package somebody else wants.
	# shellcheck disable=SC2086
	{
		$as_root apt-get update -qq &&
			$as_root env DEBIAN_FRONTEND=noninteractive \
				apt-get install -q -y --no-remove \
				--no-install-recommends $missing
	} >&2 </dev/null || refuse 'the packages could not be installed'
}

# Whether programs can be built in this folder, which is made if need be.
# autoconf cannot live with blanks or quotes in the name of a folder.
can_build_in() {
	case $1 in
	[!/]* | *[[:space:]\"\#\$\&\'\`\\]*) return 1 ;;
	esac
	(umask 077 && mkdir -p "$1") 2>/dev/null &&
		[ -n "$(find "$1" -prune -user "$(id -u)")" ] &&
		(: >"$1/.writable") 2>/dev/null
}

# Sets $place, the folder for this checkout and purpose (run or check).
find_place() {
	name=keyrack-build
	sum=$(printf '%s' "$top" | cksum)
	case ${XDG_CACHE_HOME-} in
	/*) cache=$XDG_CACHE_HOME ;;
	*) cache=${HOME:+$HOME/.cache} ;;
	esac
	place=$cache/$name/${sum%% *}/$1
	[ -n "$cache" ] && can_build_in "$place" && return
	temporary=${TMPDIR:-/tmp}/$name-$(id -u)
	place=$temporary/${sum%% *}/$1
	{ can_build_in "$temporary" && can_build_in "$place"; } ||
		refuse "can build neither in ${cache:-a home} nor in $temporary"
	say "cannot build in ${cache:-a home, as HOME is not set}; building in \
$temporary"
}

# What a build is made of. Other files of the checkout, such as those of a
# build within it, stay out.
source_names='LICENSE README.md HACKING.md Makefile.am configure.ac bootstrap
	run check .clang-format .editorconfig m4 po src data tests tools debian
	.ci'

# What decides how configure and the makefiles look.
frame_names='configure.ac Makefile.am bootstrap m4 po/LINGUAS po/Makevars
	po/POTFILES.in'

# Prints those of the names that are there.
those_there() {
	for name in "$@"; do
		[ ! -e "$top/$name" ] || printf '%s\n' "$name"
	done
}

# Whether nothing was changed since the build that left this stamp.
is_unchanged_since() {
	[ -e "$1" ] || return 1
	# shellcheck disable=SC2046,SC2086
	[ -z "$(cd "$top" && find $(those_there $source_names) \
		-newer "$1" -print 2>&1 | head -n 1)" ]
}

# Copies the sources to $place/source, with their times, so that make sees
# what is new, and makes configure anew where its own sources changed.
copy_sources() {
	frame=$(cd "$top" && find $(those_there $frame_names) -type f \
		! -name '*.sed' ! -name '*.sin' ! -name '*.header' \
		-exec cksum {} + | sort)
	if [ ! -x "$place/source/configure" ] ||
		[ "$frame" != "$(cat "$place/frame" 2>/dev/null)" ]; then
		rm -rf "$place/source" "$place"/build-* "$place/frame"
	else
		(cd "$place/source" && rm -rf src data tests tools debian)
	fi
	mkdir -p "$place/source"
	(cd "$top" && tar -cf - --exclude='*.o' --exclude='*.a' \
		--exclude='.deps' --exclude='.dirstamp' --exclude='*.gmo' \
		$(those_there $source_names)) |
		(cd "$place/source" && tar -xf -)
	if [ ! -e "$place/frame" ]; then
		"$place/source/bootstrap" || return
		printf '%s\n' "$frame" >"$place/frame"
	fi
}

# Configures $place/build-NAME, unless that was done with these arguments.
configure_build() {
	build=$place/build-$1
	shift
	if [ -e "$build/config.status" ] &&
		[ "$*" = "$(cat "$build/arguments" 2>/dev/null)" ]; then
		return
	fi
	rm -rf "$build"
	mkdir -p "$build"
	(cd "$build" && "$place/source/configure" -q "$@") || return
	printf '%s\n' "$*" >"$build/arguments"
}

# How many processors may work at a time.
processors() {
	nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2
}

# One build at a time in one place: waits for another, or takes over from
# one that died.
lock_place() {
	until mkdir "$place/lock" 2>/dev/null; do
		holder=$(cat "$place/lock/pid" 2>/dev/null || :)
		if [ -z "$holder" ] || kill -0 "$holder" 2>/dev/null; then
			[ -n "${has_said-}" ] ||
				say 'waiting for another build to finish'
			has_said=yes
			sleep 1
			# A holder that has no number after this long is dead.
			waited=$((${waited-0} + 1))
			[ -n "$holder" ] || [ "$waited" -lt 5 ] || rm -rf "$place/lock"
		else
			rm -rf "$place/lock"
		fi
	done
	echo $$ >"$place/lock/pid"
	trap 'rm -rf "$place/lock"' EXIT
	trap 'exit 130' INT
	trap 'exit 143' TERM
	trap 'exit 129' HUP
}

unlock_place() {
	rm -rf "$place/lock"
	trap - EXIT INT TERM HUP
}
