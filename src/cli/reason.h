/* SPDX-License-Identifier: ISC */
/* Why a request came to nothing, in words for standard error. */
#ifndef KEYRACK_CLI_REASON_H
#define KEYRACK_CLI_REASON_H

#include "auth/request.h"

/*
 * What went wrong and what to do, translated, not sanitised, for free(3); the
 * host is the service's.
 */
char *reason_of_reply(const struct reply *reply, const char *host);

#endif
