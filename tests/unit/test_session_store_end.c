/* SPDX-License-Identifier: ISC */
/* A session that ends is forgotten by a slow store too. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <poll.h>

#include "support/store_bench.h"

static void
session_writes_nothing_when_it_ends_during_its_put(void **state)
{
	struct bench *bench = *state;
	const struct fake_request *refresh = bench_begin_refresh(bench);
	struct reply reply;
	uint32_t seq;

	script_touch(bench->script, "hold-put");
	desk_answer_tokens(bench->desk, refresh, "a2", BENCH_LIFE_S);
	for (int i = 0; i < 50; i++) {
		poll(NULL, 0, 2);
		desk_turn(bench->desk);
	}
	auth_cancel(bench->desk->auth, bench->desk->seq);
	seq = desk_submit(bench->desk, REQUEST_LOGOUT);
	desk_expect_silence(bench->desk);
	script_remove_file(bench->script, "hold-put");
	bench_rest(bench);
	desk_answer(bench->desk, desk_next(bench->desk), 200, "{}");
	reply = bench_wait_reply(bench, seq);
	assert_true(reply.logout.was_told);
	assert_true(reply.logout.was_stored);
	assert_true(reply.logout.is_removed);
	bench_expect_kept(bench, NULL);
}

static void
session_end_says_so_when_the_store_does_not_forget(void **state)
{
	struct bench *bench = *state;
	struct reply reply;
	uint32_t seq;

	bench_open_store(bench);
	bench_log_in(bench, "a1");
	script_touch(bench->script, "fail-erase");
	seq = desk_submit(bench->desk, REQUEST_LOGOUT);
	bench_rest(bench);
	desk_answer(bench->desk, desk_next(bench->desk), 200, "{}");
	reply = bench_wait_reply(bench, seq);
	assert_true(reply.logout.was_told);
	assert_true(reply.logout.was_stored);
	assert_false(reply.logout.is_removed);
	assert_non_null(strstr(reply.logout.store_error.detail, "sorry"));
	assert_false(auth_has_session(bench->desk->auth));
}

static void
session_end_tells_the_newest_token_when_another_process_has_it(void **state)
{
	struct bench *bench = *state;
	struct desk *desk = bench->desk;

	bench_open_store(bench);
	bench_log_in(bench, "a1");
	script_save(bench->script->store, "sibling");
	desk_submit(desk, REQUEST_LOGOUT);
	bench_rest(bench);
	assert_string_equal(desk_next(desk)->bearer, "sibling");
}

/* In the middle of a save by another process it would come back. */
static void
session_end_waits_when_another_process_has_the_lock(void **state)
{
	struct bench *bench = *state;
	struct store *sibling = script_store(bench->script, 0);
	struct reply reply;
	uint32_t seq;

	bench_open_store(bench);
	bench_log_in(bench, "a1");
	seq = desk_submit(bench->desk, REQUEST_LOGOUT);
	bench_rest(bench);
	assert_true(store_try_lock(sibling));
	desk_answer(bench->desk, desk_next(bench->desk), 200, "{}");
	for (int i = 0; i < 20; i++)
		desk_turn(bench->desk);
	bench_expect_kept(bench, "a1");
	store_unlock(sibling);
	desk_pass(bench->desk, 50);
	reply = bench_wait_reply(bench, seq);
	assert_true(reply.logout.is_removed);
	bench_expect_kept(bench, NULL);
	store_free(sibling);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, bench_setup, bench_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(session_writes_nothing_when_it_ends_during_its_put),
		TEST(session_end_says_so_when_the_store_does_not_forget),
		TEST(
		    session_end_tells_the_newest_token_when_another_process_has_it),
		TEST(session_end_waits_when_another_process_has_the_lock),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
