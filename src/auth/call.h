/* SPDX-License-Identifier: ISC */
/* A request under way: what it asks, how far it is, what was answered. */
#ifndef KEYRACK_AUTH_CALL_H
#define KEYRACK_AUTH_CALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "auth/decoder.h"
#include "auth/http.h"
#include "auth/request.h"

enum call_state {
	CALL_WAITING, /* for a token */
	CALL_SENT,
	CALL_HELD, /* its reply is told when the store has done its part */
	CALL_OVER, /* its response is known and has not been told yet */
};

struct call {
	struct call *next;
	struct request request;
	struct decoder decoder;
	enum call_state state;
	struct http_response response; /* of CALL_OVER, or the 401 */
	struct reply *reply;           /* of CALL_HELD, else NULL */
	uint32_t generation;           /* of the access token that it bore */
	bool wants_refresh_token;      /* its secret is ours to fill in */
	bool is_refused;               /* it waits after a 401 */
	bool is_replayed;              /* it will not be sent again */
};

/* Takes the request. Release with call_free, which accepts NULL. */
struct call *call_new(struct request *request);
void call_free(struct call *call);

/* Forgets a refusal: the call is as new, but will not be so again. */
void call_replay(struct call *call);

/* Lists begin with NULL and link by `next`, in the order of appending. */
void calls_append(struct call **calls, struct call *call);
void calls_free(struct call **calls);

/* The link that holds the call of this number, or the last one. */
struct call **calls_find(struct call **calls, uint32_t seq);

/* The link that holds the first call in this state, or the last one. */
struct call **calls_find_in(struct call **calls, enum call_state state);

/* Keeps the reply (which is empty afterwards) until the call is over. */
void call_hold(struct call *call, struct reply *reply);

/* Takes the call out of its list. */
struct call *calls_unlink(struct call **link);

/* How many are not over. */
size_t calls_count_open(const struct call *calls);

#endif
