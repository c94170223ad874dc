#!/bin/sh
# SPDX-License-Identifier: ISC
# Dependencies point one way: ui, controller, auth, model, base; and each
# library is known to the one place that wraps it.
set -eu
: "${top_srcdir:=$(cd "$(dirname "$0")/.." && pwd)}"
. "$top_srcdir/tests/support/tap.sh"

# Prints the includes below the current folder that break a rule. Rooms have
# a height, and nobody includes from above; src/*.c and cli are the roof.
bad_includes() {
	find src -name '*.[ch]' -exec grep -H -E '^[ 	]*#[ 	]*include' {} + |
		awk '
	BEGIN {
		height["base"] = 0; height["model"] = 1; height["os"] = 1
		height["config"] = 1
		height["demo"] = 1; height["auth"] = 2
		height["controller"] = 3; height["ui"] = 4
		height["cli"] = 5; roof = 9
		home["curl"] = "^src/auth/(transport_curl|service_address|login_address)"
		home["confuse.h"] = "^src/config/configuration_parse\\.c$"
		home["json-c"] = "^src/base/json\\.c$"
		home["microhttpd.h"] = "^src/(demo/|auth/redirect)"
		home["curses.h"] = home["ncurses.h"] = home["panel.h"] = "^src/ui/"
		home["term.h"] = home["ncursesw"] = "^src/ui/"
	}
	{
		file = $0; sub(/:.*/, "", file)
		from = room(substr(file, 5))
		what = $0; sub(/^[^<"]*[<"]/, "", what); sub(/[>"].*/, "", what)
		if ($0 ~ /include[ \t]*"/)
			own(file, from, what)
		else
			foreign(file, from, what)
	}
	function room(path) {
		return path ~ /\// ? substr(path, 1, index(path, "/") - 1) : ""
	}
	function complain(file, what, why) {
		print file ": " what ": " why
	}
	function own(file, from, what,    to) {
		to = room(what)
		if (what == "config.h" || what ~ /^(loop|program|screen)/ && from == "" ||
		    what == "service.h" && (from == "" || from == "cli"))
			return
		if (!(to in height))
			complain(file, what, "not in a room")
		else if (from == "" || from == "cli" || from == to)
			return
		else if (height[to] >= height[from] &&
		    !(from == "auth" && to == "os"))
			complain(file, what, "upward")
		else if (height[from] > 2 && to == "auth" &&
		    what != "auth/request.h" &&
		    what != "auth/redirect_answer.h")
			complain(file, what, "only requests and answers are for all")
		else if (to == "demo" || to == "os" && from != "ui" &&
		    what != "os/helper.h")
			complain(file, what, "for the roof alone")
	}
	function foreign(file, from, what,    library) {
		library = what; sub(/\/.*/, "", library)
		if (library in home && file !~ home[library])
			complain(file, what, "has its one place elsewhere")
		if (from ~ /^(controller|model)$/ &&
		    what ~ /^(time|unistd|fcntl|signal|poll|pthread|sys\/.*)\.h$/)
			complain(file, what, "no input, output or clock here")
	}' | sort
}

# The rules must be able to fail: a tree with one breach of each.
planted=$(mktemp -d)
trap 'rm -rf "$planted"' EXIT
plant() {
	mkdir -p "$planted/$(dirname "$1")"
	printf '#include %s\n' "$2" >"$planted/$1"
}
plant src/base/a.c '"model/apikey.h"'
plant src/model/b.c '"controller/form.h"'
plant src/controller/c.h '"auth/transport.h"'
plant src/controller/d.c '<time.h>'
plant src/controller/e.c '"ui/term.h"'
plant src/ui/f.c '<curl/curl.h>'
plant src/ui/fine.c '"controller/controller.h"'
plant src/auth/g.c '<json-c/json.h>'
plant src/config/h.c '"os/place.h"'
plant src/config/i.c '<confuse.h>'
plant src/main.c '"demo/demo.h"'
tap_is_equal 'planted breaches are found' \
	'src/auth/g.c: json-c/json.h: has its one place elsewhere
src/base/a.c: model/apikey.h: upward
src/config/h.c: os/place.h: upward
src/config/i.c: confuse.h: has its one place elsewhere
src/controller/c.h: auth/transport.h: only requests and answers are for all
src/controller/d.c: time.h: no input, output or clock here
src/controller/e.c: ui/term.h: upward
src/model/b.c: controller/form.h: upward
src/ui/f.c: curl/curl.h: has its one place elsewhere' \
	"$(cd "$planted" && bad_includes)"

tap_is_empty 'includes keep to the rooms' "$(cd "$top_srcdir" && bad_includes)"

# Prints headers that need another header before them.
dependent_headers() {
	for header in "$top_srcdir"/src/*.h "$top_srcdir"/src/*/*.h; do
		# shellcheck disable=SC2086
		${CC:-cc} -std=c11 -D_GNU_SOURCE ${LIBRARY_CFLAGS-} \
			-I"${top_builddir:-.}" -I"$top_srcdir/src" \
			-fsyntax-only -x c -include config.h "$header" \
			2>&1 | grep -m 1 error || :
	done
}

# Prints symbols of a room that are defined in a higher one.
upward_symbols() {
	(cd "$top_builddir" && "${NM:-nm}" -A -g src/base/*.o src/config/*.o src/model/*.o \
		src/auth/*.o src/controller/*.o src/ui/*.o) | awk '
	BEGIN {
		height["base"] = 0; height["model"] = 1; height["config"] = 1
		height["auth"] = 2
		height["controller"] = 3; height["ui"] = 4
	}
	{
		split($1, part, /[\/:]/)
		if ($(NF - 1) ~ /U$/)
			uses[part[2] " " $NF] = $1
		else
			defined[$NF] = part[2]
	}
	END {
		for (use in uses) {
			split(use, pair, " ")
			if (pair[2] in defined &&
			    height[defined[pair[2]]] > height[pair[1]])
				print uses[use] " " pair[2]
		}
	}'
}

# Prints symbols of libraries that the core archive may not know.
foreign_symbols() {
	"${NM:-nm}" -A -u "$top_builddir/libcore.a" | awk '
	$NF ~ /^(curl_|MHD_|cfg_)/ ||
	$NF ~ /^(initscr|newterm|endwin|delscreen|doupdate|stdscr)$/ ||
	$NF ~ /^(newwin|delwin|tparm|tputs|setupterm|(new|update)_panels?)$/ ||
	$NF ~ /^w(refresh|noutrefresh|move|add|attr|erase|clr|get_)/ ||
	$NF ~ /^json_(object|tokener|c)_/ && $1 !~ /:json\.o:/ {
		print $1 " " $NF
	}'
}

if [ -e "${top_builddir:=.}/config.h" ]; then
	tap_is_empty 'headers compile alone' "$(dependent_headers)"
else
	tap_skip 'headers compile alone' 'nothing is configured here'
fi
if [ -e "$top_builddir/libcore.a" ] && command -v "${NM:-nm}" >/dev/null; then
	tap_is_empty 'no symbol points upward' "$(upward_symbols)"
	tap_is_empty 'the core is free of libraries' "$(foreign_symbols)"
else
	tap_skip 'symbols keep to the rooms' 'nothing is built here'
fi
tap_done
