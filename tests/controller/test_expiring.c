/* SPDX-License-Identifier: ISC */
/* What expires soon is told once, at the start and after a login. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "support/journey_driver.h"

#define DAY_MS (INT64_C(24) * 60 * 60 * 1000)

/* A list whose API keys end so many days from now; 0: not known. */
static void
answer_days(struct driver *d, const int *days, size_t count)
{
	int64_t now_ms = d->controller.now.wall_ms;
	struct reply reply = { .outcome = OUTCOME_DONE };

	for (size_t i = 0; i < count; i++) {
		char id[24];
		struct apikey record = { .id = id,
			.name = "key",
			.expires_ms = days[i] == 0 ? DATE_NONE
			                           : now_ms + days[i] * DAY_MS,
			.is_readable = true };

		snprintf(id, sizeof(id), "k%zu", i);
		apikeys_add(&reply.apikeys, &record);
	}
	driver_answer_with(d, REQUEST_LIST, &reply);
}

static void
expiring_counts_apart_when_some_have_expired(void **state)
{
	static const int days[] = { -5, 3, 13, 15, 0, 400 };
	struct driver d;

	(void)state;
	driver_start(&d);
	answer_days(&d, days, 6);
	driver_expect_message(&d, MESSAGE_EXPIRING);
	assert_int_equal(d.controller.message.number, 2);
	assert_int_equal(d.controller.message.total, 1);
	assert_int_equal(d.controller.message.days, 14);
	driver_end(&d);
}

static void
expiring_is_silent_when_nothing_ends_soon(void **state)
{
	static const int days[] = { -5, 15, 0 };
	struct driver d;

	(void)state;
	driver_start(&d);
	answer_days(&d, days, 3);
	driver_expect_message(&d, MESSAGE_HINT_START);
	driver_end(&d);
}

static void
expiring_takes_the_span_when_it_is_given(void **state)
{
	static const int days[] = { 3, 13, 29 };
	struct given given = { .account = "default",
		.host = "example.org",
		.has_session = true,
		.expiry_warning_ms = 30 * DAY_MS };
	struct driver d;

	(void)state;
	driver_start_given(&d, &given);
	answer_days(&d, days, 3);
	assert_int_equal(d.controller.message.number, 3);
	assert_int_equal(d.controller.message.days, 30);
	driver_end(&d);
}

static void
expiring_is_silent_when_no_span_is_wanted(void **state)
{
	static const int days[] = { 0, 3 };
	struct given given = { .account = "default",
		.host = "example.org",
		.has_session = true,
		.expiry_warning_ms = -1 };
	struct driver d;

	(void)state;
	driver_start_given(&d, &given);
	answer_days(&d, days, 2);
	assert_int_not_equal(d.controller.message.id, MESSAGE_EXPIRING);
	driver_end(&d);
}

static void
expiring_is_told_once_when_the_list_is_loaded_again(void **state)
{
	static const int days[] = { 3 };
	struct driver d;

	(void)state;
	driver_start(&d);
	driver_answer_profile(&d);
	answer_days(&d, days, 1);
	driver_function(&d, 5);
	driver_answer_profile(&d);
	answer_days(&d, days, 1);
	driver_expect_message(&d, MESSAGE_RELOADED);
	driver_end(&d);
}

static void
expiring_is_told_when_somebody_has_logged_in(void **state)
{
	static const int days[] = { 3 };
	struct driver d;

	(void)state;
	driver_start_without_session(&d, BROWSER_STARTS);
	driver_reach_link(&d);
	driver_log_in(&d);
	driver_answer_profile(&d);
	answer_days(&d, days, 1);
	driver_expect_message(&d, MESSAGE_EXPIRING);
	driver_end(&d);
}

static void
expiring_gives_way_when_something_is_wrong(void **state)
{
	static const int days[] = { 3 };
	struct driver d;

	(void)state;
	driver_start(&d);
	driver_fail(&d, REQUEST_PROFILE, OUTCOME_REFUSED, ERROR_REFUSED, 403);
	answer_days(&d, days, 1);
	driver_expect_message(&d, MESSAGE_FAILED);
	driver_end(&d);
}

/* What is asked again is of interest until it came. */
static void
expiring_waits_when_something_is_asked_again(void **state)
{
	static const int days[] = { 3 };
	static const enum request_kind kinds[] = { REQUEST_PROFILE,
		REQUEST_LIST };
	struct driver d;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		driver_start(&d);
		driver_fail(&d, kinds[i], OUTCOME_REFUSED, ERROR_SERVICE, 503);
		if (kinds[i] == REQUEST_PROFILE)
			answer_days(&d, days, 1);
		else
			driver_answer_profile(&d);
		driver_expect_message(&d, MESSAGE_TRYING_AGAIN);
		driver_wait(&d, 8000);
		if (kinds[i] == REQUEST_PROFILE)
			driver_answer_profile(&d);
		else
			answer_days(&d, days, 1);
		driver_expect_message(&d, MESSAGE_EXPIRING);
		driver_end(&d);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(expiring_counts_apart_when_some_have_expired),
		cmocka_unit_test(expiring_is_silent_when_nothing_ends_soon),
		cmocka_unit_test(expiring_takes_the_span_when_it_is_given),
		cmocka_unit_test(expiring_is_silent_when_no_span_is_wanted),
		cmocka_unit_test(
		    expiring_is_told_once_when_the_list_is_loaded_again),
		cmocka_unit_test(expiring_is_told_when_somebody_has_logged_in),
		cmocka_unit_test(expiring_gives_way_when_something_is_wrong),
		cmocka_unit_test(expiring_waits_when_something_is_asked_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
