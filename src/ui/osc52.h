/* SPDX-License-Identifier: ISC */
/* The words by which a terminal is asked to take text into its clipboard. */
#ifndef KEYRACK_UI_OSC52_H
#define KEYRACK_UI_OSC52_H

#include <stdbool.h>

/* The longest piece, wrapping included, that GNU screen passes on. */
#define OSC52_PIECE_MAX 768

/*
 * The escape sequence for this text, which holds the text: to be wiped and
 * released by free(3). through_screen: in pieces, each a device control
 * string, which GNU screen passes on to its terminal.
 */
char *osc52_sequence(const char *text, bool through_screen);

#endif
