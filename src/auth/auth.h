/* SPDX-License-Identifier: ISC */
/* The auth service: carries requests to the service and brings replies. */
#ifndef KEYRACK_AUTH_AUTH_H
#define KEYRACK_AUTH_AUTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "auth/request.h"
#include "auth/transport.h"

struct auth;

/* Takes the transport. Release with auth_free, which accepts NULL. */
struct auth *auth_new(struct transport transport);
void auth_free(struct auth *auth);

/*
 * Takes the access token; it never leaves again but in the Authorization
 * header of requests to the transport's origin. A token with other bytes
 * than 0x21 to 0x7e, or more than 16,384 of them, is refused.
 */
bool auth_set_access_token(
    struct auth *auth, struct secret *token, struct error *err);

/*
 * Takes the request (*request is empty afterwards). Never fails: what cannot
 * be sent comes back as a reply with OUTCOME_NOT_SENT. No request is ever
 * repeated here.
 */
void auth_submit(struct auth *auth, struct request *request);

/* Forgets a request; no reply will bear its number. */
void auth_cancel(struct auth *auth, uint32_t seq);

/* The next reply, to be released by reply_clear; false: none. */
bool auth_next(struct auth *auth, struct reply *out);

/* Waits as transport.h says; returns at once when a reply is there. */
void auth_wait(
    struct auth *auth, struct wait_fd *fds, size_t count, int timeout_ms);

/* How many requests are on their way. */
size_t auth_in_flight(const struct auth *auth);

#endif
