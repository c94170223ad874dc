/* SPDX-License-Identifier: ISC */
/* What time it is, on both clocks, and how long to wait. */
#ifndef KEYRACK_LOOP_MOMENT_H
#define KEYRACK_LOOP_MOMENT_H

#include "controller/event.h"

struct moment loop_moment(void);

/* The shorter of two times, of which -1 is for ever. */
int loop_moment_shorter(int one, int other);

#endif
