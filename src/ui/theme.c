/* SPDX-License-Identifier: ISC */
/* Turns roles into attributes and colour pairs. */
#include "config.h"

#include "ui/theme.h"

#include <stdbool.h>
#include <stdlib.h>

enum pair {
	PAIR_NONE,
	PAIR_ACCENT,
	PAIR_GOOD,
	PAIR_WARNING,
	PAIR_BAD,
};

/* Every role can be told from its neighbours without any colour. */
static const struct style styles[ROLE_COUNT] = {
	[ROLE_TEXT] = { A_NORMAL, PAIR_NONE },
	[ROLE_DIM] = { A_DIM, PAIR_NONE },
	[ROLE_STRONG] = { A_BOLD, PAIR_NONE },
	[ROLE_ACCENT] = { A_NORMAL, PAIR_ACCENT },
	[ROLE_TITLE] = { A_BOLD, PAIR_ACCENT },
	[ROLE_GOOD] = { A_NORMAL, PAIR_GOOD },
	[ROLE_WARNING] = { A_NORMAL, PAIR_WARNING },
	[ROLE_BAD] = { A_BOLD, PAIR_BAD },
	[ROLE_SELECTED] = { A_BOLD | A_REVERSE, PAIR_NONE },
	[ROLE_MARKED] = { A_BOLD, PAIR_WARNING },
	[ROLE_FIELD] = { A_UNDERLINE, PAIR_NONE },
	[ROLE_BUTTON] = { A_NORMAL, PAIR_NONE },
	[ROLE_BUTTON_FOCUSED] = { A_BOLD | A_REVERSE, PAIR_ACCENT },
};

static bool
want_colours(void)
{
	const char *no_color = getenv("NO_COLOR");

	return (no_color == NULL || *no_color == '\0') && has_colors();
}

void
theme_init(struct theme *theme)
{
	short background = COLOR_BLACK;
	bool has_pairs = want_colours() && start_color() == OK;
	int role;

	if (has_pairs && use_default_colors() == OK)
		background = -1;
	if (has_pairs) {
		init_pair(PAIR_ACCENT, COLOR_CYAN, background);
		init_pair(PAIR_GOOD, COLOR_GREEN, background);
		init_pair(PAIR_WARNING, COLOR_YELLOW, background);
		init_pair(PAIR_BAD, COLOR_RED, background);
	}
	for (role = 0; role < ROLE_COUNT; role++) {
		theme->style[role] = styles[role];
		if (!has_pairs)
			theme->style[role].pair = PAIR_NONE;
	}
}
