/* SPDX-License-Identifier: ISC */
/* When a request that only reads is asked again by itself. */
#ifndef KEYRACK_CONTROLLER_RETRY_H
#define KEYRACK_CONTROLLER_RETRY_H

#include <stdbool.h>
#include <stdint.h>

#include "auth/request.h"

/*
 * The tries of one question to the service. All zero before the first
 * failure. Times are the steady clock's milliseconds.
 */
struct retry {
	int failures;     /* in a row */
	int64_t begun_ms; /* the first of them */
	int64_t again_ms; /* when it is to be asked again; 0: it is not */
};

/*
 * Whether the failed question is to be asked again, and sets again_ms: after
 * what may pass by itself (the network, a time out, 5xx) at most twice, after
 * random waits of 0.5 to 8 s and within 30 s in all; after 429 when its wait
 * is over, as often as it comes. `dice` is the state of the random numbers.
 */
bool retry_plan(struct retry *retry, const struct reply *reply, int64_t now_ms,
    uint64_t *dice);

/* Whether it is to be asked again now. */
bool retry_is_due(const struct retry *retry, int64_t now_ms);

/* When it is; INT64_MAX: it is not. */
int64_t retry_deadline(const struct retry *retry);

/* The whole seconds until then, rounded up; 0: it is not waited for. */
int64_t retry_seconds(const struct retry *retry, int64_t now_ms);

#endif
