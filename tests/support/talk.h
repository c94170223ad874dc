/* SPDX-License-Identifier: ISC */
/* The auth service over libcurl, talking to a scripted server. */
#ifndef KEYRACK_SUPPORT_TALK_H
#define KEYRACK_SUPPORT_TALK_H

#include <stdbool.h>

#include "auth/auth.h"
#include "support/wire.h"

#define ACCESS_TOKEN "access.token-1"

/* An API key as the service writes it, and a whole answer that brings it. */
#define APIKEY_JSON                                                \
	"{\"id\":\"k1\",\"name\":\"n\",\"token\":\"nxk_secret\","  \
	"\"userId\":\"u\",\"createdAt\":\"2026-01-02T03:04:05Z\"," \
	"\"expiresAt\":\"2027-01-02T03:04:05Z\"}"

struct talk {
	struct wire *wire;
	struct auth *auth;
	uint32_t seq; /* of the last request */
};

/* `url` NULL: the wire's own. Release with talk_free. */
struct talk *talk_new(const char *url);
void talk_free(struct talk *talk);

/* Fixtures for cmocka; the state is the talk. */
int talk_setup(void **state);
int talk_teardown(void **state);

/* Fills the strings that the kind wants: id "k1", name "n" and so on. */
struct request talk_request(enum request_kind kind);

/* Numbers, submits, and empties the request. */
void talk_submit(struct talk *talk, struct request *request);

/* One turn of waiting and serving. */
void talk_turn(struct talk *talk);

/* Talks until the reply is there; clear it. */
struct reply talk_reply(struct talk *talk);
struct reply talk_ask(struct talk *talk, enum request_kind kind);

/*
 * Asks once, fails the test unless it comes to that outcome, and gives the
 * reply's error.
 */
struct error talk_expect(
    struct talk *talk, enum request_kind kind, enum outcome outcome);

/* Scripts an answer with these headers (each with CR LF) and this body. */
void talk_script(struct talk *talk, const char *status, const char *headers,
    const char *body, enum wire_ending ending);

#endif
