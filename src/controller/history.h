/* SPDX-License-Identifier: ISC */
/* The messages of this run, so that what flew past can be read again. */
#ifndef KEYRACK_CONTROLLER_HISTORY_H
#define KEYRACK_CONTROLLER_HISTORY_H

#include <stddef.h>
#include <stdint.h>

#include "controller/message.h"

#define HISTORY_MAX 200

struct history_item {
	struct message message;
	int64_t when_ms; /* wall clock */
};

/* The newest HISTORY_MAX of them, in a ring. All zero is an empty history. */
struct history {
	struct history_item items[HISTORY_MAX];
	size_t next, count;
};

void history_clear(struct history *history);

/* Keeps a copy of a message that is new, and marks it as kept. */
void history_keep(
    struct history *history, struct message *message, int64_t when_ms);

/* Lends one of them until the next is kept; 0 is the newest. */
const struct history_item *history_get(
    const struct history *history, size_t age);

#endif
