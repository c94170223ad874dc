/* SPDX-License-Identifier: ISC */
/*
 * Tells the terminal of the link on the screen, so that each piece of it
 * opens the whole (OSC 8). ncurses knows nothing of it: the pieces are written
 * once more, past it, over the cells that it has painted.
 */
#ifndef KEYRACK_UI_HYPERLINK_H
#define KEYRACK_UI_HYPERLINK_H

#include <stdbool.h>

#include "controller/layout.h"
#include "ui/theme.h"

struct modes;

/* The longest address that terminals take; VTE takes no more. */
#define HYPERLINK_MAX 2083

/* A link that is drawn, in rows from the place's left edge on. */
struct hyperlink {
	const char *url; /* lent for the drawing; NULL: there is none */
	struct rect place;
	struct style style;
};

/* What the terminal was told. All zero: nothing, and it never will be. */
struct hyperlink_told {
	bool is_wanted;
	char *url; /* NULL: nothing */
	struct rect place;
};

/*
 * Whether the terminal of this name, in this environment, leaves alone what
 * it does not know of OSC 8. That is so for the families of terminfo.h, but
 * for GNU screen, which has no links and room for 768 bytes; tmux goes by its
 * name as well.
 */
bool hyperlink_is_harmless(const char *terminal);

/*
 * Around the update of the screen. Before it, cells that are to be a link no
 * more are given up, so that they are painted anew; after it, a link that the
 * terminal was not told of is written where it stands.
 */
void hyperlink_begin(struct hyperlink_told *told, const struct hyperlink *link);
void hyperlink_end(struct hyperlink_told *told, const struct hyperlink *link,
    const struct modes *modes);

/* The terminal's cells are painted anew, and are no link then. */
void hyperlink_forget(struct hyperlink_told *told);

#endif
