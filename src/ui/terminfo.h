/* SPDX-License-Identifier: ISC */
/* What terminfo tells of the terminal, and what must be known by its name. */
#ifndef KEYRACK_UI_TERMINFO_H
#define KEYRACK_UI_TERMINFO_H

#include <stdbool.h>

/* A capability of the terminal that is open; "" where it has none. */
const char *terminfo_string(const char *name);

/*
 * Whether the name is of a family that marks pastes and takes text into its
 * clipboard; the others might show the bytes.
 */
bool terminfo_has_modern_family(const char *terminal);

/* How long the rest of a key's bytes may take to come. */
int terminfo_escape_ms(void);

#endif
