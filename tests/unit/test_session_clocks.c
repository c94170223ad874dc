/* SPDX-License-Identifier: ISC */
/* Machines sleep, clocks are wrong, services err: the session bears it. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/xmalloc.h"
#include "support/session_desk.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define HOUR_MS (INT64_C(3600) * 1000)
#define DAY_MS (24 * HOUR_MS)
#define TEN_YEARS_MS (3652 * DAY_MS)

/* The next exchange bears this token; answers it with an empty list. */
static void
answer_list(struct desk *desk, const char *bearer, int status)
{
	const struct fake_request *request = desk_next(desk);

	assert_string_equal(request->bearer, bearer);
	desk_answer(desk, request, status, status == 200 ? "[]" : "");
}

/* A list that this token gets at once. */
static void
expect_list(struct desk *desk, const char *bearer)
{
	uint32_t seq = desk_submit(desk, REQUEST_LIST);

	answer_list(desk, bearer, 200);
	desk_expect(desk, seq, OUTCOME_DONE);
	desk_expect_silence(desk);
}

/* A list for which the session is renewed first. */
static void
expect_renewal(struct desk *desk, const char *access, long life_s)
{
	uint32_t seq = desk_submit(desk, REQUEST_LIST);

	desk_answer_tokens(desk, desk_next_refresh(desk), access, life_s);
	desk_turn(desk);
	answer_list(desk, access, 200);
	desk_expect(desk, seq, OUTCOME_DONE);
	desk_expect_silence(desk);
}

static void
connections_are_forgotten_once_when_the_machine_has_slept(void **state)
{
	struct desk *desk = *state;

	desk_log_in(desk, "a1", 300);
	desk_pass(desk, 8 * HOUR_MS);
	desk_turn(desk);
	assert_int_equal(fake_transport_forgets(desk->fake), 0);
	desk_sleep(desk, 5000);
	desk_turn(desk);
	assert_int_equal(fake_transport_forgets(desk->fake), 0);
	/* Short sleeps come together. */
	desk_sleep(desk, 1);
	desk_turn(desk);
	assert_int_equal(fake_transport_forgets(desk->fake), 1);
	desk_pass(desk, 1000);
	desk_turn(desk);
	desk_submit(desk, REQUEST_PROFILE);
	assert_int_equal(fake_transport_forgets(desk->fake), 1);
}

static void
session_is_refreshed_once_when_the_machine_has_slept(void **state)
{
	struct desk *desk = *state;
	uint32_t list, profile;

	desk_log_in(desk, "a1", 300);
	expect_list(desk, "a1");
	desk_sleep(desk, 8 * HOUR_MS);
	list = desk_submit(desk, REQUEST_LIST);
	assert_int_equal(fake_transport_forgets(desk->fake), 1);
	profile = desk_submit(desk, REQUEST_LIST);
	desk_answer_tokens(desk, desk_next_refresh(desk), "a2", 300);
	desk_turn(desk);
	answer_list(desk, "a2", 200);
	desk_expect(desk, list, OUTCOME_DONE);
	answer_list(desk, "a2", 200);
	desk_expect(desk, profile, OUTCOME_DONE);
	desk_expect_silence(desk);
	assert_int_equal(fake_transport_forgets(desk->fake), 1);
}

static void
load_kept(struct desk *desk)
{
	struct error err;

	assert_int_equal(
	    auth_use_store(desk->auth, desk_sibling(desk), &err), STORE_LOADED);
}

/* What the wall clock says of the end is a hint: others may have set it. */
static void
session_is_refreshed_once_when_loaded_under_a_clock_ahead(void **state)
{
	struct desk *desk = *state;

	desk_store(desk, "a1", 300 * 1000);
	desk->wall_ms += TEN_YEARS_MS;
	load_kept(desk);
	expect_renewal(desk, "a2", 300);
	desk_pass(desk, 269 * 1000);
	expect_list(desk, "a2");
	/* The clock is set right: the life that is known does not change. */
	desk->wall_ms -= TEN_YEARS_MS;
	expect_list(desk, "a2");
	desk_pass(desk, 1000);
	expect_renewal(desk, "a3", 300);
}

static void
session_lasts_until_refused_when_loaded_under_a_clock_behind(void **state)
{
	struct desk *desk = *state;
	uint32_t seq;

	desk_store(desk, "a1", 300 * 1000);
	desk->wall_ms -= TEN_YEARS_MS;
	load_kept(desk);
	expect_list(desk, "a1");
	desk_pass(desk, 300 * 1000);
	seq = desk_submit(desk, REQUEST_LIST);
	answer_list(desk, "a1", 401);
	desk_turn(desk);
	desk_answer_tokens(desk, desk_next_refresh(desk), "a2", 300);
	desk_turn(desk);
	answer_list(desk, "a2", 200);
	desk_expect(desk, seq, OUTCOME_DONE);
	/* From here on the life is counted, and needs no refusal. */
	desk_pass(desk, 270 * 1000);
	expect_renewal(desk, "a3", 300);
}

