/* SPDX-License-Identifier: ISC */
/* Moves a desk and waits for its store. */
#include "config.h"

#include "support/store_bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <poll.h>

#define SCRIPT_WAITS                                  \
	"while [ -e hold-$1 ]; do sleep 0.01; done\n" \
	"if [ -e fail-$1 ]; then echo sorry >&2; exit 1; fi\n"

int
bench_setup(void **state)
{
	struct bench *bench = calloc(1, sizeof(*bench));
	void *part;

	assert_non_null(bench);
	assert_int_equal(desk_setup(&part), 0);
	bench->desk = part;
	assert_int_equal(script_setup(&part), 0);
	bench->script = part;
	script_write(bench->script, SCRIPT_WAITS SCRIPT_KEEPS);
	*state = bench;
	return 0;
}

int
bench_teardown(void **state)
{
	struct bench *bench = *state;
	void *part = bench->desk;

	assert_int_equal(desk_teardown(&part), 0);
	part = bench->script;
	assert_int_equal(script_teardown(&part), 0);
	free(bench);
	return 0;
}

/* Lets the auth service move until the store rests. */
void
bench_rest(struct bench *bench)
{
	do {
		poll(NULL, 0, 2);
		desk_turn(bench->desk);
	} while (auth_is_at_store(bench->desk->auth));
}

/* The same until this reply is there. */
struct reply
bench_wait_reply(struct bench *bench, uint32_t seq)
{
	struct reply reply;

	while (!auth_next(bench->desk->auth, &reply)) {
		poll(NULL, 0, 2);
		auth_wait(bench->desk->auth, NULL, 0, 0);
	}
	assert_int_equal(reply.seq, seq);
	return reply;
}

enum store_state
bench_wait_opened(struct bench *bench, struct error *err)
{
	enum store_state state;

	while (!auth_take_opened(bench->desk->auth, &state, err)) {
		poll(NULL, 0, 2);
		desk_turn(bench->desk);
	}
	return state;
}

/* A command may be so quick that its answer is there at once. */
enum store_state
bench_open_store(struct bench *bench)
{
	struct error err;
	enum store_state state = auth_use_store(
	    bench->desk->auth, script_store(bench->script, 0), &err);

	return state == STORE_ASKED ? bench_wait_opened(bench, &err) : state;
}

struct reply
bench_log_in(struct bench *bench, const char *access)
{
	uint32_t seq = desk_submit(bench->desk, REQUEST_TOKEN_BY_CODE);

	desk_answer_tokens(
	    bench->desk, desk_next(bench->desk), access, BENCH_LIFE_S);
	return bench_wait_reply(bench, seq);
}

void
bench_expect_kept(struct bench *bench, const char *access)
{
	struct store *store = script_store(bench->script, 0);
	struct store_result result = script_load(store);

	if (access == NULL)
		assert_int_equal(result.state, STORE_EMPTY);
	else
		assert_string_equal(
		    secret_bytes(&result.session.access), access);
	store_result_clear(&result);
	store_free(store);
}

/* Lets the token expire and submits a request; the refresh. */
const struct fake_request *
bench_begin_refresh(struct bench *bench)
{
	bench_open_store(bench);
	bench_log_in(bench, "a1");
	desk_pass(bench->desk, BENCH_LIFE_S * 1000);
	desk_submit(bench->desk, REQUEST_LIST);
	bench_rest(bench);
	return desk_next_refresh(bench->desk);
}
