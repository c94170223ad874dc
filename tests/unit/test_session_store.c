/* SPDX-License-Identifier: ISC */
/* A session goes on beside a store that takes its time. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/store_bench.h"

static void
session_is_waited_for_when_the_store_is_asked(void **state)
{
	struct bench *bench = *state;
	struct error err;
	uint32_t seq;

	script_save(bench->script->store, "kept");
	script_touch(bench->script, "hold-get");
	assert_int_equal(auth_use_store(bench->desk->auth,
	                     script_store(bench->script, 0), &err),
	    STORE_ASKED);
	seq = desk_submit(bench->desk, REQUEST_LIST);
	for (int i = 0; i < 20; i++)
		desk_turn(bench->desk);
	desk_expect_silence(bench->desk);
	assert_false(auth_has_session(bench->desk->auth));
	script_remove_file(bench->script, "hold-get");
	assert_int_equal(bench_wait_opened(bench, &err), STORE_LOADED);
	assert_true(auth_has_session(bench->desk->auth));
	assert_string_equal(desk_next(bench->desk)->bearer, "kept");
	auth_cancel(bench->desk->auth, seq);
}

static void
session_is_renewed_first_when_a_stale_one_was_kept(void **state)
{
	struct bench *bench = *state;

	struct error err;

	bench_open_store(bench);
	bench_log_in(bench, "a1");
	desk_pass(bench->desk, BENCH_LIFE_S * 1000);
	auth_use_store(bench->desk->auth, script_store(bench->script, 0), &err);
	desk_submit(bench->desk, REQUEST_LIST);
	bench_rest(bench);
	desk_next_refresh(bench->desk);
}

static void
session_login_is_told_when_it_is_stored(void **state)
{
	struct bench *bench = *state;
	struct reply reply;
	uint32_t seq;

	assert_int_equal(bench_open_store(bench), STORE_EMPTY);
	script_touch(bench->script, "hold-put");
	seq = desk_submit(bench->desk, REQUEST_TOKEN_BY_CODE);
	desk_answer_tokens(
	    bench->desk, desk_next(bench->desk), "a1", BENCH_LIFE_S);
	for (int i = 0; i < 20; i++)
		desk_turn(bench->desk);
	assert_int_equal(auth_business(bench->desk->auth), AUTH_STORES);
	script_remove_file(bench->script, "hold-put");
	reply = bench_wait_reply(bench, seq);
	assert_int_equal(reply.outcome, OUTCOME_DONE);
	assert_true(reply.login.is_stored);
	assert_int_equal(auth_business(bench->desk->auth), AUTH_RESTS);
	bench_expect_kept(bench, "a1");
}

static void
session_login_says_so_when_it_is_not_stored(void **state)
{
	struct bench *bench = *state;
	struct reply reply;
	struct error err;

	bench_open_store(bench);
	script_touch(bench->script, "fail-put");
	reply = bench_log_in(bench, "a1");
	assert_false(reply.login.is_stored);
	assert_non_null(strstr(reply.login.store_error.detail, "sorry"));
	assert_true(auth_has_session(bench->desk->auth));
	assert_false(auth_take_unsaved(bench->desk->auth, &err));
}

static void
session_overwrites_nothing_when_the_store_could_not_be_read(void **state)
{
	struct bench *bench = *state;
	struct reply reply;

	script_save(bench->script->store, "old");
	script_touch(bench->script, "fail-get");
	assert_int_equal(bench_open_store(bench), STORE_REFUSED);
	reply = bench_log_in(bench, "new");
	assert_false(reply.login.is_stored);
	assert_non_null(strstr(reply.login.store_error.detail, "get"));
	script_remove_file(bench->script, "fail-get");
	bench_expect_kept(bench, "old");
}

static void
session_is_stored_when_it_was_renewed(void **state)
{
	struct bench *bench = *state;

	desk_answer_tokens(
	    bench->desk, bench_begin_refresh(bench), "a2", BENCH_LIFE_S);
	bench_rest(bench);
	assert_string_equal(desk_next(bench->desk)->bearer, "a2");
	bench_expect_kept(bench, "a2");
}

static void
session_says_so_when_a_renewed_one_is_not_stored(void **state)
{
	struct bench *bench = *state;
	const struct fake_request *refresh = bench_begin_refresh(bench);
	struct error err;

	script_touch(bench->script, "fail-put");
	desk_answer_tokens(bench->desk, refresh, "a2", BENCH_LIFE_S);
	bench_rest(bench);
	assert_string_equal(desk_next(bench->desk)->bearer, "a2");
	assert_true(auth_take_unsaved(bench->desk->auth, &err));
	assert_non_null(strstr(err.detail, "sorry"));
	assert_false(auth_take_unsaved(bench->desk->auth, &err));
	bench_expect_kept(bench, "a1");
}

static void
session_adopts_and_leaves_when_another_process_was_faster(void **state)
{
	struct bench *bench = *state;
	const struct fake_request *refresh = bench_begin_refresh(bench);

	script_save(bench->script->store, "sibling");
	desk_answer_tokens(bench->desk, refresh, "a2", BENCH_LIFE_S);
	bench_rest(bench);
	assert_string_equal(desk_next(bench->desk)->bearer, "sibling");
	bench_expect_kept(bench, "sibling");
}

static void
session_writes_nothing_when_another_process_has_logged_out(void **state)
{
	struct bench *bench = *state;
	const struct fake_request *refresh = bench_begin_refresh(bench);

	assert_true(script_remove(bench->script->store).is_done);
	desk_answer_tokens(bench->desk, refresh, "a2", BENCH_LIFE_S);
	bench_rest(bench);
	assert_string_equal(desk_next(bench->desk)->bearer, "a2");
	bench_expect_kept(bench, NULL);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, bench_setup, bench_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(session_is_waited_for_when_the_store_is_asked),
		TEST(session_is_renewed_first_when_a_stale_one_was_kept),
		TEST(session_login_is_told_when_it_is_stored),
		TEST(session_login_says_so_when_it_is_not_stored),
		TEST(
		    session_overwrites_nothing_when_the_store_could_not_be_read),
		TEST(session_is_stored_when_it_was_renewed),
		TEST(session_says_so_when_a_renewed_one_is_not_stored),
		TEST(session_adopts_and_leaves_when_another_process_was_faster),
		TEST(
		    session_writes_nothing_when_another_process_has_logged_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
