/* SPDX-License-Identifier: ISC */
/* A confirmed deletion is sent when its countdown was seen to its end. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/journey_driver.h"

static void
hold_sends_when_its_time_is_over(void **state)
{
	struct driver d;

	(void)state;
	driver_start_held(&d);
	driver_watch(&d, 9900);
	assert_int_equal(hold_seconds(&driver_holds(&d)->items[0]), 1);
	assert_int_equal(d.sent[REQUEST_DELETE], 0);
	driver_watch(&d, 200);
	assert_int_equal(d.sent[REQUEST_DELETE], 1);
	assert_string_equal(driver_pending(&d, REQUEST_DELETE)->id, "k2");
	driver_answer(&d, REQUEST_DELETE, NULL, NULL);
	driver_expect_message(&d, MESSAGE_DELETED);
	assert_string_equal(d.controller.message.subject, "beta");
	assert_int_equal(keylist_total(d.controller.keys), 2);
	driver_watch(&d, 60000);
	assert_int_equal(d.sent[REQUEST_DELETE], 1);
	assert_int_equal(controller_deadline(&d.controller), INT64_MAX);
	driver_end(&d);
}

static void
hold_is_taken_back_when_u_is_pressed(void **state)
{
	struct driver d;

	(void)state;
	driver_start_held(&d);
	driver_type(&d, "kdy");
	driver_watch(&d, 5000);
	driver_type(&d, "u");
	driver_expect_message(&d, MESSAGE_KEPT);
	assert_string_equal(d.controller.message.subject, "alpha");
	driver_watch(&d, 6000);
	assert_int_equal(d.sent[REQUEST_DELETE], 1);
	assert_string_equal(driver_pending(&d, REQUEST_DELETE)->id, "k2");
	driver_type(&d, "u");
	driver_expect_message(&d, MESSAGE_NOTHING_TO_UNDO);
	driver_end(&d);
}

static void
hold_refuses_what_else_is_done_to_its_row(void **state)
{
	struct driver d;

	(void)state;
	driver_start_held(&d);
	driver_type(&d, "r");
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_expect_message(&d, MESSAGE_HELD_BACK);
	driver_type(&d, "Y");
	assert_int_equal(d.effects[EFFECT_COPY], 1);
	driver_type(&d, "y");
	driver_expect_message(&d, MESSAGE_HELD_BACK);
	driver_type(&d, "v");
	driver_expect_message(&d, MESSAGE_HELD_BACK);
	assert_false(driver_is_pending(&d, REQUEST_LIST));
	driver_type(&d, " ");
	assert_int_equal(keylist_marked(d.controller.keys), 0);
	driver_type(&d, "dy");
	assert_string_equal(driver_pending(&d, REQUEST_DELETE)->id, "k2");
	assert_int_equal(driver_holds(&d)->count, 0);
	driver_type(&d, "d");
	driver_expect_message(&d, MESSAGE_BEING_DELETED);
	driver_type(&d, "r");
	driver_expect_message(&d, MESSAGE_BEING_DELETED);
	driver_end(&d);
}

/* Nobody saw the countdown's end: it is asked again. */
static void
hold_asks_again_when_slept_longer_than_it(void **state)
{
	struct driver d;

	(void)state;
	driver_start_held(&d);
	driver_watch(&d, 3000);
	driver_wait(&d, 3600 * 1000);
	assert_int_equal(d.sent[REQUEST_DELETE], 0);
	driver_expect_dialog(&d, DIALOG_LEAVE);
	/* A key that was meant for something else. */
	driver_type(&d, "d");
	driver_expect_dialog(&d, DIALOG_LEAVE);
	driver_watch(&d, 60000);
	assert_int_equal(d.sent[REQUEST_DELETE], 0);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_watch(&d, 9500);
	assert_int_equal(d.sent[REQUEST_DELETE], 0);
	driver_watch(&d, 600);
	assert_int_equal(d.sent[REQUEST_DELETE], 1);
	driver_end(&d);
}

static void
hold_goes_the_way_chosen_when_asked_again(void **state)
{
	struct driver d;

	(void)state;
	driver_start_held(&d);
	driver_wait(&d, 20000);
	driver_wait(&d, 600);
	driver_type(&d, "k");
	driver_expect_dialog(&d, DIALOG_NONE);
	assert_int_equal(driver_holds(&d)->count, 0);
	assert_false(d.has_quit);
	driver_type(&d, "dy");
	driver_wait(&d, 20000);
	driver_wait(&d, 600);
	driver_type(&d, "d");
	driver_expect_dialog(&d, DIALOG_NONE);
	assert_int_equal(d.sent[REQUEST_DELETE], 1);
	driver_end(&d);
}

