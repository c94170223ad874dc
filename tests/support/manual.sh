# SPDX-License-Identifier: ISC
# What keyrack(1) says of commands and options, one in each line.
# shellcheck shell=sh
manual=$top_srcdir/data/man/keyrack.1

commands_of_page() {
	awk '/^\.S[hs] / { is_in = $2 == "COMMANDS" }
	is_in && /^\.It (Xo )?Ic / { print $($2 == "Xo" ? 4 : 3) }' "$manual"
}

options_of_page() {
	sed -n '/^\.Sh COMMANDS/q; s/^\.It Fl -\([a-z-]*\).*/--\1/p' "$manual"
}

# The options in the head of a command's item, which .Xc may end.
options_of_command() {
	awk -v name="$1" '
	/^\.It / {
		is_long = $2 == "Xo"
		is_head = $(is_long ? 4 : 3) == name
	}
	is_head {
		for (i = 2; i < NF; i++)
			if ($i == "Fl" && $(i + 1) != "-")
				print "-" $(i + 1)
	}
	/^\.Xc/ || !is_long { is_head = 0 }' "$manual"
}
