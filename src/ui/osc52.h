/* SPDX-License-Identifier: ISC */
/* The words by which a terminal is asked to take text into its clipboard. */
#ifndef KEYRACK_UI_OSC52_H
#define KEYRACK_UI_OSC52_H

/* The escape sequence for this text; for free(3). */
char *osc52_sequence(const char *text);

#endif