/* However wrong, the clock lets nobody believe in a token for ever. */
static void
session_is_refreshed_after_30_days_when_loaded_under_a_clock_behind(
    void **state)
{
	struct desk *desk = *state;

	desk_store(desk, "a1", 300 * 1000);
	desk->wall_ms -= TEN_YEARS_MS;
	load_kept(desk);
	desk_pass(desk, 30 * DAY_MS);
	expect_renewal(desk, "a2", 300);
}

static void
session_is_refreshed_in_time_when_the_clock_jumps(void **state)
{
	static const int64_t jumps[] = { -HOUR_MS, -TEN_YEARS_MS, TEN_YEARS_MS,
		-1, 2 * TEN_YEARS_MS, -3 * TEN_YEARS_MS };
	struct desk *desk = *state;

	desk_log_in(desk, "a", 300);
	for (size_t i = 0; i < LENGTH(jumps); i++) {
		desk->wall_ms += jumps[i];
		desk_pass(desk, 269 * 1000);
		expect_list(desk, "a");
		desk_pass(desk, 1000);
		expect_renewal(desk, "a", 300);
	}
}

/* Answers the next exchange, lists with this status; true: a refresh. */
static bool
serve(struct desk *desk, const char *tokens, int status)
{
	const struct fake_request *request;

	if (fake_transport_count(desk->fake) == desk->seen)
		return false;
	request = desk_next(desk);
	if (request->bearer == NULL)
		desk_answer(desk, request, 200, tokens);
	else
		desk_answer(desk, request, status, status == 200 ? "[]" : "");
	return request->bearer == NULL;
}

/* How often the session is refreshed in 10 s in which much is refused. */
static size_t
count_refreshes(struct desk *desk, const char *tokens)
{
	struct reply reply;
	size_t refreshes = 0;

	for (int i = 0; i < 100; i++) {
		desk_submit(desk, REQUEST_LIST);
		for (int j = 0; j < 10; j++) {
			refreshes += serve(desk, tokens, 401);
			while (auth_next(desk->auth, &reply))
				reply_clear(&reply);
		}
		desk_pass(desk, 100);
	}
	return refreshes;
}

/* Whether a list comes when the service is well again. */
static bool
lists_again(struct desk *desk, const char *tokens)
{
	struct reply reply;
	uint32_t seq = desk_submit(desk, REQUEST_LIST);
	bool is_there = false;

	for (int i = 0; i < 100; i++) {
		serve(desk, tokens, 200);
		while (auth_next(desk->auth, &reply)) {
			is_there |=
			    reply.seq == seq && reply.outcome == OUTCOME_DONE;
			reply_clear(&reply);
		}
		desk_pass(desk, 100);
	}
	return is_there;
}

static void
session_neither_loops_nor_locks_out_when_its_life_is_absurd(void **state)
{
	static const char *const lives[] = { "\"expiresIn\":-1",
		"\"expiresIn\":0", "\"expiresIn\":1",
		"\"expiresIn\":2147483648", "\"expiresIn\":9223372036854775807",
		"\"expiresIn\":-9223372036854775808",
		"\"expiresIn\":123456789012345678901234567890",
		"\"expiresIn\":1e308", "\"expiresIn\":\"x\"",
		"\"expiresIn\":null", "\"expiresIn\":[]", "\"other\":1" };
	struct desk *desk = *state;

	for (size_t i = 0; i < LENGTH(lives); i++) {
		char *tokens = xasprintf("{\"token\":\"b\",\"refreshToken\":"
		                         "\"b-refresh\",%s}",
		    lives[i]);
		uint32_t seq = desk_submit(desk, REQUEST_TOKEN_BY_CODE);

		desk_answer(desk, desk_next(desk), 200, tokens);
		desk_expect(desk, seq, OUTCOME_DONE);
		expect_list(desk, "b");
		assert_in_range(count_refreshes(desk, tokens), 1, 11);
		assert_true(lists_again(desk, tokens));
		free(tokens);
		desk_teardown(state);
		desk_setup(state);
		desk = *state;
	}
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(connections_are_forgotten_once_when_the_machine_has_slept),
		TEST(session_is_refreshed_once_when_the_machine_has_slept),
		TEST(session_is_refreshed_once_when_loaded_under_a_clock_ahead),
		TEST(
		    session_lasts_until_refused_when_loaded_under_a_clock_behind),
		TEST(
		    session_is_refreshed_after_30_days_when_loaded_under_a_clock_behind),
		TEST(session_is_refreshed_in_time_when_the_clock_jumps),
		TEST(
		    session_neither_loops_nor_locks_out_when_its_life_is_absurd),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
