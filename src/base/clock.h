/* SPDX-License-Identifier: ISC */
/* The clocks of a machine, so that tests can bring their own. */
#ifndef KEYRACK_BASE_CLOCK_H
#define KEYRACK_BASE_CLOCK_H

#include <stdint.h>

/*
 * The steady clock never jumps and goes on while the machine sleeps, in which
 * the awake clock stands still where the system tells the two apart; the wall
 * clock is what people see and set. All are in milliseconds, the wall clock
 * since 1970-01-01T00:00:00Z.
 */
struct clock {
	int64_t (*steady_ms)(void *self);
	int64_t (*wall_ms)(void *self);
	int64_t (*awake_ms)(void *self);
	void *self; /* lent */
};

struct clock clock_of_system(void);

#endif
