/* SPDX-License-Identifier: ISC */
/* What terminfo tells of the terminal, and what must be known by its name. */
#ifndef KEYRACK_UI_TERMINFO_H
#define KEYRACK_UI_TERMINFO_H

#include <stdbool.h>

/* A capability of the terminal that is open; "" where it has none. */
const char *terminfo_string(const char *name);

/* What the entry of a terminal tells, which need not be open. */
struct terminfo_entry {
	int colors; /* 0: none */
	bool can_move_cursor;
	bool can_draw_lines; /* by other means than Unicode */
};

/* False: there is no entry of this name. No terminal may be open. */
bool terminfo_look_up(const char *terminal, struct terminfo_entry *out);

/*
 * Whether the name is of a family that marks pastes and takes text into its
 * clipboard; the others might show the bytes.
 */
bool terminfo_has_modern_family(const char *terminal);

/* How long the rest of a key's bytes may take to come. */
int terminfo_escape_ms(void);

#endif
