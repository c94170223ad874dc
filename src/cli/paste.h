/* SPDX-License-Identifier: ISC */
/* What is pasted on standard input, whole, however many lines it has. */
#ifndef KEYRACK_CLI_PASTE_H
#define KEYRACK_CLI_PASTE_H

#include <stdbool.h>
#include <stdint.h>
#include <termios.h>

#include "base/buffer.h"

/*
 * A line that ends may be the first of several, and a terminal keeps the last
 * back until it ends as well: so from the first end of a line on, what has
 * come is read as it is, until nothing more comes for a moment. A terminal
 * does not show it.
 */
struct paste {
	struct buffer text;
	bool has_ended;     /* nothing comes any more */
	int64_t settles_ms; /* INT64_MAX: no line has ended */
	bool has_modes;     /* the terminal is given back its own */
	struct termios modes;
};

/* Release with paste_clear, from which on a terminal shows what is typed. */
void paste_init(struct paste *paste);
void paste_clear(struct paste *paste);

/* How long it may be waited for more; -1: as long as it takes. */
int paste_wait_ms(const struct paste *paste, int64_t now_ms);

/* Takes what can be read; only to be called when something can. */
void paste_read(struct paste *paste, int64_t now_ms);

/* The text, once it is whole, lent until paste_reset, or NULL. */
const char *paste_whole(struct paste *paste, int64_t now_ms);
void paste_reset(struct paste *paste);

#endif
