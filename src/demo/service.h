/* SPDX-License-Identifier: ISC */
/* The contract's eight calls and the login page, as one pure function. */
#ifndef KEYRACK_DEMO_SERVICE_H
#define KEYRACK_DEMO_SERVICE_H

#include <stddef.h>
#include <stdint.h>

#include "demo/account.h"
#include "demo/answer.h"
#include "demo/sessions.h"

struct service {
	struct account account;
	struct sessions sessions;
	char origin[40]; /* "http://127.0.0.1:8080" */
};

/* What came in. All is lent; what was not sent is "". */
struct call {
	const char *method;
	const char *path; /* as it came, still encoded */
	const char *query;
	const char *content_type;
	const char *authorization;
	const char *body;
	size_t body_length;
	int64_t now_ms;
};

/* Does what the call asks for and fills the answer, which is all zero. */
void service_answer(
    struct service *service, const struct call *call, struct answer *answer);

/* The session of the call's access token; 0: none. */
uint32_t service_session(struct service *service, const struct call *call);

#endif
