/* SPDX-License-Identifier: ISC */
/* What failed is asked again, and what is shown is kept fresh. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "support/journey_driver.h"

#define INTERVAL_S 60

static void
start_reloading(struct driver *d)
{
	driver_start(d);
	d->controller.given.refresh_interval_s = INTERVAL_S;
	driver_put(d, "k1", "alpha");
	driver_put(d, "k2", "beta");
	driver_put(d, "k3", "gamma");
	driver_answer_profile(d);
	driver_answer_list(d);
	assert_int_equal(d->sent[REQUEST_LIST], 1);
}

static void
miss_list(struct driver *d)
{
	driver_fail(d, REQUEST_LIST, OUTCOME_UNKNOWN, ERROR_TIMEOUT, 0);
}

/* Time goes by in seconds until the list is asked for; returns how many. */
static int
wait_for_list(struct driver *d, int seconds_max)
{
	int seconds = 0;

	while (!driver_is_pending(d, REQUEST_LIST) && seconds < seconds_max) {
		driver_wait(d, 1000);
		seconds++;
	}
	assert_true(driver_is_pending(d, REQUEST_LIST));
	return seconds;
}

static void
load_asks_twice_more_when_the_service_is_away(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_function(&d, 5);
	driver_answer_profile(&d);
	for (int failure = 0; failure < 2; failure++) {
		miss_list(&d);
		driver_expect_message(&d, MESSAGE_TRYING_AGAIN);
		assert_in_range(d.controller.message.number, 1, 8);
		assert_int_equal(
		    controller_connection(&d.controller), CONNECTION_STALE);
		/* The list stays. */
		assert_int_equal(keylist_total(d.controller.keys), 3);
		wait_for_list(&d, 8);
	}
	miss_list(&d);
	driver_expect_message(&d, MESSAGE_FAILED);
	driver_wait(&d, 100000);
	assert_false(driver_is_pending(&d, REQUEST_LIST));
	assert_int_equal(d.sent[REQUEST_LIST], 4);
	driver_end(&d);
}

static void
load_says_so_when_a_later_try_works(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_function(&d, 5);
	driver_answer_profile(&d);
	miss_list(&d);
	wait_for_list(&d, 8);
	driver_answer_list(&d);
	driver_expect_message(&d, MESSAGE_RELOADED);
	assert_int_equal(controller_connection(&d.controller), CONNECTION_OK);
	driver_end(&d);
}

/* As long as one of them is asked again that is said, and then it is over. */
static void
load_takes_its_failure_back_when_a_later_try_works(void **state)
{
	struct reply busy = { .outcome = OUTCOME_REFUSED, .retry_after_s = 20 };
	struct driver d;

	(void)state;
	error_set(&busy.error, ERROR_REFUSED, 429, "slowly");
	driver_start(&d);
	driver_put(&d, "k1", "alpha");
	driver_answer_with(&d, REQUEST_PROFILE, &busy);
	driver_fail(&d, REQUEST_LIST, OUTCOME_REFUSED, ERROR_SERVICE, 503);
	driver_expect_message(&d, MESSAGE_TRYING_AGAIN);
	assert_int_equal(d.controller.message.request, REQUEST_LIST);
	wait_for_list(&d, 8);
	driver_answer_list(&d);
	driver_expect_message(&d, MESSAGE_TRYING_AGAIN);
	assert_int_equal(d.controller.message.request, REQUEST_PROFILE);
	assert_int_equal(d.controller.message.error.code, 429);
	assert_in_range(d.controller.message.number, 12, 20);
	driver_wait(&d, 20000);
	driver_answer_profile(&d);
	driver_expect_message(&d, MESSAGE_NONE);
	/* What else was said meanwhile stays. */
	driver_function(&d, 5);
	driver_answer_list(&d);
	driver_fail(&d, REQUEST_PROFILE, OUTCOME_REFUSED, ERROR_SERVICE, 503);
	driver_type(&d, "s");
	driver_wait(&d, 8000);
	driver_answer_profile(&d);
	driver_expect_message(&d, MESSAGE_SORTED);
	driver_end(&d);
}

/* A reload would be refused then; and what was said ends with the wait. */
static void
load_is_told_when_a_command_comes_before_its_end(void **state)
{
	static const char *const keys[] = { "d", "r", "t", "v", "V", " " };
	struct driver d;

	(void)state;
	driver_start(&d);
	driver_put(&d, "k1", "alpha");
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		driver_type(&d, "s");
		driver_type(&d, keys[i]);
		driver_expect_message(&d, MESSAGE_STILL_WAITING);
		assert_int_equal(d.controller.message.request, REQUEST_LIST);
	}
	driver_answer_list(&d);
	driver_expect_message(&d, MESSAGE_EXPIRING);
	driver_end(&d);
}

static void
load_counts_seconds_when_it_will_ask_again(void **state)
{
	struct driver d;
	int64_t number;

	(void)state;
	driver_start_loaded(&d);
	driver_function(&d, 5);
	driver_answer_profile(&d);
	driver_fail(&d, REQUEST_LIST, OUTCOME_REFUSED, ERROR_REFUSED, 429);
	driver_expect_message(&d, MESSAGE_TRYING_AGAIN);
	for (number = d.controller.message.number; number > 1; number--) {
		int64_t deadline = controller_deadline(&d.controller);

		assert_int_equal(d.controller.message.number, number);
		assert_true(deadline > d.steady_ms);
		driver_wait(&d, deadline - d.steady_ms);
	}
	driver_end(&d);
}

