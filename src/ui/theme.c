/* SPDX-License-Identifier: ISC */
/* Turns roles into attributes and colour pairs. */
#include "config.h"

#include "ui/theme.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum pair {
	PAIR_NONE,
	PAIR_ACCENT,
	PAIR_GOOD,
	PAIR_WARNING,
	PAIR_BAD,
};

struct palette {
	const char *word;
	bool has_colours;
	bool is_strong; /* what is dim is plain, what is coloured is bold */
	short accent, good, warning, bad;
};

/* The words are those that the setting may have; the first is its default. */
static const struct palette palettes[] = {
	{ "default", true, false, COLOR_CYAN, COLOR_GREEN, COLOR_YELLOW,
	    COLOR_RED },
	/* Cyan and yellow cannot be read on white. */
	{ "light", true, false, COLOR_BLUE, COLOR_GREEN, COLOR_MAGENTA,
	    COLOR_RED },
	{ "contrast", true, true, COLOR_CYAN, COLOR_GREEN, COLOR_YELLOW,
	    COLOR_RED },
	{ .word = "mono" },
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

static const struct palette *
palette_of(const char *word)
{
	for (size_t i = 0; i < sizeof(palettes) / sizeof(palettes[0]); i++)
		if (strcmp(palettes[i].word, word) == 0)
			return &palettes[i];
	return &palettes[0];
}

static void
set_pairs(const struct palette *palette)
{
	short background = use_default_colors() == OK ? -1 : COLOR_BLACK;

	init_pair(PAIR_ACCENT, palette->accent, background);
	init_pair(PAIR_GOOD, palette->good, background);
	init_pair(PAIR_WARNING, palette->warning, background);
	init_pair(PAIR_BAD, palette->bad, background);
}

static struct style
style_of(const struct palette *palette, enum role role, bool has_pairs)
{
	struct style style = styles[role];

	if (palette->is_strong)
		style.attributes &= ~(attr_t)A_DIM;
	if (palette->is_strong && style.pair != PAIR_NONE)
		style.attributes |= A_BOLD;
	if (!has_pairs)
		style.pair = PAIR_NONE;
	return style;
}

void
theme_init(struct theme *theme, const char *word)
{
	const struct palette *palette = palette_of(word);
	bool has_pairs =
	    palette->has_colours && want_colours() && start_color() == OK;

	if (has_pairs)
		set_pairs(palette);
	for (int role = 0; role < ROLE_COUNT; role++)
		theme->style[role] =
		    style_of(palette, (enum role)role, has_pairs);
}
