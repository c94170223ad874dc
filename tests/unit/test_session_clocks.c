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

#define HOUR_MS (INT64_C(3600) * 1000)

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

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(connections_are_forgotten_once_when_the_machine_has_slept),
		TEST(session_is_refreshed_once_when_the_machine_has_slept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
