/* SPDX-License-Identifier: ISC */
/* A session's desk beside a store command that can be held and made to fail. */
#ifndef KEYRACK_SUPPORT_STORE_BENCH_H
#define KEYRACK_SUPPORT_STORE_BENCH_H

#include "support/session_desk.h"
#include "support/store_script.h"

#define BENCH_LIFE_S 300

/*
 * While there is a file hold-VERB the command waits; where there is a file
 * fail-VERB it says "sorry" and fails.
 */
struct bench {
	struct desk *desk;
	struct script *script;
};

/* Fixtures; the state is the bench. The desk does not use the store yet. */
int bench_setup(void **state);
int bench_teardown(void **state);

/* Lets the auth service move until the store rests. */
void bench_rest(struct bench *bench);

/* The same until this reply, the store's first answer is there. */
struct reply bench_wait_reply(struct bench *bench, uint32_t seq);
enum store_state bench_wait_opened(struct bench *bench, struct error *err);

/* Has the desk use the store, and waits for what it says. */
enum store_state bench_open_store(struct bench *bench);

/* Logs in with this access token; reply_clear it. */
struct reply bench_log_in(struct bench *bench, const char *access);

/* Opens, logs in as "a1", lets the token expire and submits a list. */
const struct fake_request *bench_begin_refresh(struct bench *bench);

/* What the command keeps; NULL: nothing. */
void bench_expect_kept(struct bench *bench, const char *access);

#endif
