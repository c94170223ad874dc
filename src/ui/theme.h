/* SPDX-License-Identifier: ISC */
/* What parts of the screen look like: roles, not colours, are asked for. */
#ifndef KEYRACK_UI_THEME_H
#define KEYRACK_UI_THEME_H

#include <curses.h>

enum role {
	ROLE_TEXT,
	ROLE_DIM,
	ROLE_STRONG,
	ROLE_ACCENT,
	ROLE_TITLE, /* accent and strong */
	ROLE_GOOD,
	ROLE_WARNING,
	ROLE_BAD,
	ROLE_SELECTED,
	ROLE_MARKED,
	ROLE_FIELD,
	ROLE_BUTTON,
	ROLE_BUTTON_FOCUSED,
	ROLE_COUNT,
};

struct style {
	attr_t attributes;
	short pair;
};

struct theme {
	struct style style[ROLE_COUNT];
};

/*
 * The theme of the setting's word; another word is "default". Needs the screen
 * to be started, and may be called again. Colours are of the base eight, on
 * the terminal's own background; attributes alone where there are no colours
 * or NO_COLOR asks for none, whatever the theme.
 */
void theme_init(struct theme *theme, const char *word);

#endif
