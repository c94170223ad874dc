/* SPDX-License-Identifier: ISC */
/* Connections taken away from the HTTP library, to be treated badly. */
#ifndef KEYRACK_DEMO_STRAYS_H
#define KEYRACK_DEMO_STRAYS_H

#include <stddef.h>
#include <sys/select.h>

#include "demo/answer.h"

struct MHD_Connection;

enum stray_end {
	STRAY_CLOSES, /* after the bytes that it sends */
	STRAY_RESETS, /* at once */
	STRAY_HANGS,  /* until the other side closes */
};

struct stray;

/* A list of them; NULL is empty. */
struct strays {
	struct stray *first;
};

/*
 * Takes the connection's socket; the library is left with a blank one, and
 * its handler must return MHD_NO. The first `length` bytes of `wire`, which
 * is taken and may be NULL, are sent first.
 */
void strays_take(struct strays *strays, struct MHD_Connection *connection,
    enum stray_end end, struct body *wire_taken, size_t length);
void strays_clear(struct strays *strays);

/* Adds what they wait for to the sets of select(2). */
void strays_watch(
    const struct strays *strays, fd_set *read, fd_set *write, int *highest);

/* Moves those on whose descriptors are in the sets. */
void strays_serve(struct strays *strays, fd_set *read, fd_set *write);

#endif
