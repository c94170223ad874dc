/* SPDX-License-Identifier: ISC */
/* What time it is, on both clocks. */
#ifndef KEYRACK_LOOP_MOMENT_H
#define KEYRACK_LOOP_MOMENT_H

#include "controller/event.h"

struct moment loop_moment(void);

#endif
