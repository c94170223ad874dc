/* SPDX-License-Identifier: ISC */
/* What the auth service is made of; for the files of it alone. */
#ifndef KEYRACK_AUTH_AUTH_PARTS_H
#define KEYRACK_AUTH_AUTH_PARTS_H

#include "auth/auth.h"
#include "auth/call.h"
#include "auth/session_keeper.h"

struct auth {
	struct transport transport;
	struct session_keeper keeper;
	struct call *calls;   /* in the order of their submission */
	struct call *refresh; /* our own, while it is on its way */
	uint32_t refresh_count;
	int64_t slept_ms;    /* as far as it was noticed */
	struct wait_fd *fds; /* room for those of a caller and of the store */
};

/* Does what the state of the session asks for. */
void auth_carry_on(struct auth *auth);

/* Takes the clocks as they are now for those of a machine that is awake. */
void auth_begin_watch(struct auth *auth);

/* Wakes when the machine has slept since it was looked last. */
void auth_look_for_sleep(struct auth *auth);

#endif
