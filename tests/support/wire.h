/* SPDX-License-Identifier: ISC */
/* A TCP server on loopback that records bytes and answers as scripted. */
#ifndef KEYRACK_SUPPORT_WIRE_H
#define KEYRACK_SUPPORT_WIRE_H

#include <stddef.h>

#include "auth/transport.h"

/* Runs in the test's own process: it moves on with wire_serve alone. */
struct wire;

/* Listens on a free port of 127.0.0.1. Release with wire_free. */
struct wire *wire_new(void);
void wire_free(struct wire *wire);
int wire_port(const struct wire *wire);

/* What becomes of the connection once the answer is written. */
enum wire_ending {
	WIRE_KEEP,
	WIRE_CLOSE,
	WIRE_RESET,
};

/*
 * Scripts the answer to the next request that has none yet; the bytes are
 * copied. A request beyond the script is left hanging.
 */
void wire_script(struct wire *wire, const char *bytes, size_t length,
    enum wire_ending ending);
void wire_script_text(
    struct wire *wire, const char *text, enum wire_ending ending);

/* Adds what is to be waited for, and tells how many they are. */
size_t wire_fds(const struct wire *wire, struct wait_fd *fds, size_t max);

/* Accepts, reads and writes what can be without waiting. */
void wire_serve(struct wire *wire);

size_t wire_connections(const struct wire *wire);
size_t wire_requests(const struct wire *wire);

/* Lends the bytes of a whole request, counted from 0. */
const char *wire_request(const struct wire *wire, size_t index);

#endif
