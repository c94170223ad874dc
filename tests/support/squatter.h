/* SPDX-License-Identifier: ISC */
/* A process, perhaps of another user, that has a port. */
#ifndef KEYRACK_SUPPORT_SQUATTER_H
#define KEYRACK_SUPPORT_SQUATTER_H

#include <stdbool.h>
#include <sys/types.h>

/* Somebody who is neither the superuser nor who runs the tests. */
#define SQUATTER_NOBODY ((uid_t)65534)

struct squatter {
	pid_t pid;
	int port;
	int reports; /* the end of it tells the process to end */
};

/*
 * Binds a port (0: a free one) of "127.0.0.1" or "[::1]" as this user, and
 * listens there if wanted. Only the superuser can become somebody else. End
 * with squatter_end.
 */
struct squatter squatter_start(
    uid_t user, const char *host, int port, bool listens);
void squatter_end(struct squatter *squatter);

#endif
