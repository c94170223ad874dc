/* SPDX-License-Identifier: ISC */
/* How often and when a question is asked again. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "controller/retry.h"

static struct reply
reply_of(enum error_kind kind, int code, int retry_after_s)
{
	return (struct reply){ .outcome = OUTCOME_UNKNOWN,
		.error = { .kind = kind, .code = code },
		.retry_after_s = retry_after_s };
}

static void
retry_waits_within_bounds_when_chance_decides(void **state)
{
	struct reply reply = reply_of(ERROR_SERVICE, 503, 0);
	int64_t shortest = INT64_MAX, longest = 0;
	uint64_t dice = 0;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		struct retry retry = { 0 };

		assert_true(retry_plan(&retry, &reply, 1000, &dice));
		assert_true(retry_plan(&retry, &reply, 2000, &dice));
		assert_in_range(retry.again_ms, 2500, 10000);
		if (retry.again_ms - 2000 < shortest)
			shortest = retry.again_ms - 2000;
		if (retry.again_ms - 2000 > longest)
			longest = retry.again_ms - 2000;
		assert_false(retry_plan(&retry, &reply, 3000, &dice));
		assert_int_equal(retry.again_ms, 0);
	}
	/* All of the span is used. */
	assert_true(shortest < 600);
	assert_true(longest > 3900);
}

static void
retry_gives_up_when_it_took_too_long(void **state)
{
	struct reply reply = reply_of(ERROR_TIMEOUT, 0, 0);
	struct retry retry = { 0 };
	uint64_t dice = 7;

	(void)state;
	assert_true(retry_plan(&retry, &reply, 1000, &dice));
	assert_false(retry_plan(&retry, &reply, 31000, &dice));
}

static void
retry_keeps_to_the_wait_when_the_service_is_busy(void **state)
{
	struct reply reply = reply_of(ERROR_REFUSED, 429, 120);
	struct retry retry = { 0 };
	uint64_t dice = 7;

	(void)state;
	for (int64_t now = 0; now < 1000000; now += 120000) {
		assert_true(retry_plan(&retry, &reply, now, &dice));
		assert_int_equal(retry.again_ms, now + 120000);
	}
	assert_int_equal(retry_seconds(&retry, retry.again_ms - 1001), 2);
	assert_int_equal(retry_seconds(&retry, retry.again_ms - 1000), 1);
	assert_int_equal(retry_seconds(&retry, retry.again_ms), 0);
	/* Without a wait that the service names, never at once. */
	reply.retry_after_s = 0;
	assert_true(retry_plan(&retry, &reply, 0, &dice));
	assert_true(retry.again_ms >= 500);
}

static void
retry_refuses_when_it_would_not_help(void **state)
{
	static const enum error_kind kinds[] = { ERROR_TLS, ERROR_REFUSED,
		ERROR_ANSWER, ERROR_TOO_LARGE, ERROR_REDIRECT, ERROR_INPUT,
		ERROR_USAGE, ERROR_SYSTEM };
	uint64_t dice = 7;

	(void)state;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		struct reply reply = reply_of(kinds[i], 400, 5);
		struct retry retry = { 0 };

		assert_false(retry_plan(&retry, &reply, 0, &dice));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(retry_waits_within_bounds_when_chance_decides),
		cmocka_unit_test(retry_gives_up_when_it_took_too_long),
		cmocka_unit_test(
		    retry_keeps_to_the_wait_when_the_service_is_busy),
		cmocka_unit_test(retry_refuses_when_it_would_not_help),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