static void
load_stops_when_esc_is_pressed(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_function(&d, 5);
	driver_answer_profile(&d);
	miss_list(&d);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_message(&d, MESSAGE_CANCELLED);
	driver_wait(&d, 100000);
	assert_false(driver_is_pending(&d, REQUEST_LIST));
	driver_end(&d);
}

static void
load_does_not_ask_again_when_it_was_refused(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_function(&d, 5);
	driver_answer_profile(&d);
	driver_fail(&d, REQUEST_LIST, OUTCOME_REFUSED, ERROR_REFUSED, 403);
	driver_expect_message(&d, MESSAGE_FAILED);
	driver_wait(&d, 100000);
	assert_false(driver_is_pending(&d, REQUEST_LIST));
	driver_end(&d);
}

static void
load_reloads_quietly_when_it_is_time(void **state)
{
	struct driver d;

	(void)state;
	start_reloading(&d);
	driver_type(&d, "j");
	driver_expect_cursor(&d, "k2");
	assert_true(controller_deadline(&d.controller) - d.steady_ms <=
	            INTERVAL_S * 1000);
	driver_wait(&d, (INTERVAL_S - 1) * 1000);
	assert_false(driver_is_pending(&d, REQUEST_LIST));
	wait_for_list(&d, 1);
	/* Nobody asked, so nobody waits. */
	assert_int_equal(controller_connection(&d.controller), CONNECTION_OK);
	driver_put(&d, "k0", "aaa");
	driver_remove(&d, "k3");
	driver_answer_list(&d);
	driver_expect_cursor(&d, "k2");
	assert_int_equal(keylist_total(d.controller.keys), 3);
	assert_true(d.controller.message.id != MESSAGE_RELOADED);
	wait_for_list(&d, INTERVAL_S);
	driver_end(&d);
}

static void
load_goes_stale_without_words_when_a_quiet_reload_fails(void **state)
{
	struct driver d;
	enum message_id before;

	(void)state;
	start_reloading(&d);
	before = d.controller.message.id;
	wait_for_list(&d, INTERVAL_S);
	miss_list(&d);
	driver_expect_message(&d, before);
	assert_int_equal(
	    controller_connection(&d.controller), CONNECTION_STALE);
	assert_int_equal(wait_for_list(&d, INTERVAL_S), INTERVAL_S);
	driver_answer_list(&d);
	assert_int_equal(controller_connection(&d.controller), CONNECTION_OK);
	driver_end(&d);
}

static void
load_waits_with_reloading_when_a_dialog_is_open(void **state)
{
	struct driver d;

	(void)state;
	start_reloading(&d);
	driver_type(&d, "r");
	driver_expect_dialog(&d, DIALOG_RENAME);
	driver_wait(&d, 10 * INTERVAL_S * 1000);
	assert_false(driver_is_pending(&d, REQUEST_LIST));
	/* It does not wake for nothing either. */
	assert_int_equal(controller_deadline(&d.controller), INT64_MAX);
	driver_code(&d, KEYCODE_ESCAPE);
	assert_true(controller_deadline(&d.controller) <= d.steady_ms);
	driver_wait(&d, 0);
	assert_true(driver_is_pending(&d, REQUEST_LIST));
	/* And what comes while one is open is not put below it. */
	driver_type(&d, "d");
	driver_remove(&d, "k1");
	driver_answer_list(&d);
	assert_int_equal(keylist_total(d.controller.keys), 3);
	driver_code(&d, KEYCODE_ESCAPE);
	assert_int_equal(keylist_total(d.controller.keys), 2);
	assert_true(d.controller.message.id != MESSAGE_RELOADED);
	driver_end(&d);
}

static void
load_does_not_reload_when_the_list_is_long(void **state)
{
	struct driver d;
	struct reply reply = { .outcome = OUTCOME_DONE,
		.list_bytes = 1024 * 1024 + 1 };

	(void)state;
	driver_start(&d);
	d.controller.given.refresh_interval_s = INTERVAL_S;
	driver_answer_profile(&d);
	driver_answer_with(&d, REQUEST_LIST, &reply);
	driver_wait(&d, 10 * INTERVAL_S * 1000);
	assert_false(driver_is_pending(&d, REQUEST_LIST));
	driver_end(&d);
}

static void
load_can_be_asked_for_when_a_quiet_reload_is_under_way(void **state)
{
	struct driver d;

	(void)state;
	start_reloading(&d);
	wait_for_list(&d, INTERVAL_S);
	driver_function(&d, 5);
	assert_int_equal(
	    controller_connection(&d.controller), CONNECTION_LOADING);
	driver_answer_profile(&d);
	driver_answer_list(&d);
	driver_expect_message(&d, MESSAGE_RELOADED);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(load_asks_twice_more_when_the_service_is_away),
		cmocka_unit_test(load_says_so_when_a_later_try_works),
		cmocka_unit_test(
		    load_takes_its_failure_back_when_a_later_try_works),
		cmocka_unit_test(
		    load_is_told_when_a_command_comes_before_its_end),
		cmocka_unit_test(load_counts_seconds_when_it_will_ask_again),
		cmocka_unit_test(load_stops_when_esc_is_pressed),
		cmocka_unit_test(load_does_not_ask_again_when_it_was_refused),
		cmocka_unit_test(load_reloads_quietly_when_it_is_time),
		cmocka_unit_test(
		    load_goes_stale_without_words_when_a_quiet_reload_fails),
		cmocka_unit_test(
		    load_waits_with_reloading_when_a_dialog_is_open),
		cmocka_unit_test(load_does_not_reload_when_the_list_is_long),
		cmocka_unit_test(
		    load_can_be_asked_for_when_a_quiet_reload_is_under_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