/* A short stop counts for nothing, as it was not seen. */
static void
hold_lasts_longer_when_stopped_in_between(void **state)
{
	struct driver d;

	(void)state;
	driver_start_held(&d);
	driver_watch(&d, 8000);
	driver_wait(&d, 5000);
	driver_expect_dialog(&d, DIALOG_NONE);
	assert_int_equal(d.sent[REQUEST_DELETE], 0);
	driver_watch(&d, 1500);
	assert_int_equal(d.sent[REQUEST_DELETE], 0);
	driver_watch(&d, 600);
	assert_int_equal(d.sent[REQUEST_DELETE], 1);
	driver_end(&d);
}

/* The steady clock of some machines stands still while they sleep. */
static void
hold_asks_again_when_the_wall_clock_has_jumped(void **state)
{
	struct event event = { .kind = EVENT_TIME };
	struct effects effects = { 0 };
	struct driver d;

	(void)state;
	driver_start_held(&d);
	event.now = d.controller.now;
	event.now.steady_ms += 100;
	event.now.wall_ms += 8 * 3600 * 1000;
	controller_update(&d.controller, &event, &effects);
	assert_int_equal(effects.count, 0);
	driver_expect_dialog(&d, DIALOG_LEAVE);
	driver_end(&d);
}

static void
hold_waits_while_the_service_is_away(void **state)
{
	struct driver d;

	(void)state;
	driver_start_held(&d);
	driver_watch(&d, 5000);
	driver_function(&d, 5);
	driver_fail(&d, REQUEST_LIST, OUTCOME_NOT_SENT, ERROR_CONNECT, 0);
	driver_watch(&d, 60000);
	assert_int_equal(driver_holds(&d)->stop, HOLD_OFFLINE);
	assert_int_equal(d.sent[REQUEST_DELETE], 0);
	driver_function(&d, 5);
	driver_answer_list(&d);
	driver_watch(&d, 9000);
	assert_int_equal(d.sent[REQUEST_DELETE], 0);
	driver_watch(&d, 1100);
	assert_int_equal(d.sent[REQUEST_DELETE], 1);
	driver_end(&d);
}

static void
hold_begins_anew_when_logged_in_again(void **state)
{
	struct driver d;

	(void)state;
	driver_start_held(&d);
	driver_watch(&d, 5000);
	driver_function(&d, 5);
	driver_fail(&d, REQUEST_LIST, OUTCOME_REFUSED, ERROR_REFUSED, 401);
	driver_expect_dialog(&d, DIALOG_LOGIN);
	driver_watch(&d, 60000);
	assert_int_equal(d.sent[REQUEST_DELETE], 0);
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

static void
hold_is_forgotten_when_another_account_logs_in(void **state)
{
	struct driver d;

	(void)state;
	driver_start_held(&d);
	driver_function(&d, 5);
	driver_fail(&d, REQUEST_LIST, OUTCOME_REFUSED, ERROR_REFUSED, 401);
	driver_reach_link(&d);
	driver_log_in(&d);
	driver_answer_profile_of(&d, "bob@example.org");
	driver_expect_dialog(&d, DIALOG_GUARD);
	driver_watch(&d, 30000);
	driver_code(&d, KEYCODE_TAB);
	driver_code(&d, KEYCODE_ENTER);
	driver_answer_list(&d);
	assert_int_equal(driver_holds(&d)->count, 0);
	driver_watch(&d, 30000);
	assert_int_equal(d.sent[REQUEST_DELETE], 0);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hold_sends_when_its_time_is_over),
		cmocka_unit_test(hold_is_taken_back_when_u_is_pressed),
		cmocka_unit_test(hold_refuses_what_else_is_done_to_its_row),
		cmocka_unit_test(hold_asks_again_when_slept_longer_than_it),
		cmocka_unit_test(hold_goes_the_way_chosen_when_asked_again),
		cmocka_unit_test(hold_lasts_longer_when_stopped_in_between),
		cmocka_unit_test(
		    hold_asks_again_when_the_wall_clock_has_jumped),
		cmocka_unit_test(hold_waits_while_the_service_is_away),
		cmocka_unit_test(hold_begins_anew_when_logged_in_again),
		cmocka_unit_test(
		    hold_is_forgotten_when_another_account_logs_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
