/* SPDX-License-Identifier: ISC */
/* Between the ledger's file and the controller. */
#ifndef KEYRACK_LOOP_LEDGER_H
#define KEYRACK_LOOP_LEDGER_H

#include <stdbool.h>
#include <stddef.h>

#include "auth/ledger_file.h"
#include "controller/effect.h"
#include "controller/event.h"

/*
 * Lines that could not be written wait for the next try, so that what is read
 * in between does not hide them.
 */
struct loop_ledger {
	struct ledger_file *file;  /* lent */
	struct ledger_line *lines; /* not written yet, oldest first */
	size_t count, capacity;
	bool is_locked;    /* another process writes the file anew */
	bool is_asked;     /* it is to be loaded if it has changed */
	bool is_awaited;   /* it is to be told that nothing has changed, too */
	bool is_loaded;    /* once, at least */
	bool has_news;     /* what became of the lines is to be told */
	struct error news; /* ERROR_NONE: all are written */
};

/* The file is lent. Release with loop_ledger_clear. */
void loop_ledger_init(struct loop_ledger *self, struct ledger_file *file);

/*
 * Writes what it can of what is left; a second passes with that at most.
 * False: there are lines that are lost.
 */
bool loop_ledger_clear(struct loop_ledger *self, struct error *err);

/* Does EFFECT_LEDGER, whose line it takes, and EFFECT_READ_LEDGER. */
void loop_ledger_do(struct loop_ledger *self, struct effect *effect);

/* A list came: others may have written to the ledger as well. */
void loop_ledger_ask(struct loop_ledger *self);

/*
 * The next thing to be told: *out is an event to be cleared. False: none.
 * To be called while no effect is left to be done.
 */
bool loop_ledger_next(struct loop_ledger *self, struct event *out);

/* How long may be waited before that (-1: for ever). */
int loop_ledger_timeout_ms(const struct loop_ledger *self);

#endif
