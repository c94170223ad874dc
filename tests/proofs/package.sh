#!/bin/sh
# SPDX-License-Identifier: ISC
# The Debian package: built by the stock tools in one bare root, from a checkout
# and from the tarball; used and removed in another. Needs root; takes minutes.
# DEB_BUILD_OPTIONS=nocheck leaves the tests out.
. "$(dirname "$0")/proof.sh"
. "$here/../support/bare_root.sh"

complain() {
	echo "package: $*" >&2
	exit 1
}

# The processes that live in one of the roots.
inhabitants() {
	for process in /proc/[0-9]*; do
		case $(readlink "$process/root") in
		"$place"/*) echo "${process#/proc/}" ;;
		esac
	done
}

is_deserted() {
	[ -z "$(inhabitants)" ]
}

# Nothing may be removed while this machine's own /dev is mounted below.
proof_clean_more() {
	tmux -S "$place/tmux" kill-server 2>/dev/null
	wait_until 10 is_deserted
	for root in "$place/builder" "$place/user"; do
		bare_root_unmount "$root"
	done
	! grep -q " $place/" /proc/mounts ||
		complain "something is still mounted in $place"
}

proof_begin "${1:-}" debootstrap git curl
top=$(cd "$here/../.." && pwd)

# In the root where the package is built, or used.
in_builder() {
	$(bare_root_command "$place/builder") "$1"
}

in_user() {
	$(bare_root_command "$place/user") "$1"
}

# The words before a command of the person who uses the package.
ada="chroot --userspec=ada:ada $place/user env -i HOME=/home/ada
	PATH=/usr/bin:/bin LC_ALL=C.UTF-8 TERM=xterm-256color"

as_ada() {
	$ada sh -c "cd && $1"
}

apt='DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends'

make_roots() {
	mkdir "$place/user"
	bare_root_make "$place/user" bookworm
	cp -a "$place/user" "$place/builder"
	bare_root_mount "$place/user"
	bare_root_mount "$place/builder"
}

prepare_builder() {
	git clone -q --no-local "$top" "$place/builder/build/keyrack" &&
		in_builder "$apt update && $apt install dpkg-dev lintian &&
			$apt build-dep /build/keyrack &&
			useradd --create-home builder &&
			chown -R builder /build"
}

# build FOLDER [OPTIONS]: as a person who is not root.
build() {
	in_builder "cd /build/$1 && su builder -c \
		'DEB_BUILD_OPTIONS=\"${2-} parallel=2\" dpkg-buildpackage -us -uc'"
}

build_from_tarball() {
	make -s -C "$build" dist >&2 &&
		mkdir "$place/builder/build/again" &&
		tar -xJf "$build/keyrack-$version.tar.xz" \
			-C "$place/builder/build/again" &&
		in_builder 'chown -R builder /build/again' &&
		build "again/keyrack-$version" nocheck
}

# log_of NAME COMMAND...: silent, unless it fails.
log_of() {
	log_name=$1
	shift
	"$@" >"$place/$log_name.log" 2>&1 </dev/null || {
		tail -n 40 "$place/$log_name.log"
		return 1
	}
}

contents() {
	dpkg-deb --contents "$1" | awk '{ print $1, $2, $6 }' | sort
}

has_page() {
	as_ada "man $1" | col -b | grep -q "^ *$1 "
}

all_files() {
	find "$place/user" -xdev \( -path "$place/user/tmp" -o \
		-path "$place/user/dev" -o -path "$place/user/proc" \) -prune \
		-o -print | sed "s|^$place/user||" | sort
}

echo 'two bare roots...'
make_roots
version=$(dpkg-parsechangelog -l "$top/debian/changelog" -S Version)
deb=keyrack_${version}_$(dpkg --print-architecture).deb
mkdir "$place/builder/build"
echo 'what the build needs...'
log_of prepare prepare_builder || complain 'the build cannot be prepared'

echo 'the build...'
tests='and its tests pass'
case ${DEB_BUILD_OPTIONS-} in
*nocheck*) tests='without its tests' ;;
esac
shows "the package builds from a checkout, $tests" \
	log_of build build keyrack "${DEB_BUILD_OPTIONS-}"
# Without the package there is nothing more to show.
[ -e "$place/builder/build/$deb" ] || proof_end
shows_equal 'lintian is silent' '' "$(in_builder \
	'cd /build && su builder -c "lintian *.changes" 2>&1')"
shows_equal 'the build left the sources as they were' '' \
	"$(git -C "$place/builder/build/keyrack" -c safe.directory='*' \
		status --short)"
shows 'the package builds from the tarball' log_of tarball build_from_tarball
shows_equal 'both packages hold the same' \
	"$(contents "$place/builder/build/$deb")" \
	"$(contents "$place/builder/build/again/$deb")"

in_user "$apt update && $apt install man-db bsdextrautils" >/dev/null 2>&1
cp "$place/builder/build/$deb" "$place/user/tmp/"
needs=$(dpkg-deb -f "$place/user/tmp/$deb" Depends)
in_user "$apt satisfy '$needs'" >/dev/null 2>&1
in_user 'useradd --create-home --shell /bin/sh ada'
all_files >"$place/before"
shows 'the package is installed' log_of install in_user "$apt install /tmp/$deb"

shows_equal 'keyrack says its version' "keyrack $version" \
	"$(as_ada 'keyrack --version' | head -n 1)"
for page in keyrack keyrack-config keyrack-demo; do
	shows "man shows $page" has_page "$page"
done
# shellcheck disable=SC2086
terminal demo $ada keyrack --demo
shows 'the demo opens on a terminal' expect demo '20 of 20'
quit demo
shows_equal 'the demo lists 20 API keys' 20 \
	"$(as_ada 'keyrack --demo list --tsv' | grep -c nxk_)"

service_start
as_ada "mkdir -p .config/keyrack && echo 'url = \"$url\"' >.config/keyrack/config"
# shellcheck disable=SC2086
terminal login $ada keyrack --no-browser
expect login 'Log in'
log_in login
shows 'a login works' expect login '20 of 20'
quit login

shows 'the package is removed and purged' log_of purge in_user "$apt purge keyrack"
rm "$place/user/tmp/$deb"
all_files >"$place/after"
echo 'left behind:'
comm -13 "$place/before" "$place/after"
shows_equal "nothing is left but the person's own files" '' \
	"$(comm -3 "$place/before" "$place/after" |
		grep -v -E '^	/home/ada/\.(config|local)(/|$)')"
shows 'their session is still theirs' sh -c \
	"ls $place/user/home/ada/.local/state/keyrack/*.session >/dev/null"
shows_equal 'no process is left' '' "$(inhabitants)"
proof_end
