/* SPDX-License-Identifier: ISC */
/* Deletions that are confirmed and not sent yet: each counts down. */
#ifndef KEYRACK_CONTROLLER_HOLD_H
#define KEYRACK_CONTROLLER_HOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "controller/event.h"
#include "controller/targets.h"

/* One confirmation: one API key, or many that count down as one. */
struct hold {
	struct targets targets; /* one at least, sorted */
	int64_t left_ms; /* of the countdown, as far as it could be seen */
	uint32_t order;  /* among all that can be undone */
	bool has_slept;  /* longer than the countdown: it is asked again */
};

/* Why no countdown goes on. */
enum hold_stop {
	HOLD_RUNS,
	HOLD_LOGGED_OUT,
	HOLD_OFFLINE,
	HOLD_COVERED, /* a dialog may lie over the countdown */
};

/* The newest is the last. Nothing of it outlives the program. */
struct holds {
	struct hold *items;
	size_t count, capacity;
	struct moment seen;  /* the moment of the last event */
	enum hold_stop stop; /* as of then */
};

void holds_clear(struct holds *holds);

/* The seconds of the countdown that a person is shown. */
int64_t hold_seconds(const struct hold *hold);

#endif
