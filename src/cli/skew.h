/* SPDX-License-Identifier: ISC */
/* By how much this machine's clock differs from the service's. */
#ifndef KEYRACK_CLI_SKEW_H
#define KEYRACK_CLI_SKEW_H

#include <stdbool.h>
#include <stdint.h>

#include "auth/request.h"

/*
 * In seconds, ahead of the Date header of a reply that came now (wall clock);
 * false: the reply tells no time.
 */
bool skew_of(const struct reply *reply, int64_t now_ms, int64_t *ahead_s);

/* For people, and for free(3). */
char *skew_words(int64_t ahead_s);

#endif
