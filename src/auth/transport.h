/* SPDX-License-Identifier: ISC */
/* What carries HTTP exchanges, and waits for them: libcurl, or a fake. */
#ifndef KEYRACK_AUTH_TRANSPORT_H
#define KEYRACK_AUTH_TRANSPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "auth/http.h"

/*
 * Takes a piece of an answer's body while it arrives (lent for the call).
 * False ends the exchange as DELIVERY_BROKEN with ERROR_TOO_LARGE.
 */
typedef bool transport_body(
    void *context, int status, const char *bytes, size_t length);

/* A descriptor to wait for besides the exchanges. */
struct wait_fd {
	int fd;
	bool is_for_writing; /* else for reading */
	bool is_ready;       /* out: it can be done, hung up or in error */
};

struct transport_ops {
	/*
	 * Starts an exchange. The request and the token (NULL: none) are lent
	 * for the call; `body` is called from within wait and next only. A
	 * failure to start is told by next as DELIVERY_NOT_SENT.
	 */
	void (*submit)(void *self, uint32_t seq,
	    const struct http_request *request, const struct secret *bearer,
	    transport_body *body, void *context);
	/* Forgets an exchange at once; next will not tell of it. */
	void (*cancel)(void *self, uint32_t seq);
	/* An exchange that has ended; false when there is none. */
	bool (*next)(void *self, uint32_t *seq, struct http_response *out);
	/*
	 * Waits until an exchange moved, a descriptor is ready or timeout_ms
	 * have passed (-1: no limit), and moves the exchanges on.
	 */
	void (*wait)(
	    void *self, struct wait_fd *fds, size_t count, int timeout_ms);
	/*
	 * Exchanges that are submitted from now on use no connection that
	 * was there before; those under way go on.
	 */
	void (*forget_connections)(void *self);
	void (*free)(void *self);
};

/* Owns self: release with transport.ops->free(transport.self). */
struct transport {
	const struct transport_ops *ops;
	void *self;
};

#endif
