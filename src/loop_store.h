/* SPDX-License-Identifier: ISC */
/* Between the store of the session and the controller. */
#ifndef KEYRACK_LOOP_STORE_H
#define KEYRACK_LOOP_STORE_H

#include <stdbool.h>

#include "auth/auth.h"
#include "controller/event.h"

/* What the store has to tell: *out is an event to be cleared. False: none. */
bool loop_store_next(struct auth *auth, struct event *out);

#endif
