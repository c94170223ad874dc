/* SPDX-License-Identifier: ISC */
/* An auth service with a fake transport, a store and a clock that is set. */
#ifndef KEYRACK_SUPPORT_SESSION_DESK_H
#define KEYRACK_SUPPORT_SESSION_DESK_H

#include "auth/auth.h"
#include "support/fake_transport.h"

#define DESK_ORIGIN "https://service.example"
#define DESK_START_MS INT64_C(1700000000000)

/* The folder is made for the test and removed with all that is in it. */
struct desk {
	struct fake_transport *fake;
	struct auth *auth;
	char *folder;
	int64_t steady_ms, wall_ms, slept_ms;
	uint32_t seq;
	size_t seen; /* exchanges that the test has looked at */
};

/* Fixtures; the state is the desk, without a session. */
int desk_setup(void **state);
int desk_teardown(void **state);

/* All clocks go on; all but that which stands still in a sleep. */
void desk_pass(struct desk *desk, int64_t length_ms);
void desk_sleep(struct desk *desk, int64_t length_ms);

/* Another store of the same session, as another process has it. */
struct store *desk_sibling(const struct desk *desk);

/* What another process stores; a refresh token is made of the access token. */
void desk_store(struct desk *desk, const char *access, int64_t life_ms);

/* The same, of another login than ours. */
void desk_store_other_login(
    struct desk *desk, const char *access, int64_t life_ms);

/* The access token in the store, for free(3); NULL: there is none. */
char *desk_stored(const struct desk *desk);

/* Logs in, with this access token of this life, and expects the reply. */
void desk_log_in(struct desk *desk, const char *access, long life_s);

/* Submits a request that needs nothing but a kind; its number. */
uint32_t desk_submit(struct desk *desk, enum request_kind kind);

/* The next exchange, which must be there, or must not. */
const struct fake_request *desk_next(struct desk *desk);
void desk_expect_silence(struct desk *desk);

/* Expects a refresh as the next exchange; lends it. */
const struct fake_request *desk_next_refresh(struct desk *desk);

/* Answers an exchange, and lets the auth service move. */
void desk_answer(struct desk *desk, const struct fake_request *request,
    int status, const char *body);
void desk_answer_tokens(struct desk *desk, const struct fake_request *request,
    const char *access, long life_s);

/* Lets the auth service move on. */
void desk_turn(struct desk *desk);

/* The reply of this number, which must be there; reply_clear it. */
struct reply desk_reply(struct desk *desk, uint32_t seq);
void desk_expect(struct desk *desk, uint32_t seq, enum outcome outcome);

#endif
