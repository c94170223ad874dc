/* SPDX-License-Identifier: ISC */
/* The ledger as the controller holds it, and what is to be written to it. */
#ifndef KEYRACK_CONTROLLER_BOOK_H
#define KEYRACK_CONTROLLER_BOOK_H

#include <stddef.h>

#include "controller/effect.h"
#include "controller/event.h"
#include "model/ledger.h"

struct controller;

/* All zero is an empty one; release with book_clear. */
struct book {
	struct ledger ledger;
	struct ledger_line *lines; /* to be written at the event's end */
	size_t count, capacity;
	bool is_failing;    /* the last writing did, and that was told */
	bool has_changed;   /* since the list was told */
	bool has_new_texts; /* likewise: notes or tags */
};

void book_clear(struct book *book);

/* It is so from now on; id and text, which may be NULL, are copied. */
void book_enter(struct controller *controller, enum ledger_word word,
    const char *id, const char *text);

/* At each event's end: the list follows what has changed. */
void book_settle(struct controller *controller);

/* At each event's end, and before a request that a line must precede. */
void book_write(struct controller *controller, struct effects *out);

/* Takes the ledger that was read, and goes on with what waited for a line. */
void book_hear(struct controller *controller, struct ledger_news *news,
    struct effects *out);

#endif
