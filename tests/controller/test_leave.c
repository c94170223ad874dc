/* SPDX-License-Identifier: ISC */
/* Leaving an account or keyrack asks what becomes of what is held back. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/journey_driver.h"

/* What is held back is nothing of that session: it waits for the right one. */
static void
hold_outlasts_the_wrong_account_when_that_is_logged_out(void **state)
{
	struct reply logout = { .outcome = OUTCOME_DONE };
	struct driver d;

	(void)state;
	driver_start_held(&d);
	driver_function(&d, 5);
	driver_fail(&d, REQUEST_LIST, OUTCOME_REFUSED, ERROR_REFUSED, 401);
	driver_reach_link(&d);
	driver_log_in(&d);
	driver_answer_profile_of(&d, "bob@example.org");
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_GUARD);
	assert_true(driver_is_pending(&d, REQUEST_LOGOUT));
	driver_watch(&d, 30000);
	driver_answer_with(&d, REQUEST_LOGOUT, &logout);
	driver_expect_dialog(&d, DIALOG_LOGIN);
	driver_watch(&d, 30000);
	driver_reach_link(&d);
	driver_log_in(&d);
	driver_answer_profile(&d);
	driver_answer_list(&d);
	driver_watch(&d, 9000);
	assert_int_equal(d.sent[REQUEST_DELETE], 0);
	driver_watch(&d, 1100);
	assert_int_equal(d.sent[REQUEST_DELETE], 1);
	driver_end(&d);
}

/* The session may be anybody's. */
static void
quitting_does_not_send_when_nobody_knows_whose_session_it_is(void **state)
{
	struct driver d;

	(void)state;
	driver_start_held(&d);
	driver_function(&d, 5);
	driver_fail(&d, REQUEST_LIST, OUTCOME_REFUSED, ERROR_REFUSED, 401);
	driver_reach_link(&d);
	driver_log_in(&d);
	driver_fail(&d, REQUEST_PROFILE, OUTCOME_REFUSED, ERROR_REFUSED, 403);
	driver_watch(&d, 30000);
	driver_type(&d, "qd");
	driver_expect_dialog(&d, DIALOG_LEAVE);
	assert_int_equal(d.controller.leave.refusal.id, MESSAGE_NOT_CHECKED);
	assert_int_equal(driver_holds(&d)->count, 1);
	assert_int_equal(d.sent[REQUEST_DELETE], 0);
	driver_type(&d, "k");
	assert_true(d.has_quit);
	driver_end(&d);
}

static void
quitting_asks_when_something_is_held_back(void **state)
{
	struct driver d;

	(void)state;
	driver_start_held(&d);
	driver_type(&d, "q");
	driver_expect_dialog(&d, DIALOG_LEAVE);
	driver_watch(&d, 30000);
	assert_int_equal(d.sent[REQUEST_DELETE], 0);
	driver_type(&d, "xyq");
	driver_code(&d, KEYCODE_ESCAPE);
	assert_false(d.has_quit);
	assert_int_equal(driver_holds(&d)->count, 1);
	driver_type(&d, "q");
	driver_type(&d, "k");
	assert_true(d.has_quit);
	assert_int_equal(d.sent[REQUEST_DELETE], 0);
	driver_end(&d);
}

static void
quitting_sends_first_when_told_so(void **state)
{
	struct driver d;

	(void)state;
	driver_start_held(&d);
	driver_control(&d, 'c');
	driver_type(&d, "d");
	assert_false(d.has_quit);
	driver_answer(&d, REQUEST_DELETE, NULL, NULL);
	assert_true(d.has_quit);
	driver_end(&d);
	driver_start_held(&d);
	driver_type(&d, "qd");
	driver_fail(&d, REQUEST_DELETE, OUTCOME_REFUSED, ERROR_REFUSED, 403);
	assert_false(d.has_quit);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_expect_message(&d, MESSAGE_FAILED);
	driver_end(&d);
}

/* The answer is not waited for twice, and nothing is sent any more. */
static void
quitting_says_first_what_may_be_carried_out(void **state)
{
	static const char leaving[] = { 'q', 'c' };
	struct driver d;

	(void)state;
	for (size_t i = 0; i < sizeof(leaving); i++) {
		driver_start_loaded(&d);
		driver_type(&d, "ad3");
		driver_code(&d, KEYCODE_ENTER);
		assert_int_equal(d.sent[REQUEST_DELETE], 1);
		driver_type(&d, "q");
		driver_expect_message(&d, MESSAGE_QUIT_ASKS);
		assert_false(d.has_quit);
		/* Another key takes it back. */
		driver_type(&d, "jq");
		driver_expect_message(&d, MESSAGE_QUIT_ASKS);
		assert_false(d.has_quit);
		if (leaving[i] == 'q')
			driver_type(&d, "q");
		else
			driver_control(&d, 'c');
		assert_true(d.has_quit);
		assert_int_equal(d.sent[REQUEST_DELETE], 1);
		driver_end(&d);
	}
}

/* What is held back is asked about all the same. */
static void
quitting_asks_about_the_held_when_a_change_hangs(void **state)
{
	struct driver d;

	(void)state;
	driver_start_held(&d);
	driver_type(&d, "dykdyqq");
	assert_int_equal(d.sent[REQUEST_DELETE], 1);
	driver_expect_dialog(&d, DIALOG_LEAVE);
	assert_false(d.has_quit);
	driver_type(&d, "k");
	assert_true(d.has_quit);
	assert_int_equal(d.sent[REQUEST_DELETE], 1);
	driver_end(&d);
}

static void
logging_out_asks_when_something_is_held_back(void **state)
{
	struct driver d;

	(void)state;
	driver_start_held(&d);
	driver_type(&d, "L");
	driver_expect_dialog(&d, DIALOG_LEAVE);
	assert_false(driver_is_pending(&d, REQUEST_LOGOUT));
	driver_type(&d, "d");
	assert_false(driver_is_pending(&d, REQUEST_LOGOUT));
	driver_answer(&d, REQUEST_DELETE, NULL, NULL);
	assert_true(driver_is_pending(&d, REQUEST_LOGOUT));
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    hold_outlasts_the_wrong_account_when_that_is_logged_out),
		cmocka_unit_test(
		    quitting_does_not_send_when_nobody_knows_whose_session_it_is),
		cmocka_unit_test(quitting_asks_when_something_is_held_back),
		cmocka_unit_test(quitting_sends_first_when_told_so),
		cmocka_unit_test(quitting_says_first_what_may_be_carried_out),
		cmocka_unit_test(
		    quitting_asks_about_the_held_when_a_change_hangs),
		cmocka_unit_test(logging_out_asks_when_something_is_held_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
