/* SPDX-License-Identifier: ISC */
/* Many processes on one session, whose access token expires again and again. */
#ifndef KEYRACK_SUPPORT_CROWD_H
#define KEYRACK_SUPPORT_CROWD_H

#include <stdbool.h>
#include <stddef.h>

#include "auth/auth.h"
#include "auth/service_address.h"

/*
 * Where a crowd meets. All is lent. The demo service at this address writes
 * the log, and expires its access tokens when it is asked for CROWD_EXPIRE
 * (so it was started with CROWD_RULE), or else does so by itself.
 */
struct crowd {
	const char *folder; /* of the session file of the account "default" */
	const char *log;
	const struct service_address *address;
	bool is_told_to_expire;
	int port; /* of the service */
	size_t processes, expiries;
};

#define CROWD_EXPIRE "/expire"
#define CROWD_RULE "GET " CROWD_EXPIRE "=expire"

struct crowd_figures {
	size_t asked;     /* profiles, by all processes together */
	size_t failed;    /* those that were not answered in the end */
	size_t expired;   /* asked for with a token that did not work */
	size_t refreshed; /* token calls with an answer of 200 */
	size_t refused;   /* token calls with another answer */
	size_t uneven;    /* expiries after which not just one was refreshed */
};

/*
 * Starts the processes. For each expiry all of them ask at once, again and
 * again until the log tells of a token call. Fails the test when a process
 * cannot be started.
 */
void crowd_run(const struct crowd *crowd, struct crowd_figures *figures);

/* One of them: opens the session's file. Release with auth_free. */
struct auth *crowd_open(const struct crowd *crowd);

/* Sends the request and waits for its reply. */
enum outcome crowd_ask(struct auth *auth, struct request *request);

#endif
