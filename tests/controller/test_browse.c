/* SPDX-License-Identifier: ISC */
/* The panes: loading, moving, sorting, leaving. */
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
browse_asks_for_both_when_started(void **state)
{
	struct driver d;

	(void)state;
	driver_start(&d);
	assert_true(driver_is_pending(&d, REQUEST_PROFILE));
	assert_true(driver_is_pending(&d, REQUEST_LIST));
	assert_null(driver_pending(&d, REQUEST_LIST)->keep_tokens_of_name);
	driver_expect_message(&d, MESSAGE_HINT_START);
	assert_int_equal(
	    controller_connection(&d.controller), CONNECTION_LOADING);
	driver_put(&d, "k1", "alpha");
	driver_answer_list(&d);
	driver_expect_cursor(&d, "k1");
	driver_answer_profile(&d);
	assert_string_equal(d.controller.profile.email, "ada@example.org");
	assert_int_equal(controller_connection(&d.controller), CONNECTION_OK);
	driver_expect_message(&d, MESSAGE_EXPIRING);
	driver_end(&d);
}

static void
browse_keeps_the_message_when_one_was_told_before_start(void **state)
{
	struct controller controller;
	struct given given = { .account = "default" };
	struct event event = { .kind = EVENT_START, .size = { 80, 24 } };
	struct effects effects = { 0 };

	(void)state;
	controller_init(&controller, &given);
	message_set(
	    &controller.message, MESSAGE_LOCALE_ASCII, TONE_WARNING, "C");
	controller_update(&controller, &event, &effects);
	assert_int_equal(controller.message.id, MESSAGE_LOCALE_ASCII);
	effects_clear(&effects);
	controller_clear(&controller);
}

static void
browse_moves_when_keys_of_the_table_are_pressed(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "j");
	driver_expect_cursor(&d, "k2");
	driver_code(&d, KEYCODE_DOWN);
	driver_code(&d, KEYCODE_DOWN);
	driver_expect_cursor(&d, "k3");
	driver_type(&d, "k");
	driver_expect_cursor(&d, "k2");
	driver_code(&d, KEYCODE_UP);
	driver_expect_cursor(&d, "k1");
	driver_type(&d, "G");
	driver_expect_cursor(&d, "k3");
	driver_type(&d, "g");
	driver_expect_cursor(&d, "k1");
	driver_code(&d, KEYCODE_END);
	driver_expect_cursor(&d, "k3");
	driver_code(&d, KEYCODE_HOME);
	driver_control(&d, 'f');
	driver_expect_cursor(&d, "k3");
	driver_control(&d, 'b');
	driver_expect_cursor(&d, "k1");
	driver_code(&d, KEYCODE_PAGE_DOWN);
	driver_expect_cursor(&d, "k3");
	driver_code(&d, KEYCODE_PAGE_UP);
	driver_expect_cursor(&d, "k1");
	driver_end(&d);
}

static void
browse_follows_the_api_key_when_reloaded(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "j");
	driver_remove(&d, "k1");
	driver_put(&d, "k4", "delta");
	driver_function(&d, 5);
	assert_true(driver_is_pending(&d, REQUEST_PROFILE));
	driver_answer_list(&d);
	driver_expect_message(&d, MESSAGE_RELOADED);
	assert_int_equal(d.controller.message.number, 3);
	driver_expect_cursor(&d, "k2");
	assert_int_equal(d.controller.cursor.row, 0);
	driver_end(&d);
}

static void
browse_stays_in_the_row_when_the_api_key_vanishes(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "j");
	driver_remove(&d, "k2");
	driver_control(&d, 'r');
	driver_answer_list(&d);
	driver_expect_cursor(&d, "k3");
	driver_remove(&d, "k3");
	driver_function(&d, 5);
	driver_answer_list(&d);
	driver_expect_cursor(&d, "k1");
	driver_remove(&d, "k1");
	driver_function(&d, 5);
	driver_answer_list(&d);
	assert_null(controller_current(&d.controller));
	driver_code(&d, KEYCODE_DOWN);
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_message(&d, MESSAGE_NO_APIKEY);
	driver_end(&d);
}

static void
browse_follows_the_api_key_when_sorted(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_put(&d, "k0", "zeta");
	driver_function(&d, 5);
	driver_answer_list(&d);
	driver_expect_cursor(&d, "k1");
	driver_type(&d, "S");
	driver_expect_message(&d, MESSAGE_SORTED);
	assert_int_equal(d.controller.message.number, COLUMN_EXPIRES);
	assert_true(keylist_is_reversed(d.controller.keys));
	driver_expect_cursor(&d, "k1");
	assert_int_equal(d.controller.cursor.row, 3);
	driver_type(&d, "s");
	assert_int_equal(d.controller.message.number, COLUMN_NAME);
	assert_false(keylist_is_reversed(d.controller.keys));
	driver_expect_cursor(&d, "k1");
	assert_int_equal(d.controller.cursor.row, 0);
	driver_type(&d, "s");
	assert_int_equal(
	    keylist_column(d.controller.keys), COLUMN_ORGANIZATION);
	driver_expect_cursor(&d, "k1");
	driver_end(&d);
}

static void
browse_keeps_what_is_shown_when_a_load_fails(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_function(&d, 5);
	driver_fail(&d, REQUEST_LIST, OUTCOME_NOT_SENT, ERROR_CONNECT, 0);
	driver_expect_message(&d, MESSAGE_TRYING_AGAIN);
	assert_int_equal(d.controller.message.request, REQUEST_LIST);
	assert_int_equal(d.controller.message.error.kind, ERROR_CONNECT);
	assert_int_equal(keylist_rows(d.controller.keys), 3);
	driver_fail(&d, REQUEST_PROFILE, OUTCOME_REFUSED, ERROR_REFUSED, 403);
	assert_int_equal(d.controller.message.request, REQUEST_PROFILE);
	assert_string_equal(d.controller.profile.email, "ada@example.org");
	assert_int_equal(
	    controller_connection(&d.controller), CONNECTION_STALE);
	driver_function(&d, 5);
	driver_answer_profile(&d);
	driver_answer_list(&d);
	assert_int_equal(controller_connection(&d.controller), CONNECTION_OK);
	driver_end(&d);
}

static void
browse_is_offline_when_nothing_was_ever_loaded(void **state)
{
	struct driver d;

	(void)state;
	driver_start(&d);
	driver_fail(&d, REQUEST_PROFILE, OUTCOME_UNKNOWN, ERROR_RESOLVE, 0);
	driver_fail(&d, REQUEST_LIST, OUTCOME_UNKNOWN, ERROR_RESOLVE, 0);
	assert_int_equal(
	    controller_connection(&d.controller), CONNECTION_OFFLINE);
	driver_type(&d, "d");
	driver_expect_message(&d, MESSAGE_NOT_LOADED);
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_message(&d, MESSAGE_NOT_LOADED);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_end(&d);
}

static void
browse_cancels_what_is_waited_for_when_escape_is_pressed(void **state)
{
	struct driver d;

	(void)state;
	driver_start(&d);
	driver_code(&d, KEYCODE_ESCAPE);
	assert_int_equal(d.pending_count, 0);
	assert_int_equal(d.cancelled, 2);
	driver_expect_message(&d, MESSAGE_CANCELLED);
	assert_int_equal(d.controller.message.request, REQUEST_LIST);
	driver_function(&d, 5);
	assert_int_equal(d.sent[REQUEST_LIST], 2);
	driver_answer_list(&d);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_message(&d, MESSAGE_CANCELLED);
	assert_int_equal(d.controller.message.request, REQUEST_PROFILE);
	driver_end(&d);
}

static void
browse_says_so_when_reloaded_while_loading(void **state)
{
	struct driver d;

	(void)state;
	driver_start(&d);
	driver_function(&d, 5);
	driver_expect_message(&d, MESSAGE_STILL_WAITING);
	assert_int_equal(d.controller.message.request, REQUEST_LIST);
	assert_int_equal(d.sent[REQUEST_LIST], 1);
	driver_put(&d, "k1", "alpha");
	driver_answer_list(&d);
	driver_function(&d, 5);
	assert_int_equal(d.sent[REQUEST_LIST], 2);
	assert_int_equal(d.sent[REQUEST_PROFILE], 1);
	driver_end(&d);
}

static void
browse_leaves_when_asked_whatever_hangs(void **state)
{
	struct driver d;

	(void)state;
	driver_start(&d);
	driver_type(&d, "q");
	assert_true(d.has_quit);
	driver_end(&d);
	driver_start(&d);
	driver_control(&d, 'c');
	assert_true(d.has_quit);
	driver_end(&d);
}

static void
browse_redraws_when_asked_also_in_dialogs(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_control(&d, 'l');
	driver_type(&d, "n");
	driver_control(&d, 'l');
	assert_int_equal(d.redraws, 2);
	driver_expect_dialog(&d, DIALOG_CREATE);
	driver_end(&d);
}

static void
browse_does_no_harm_when_the_profile_has_the_focus(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_code(&d, KEYCODE_TAB);
	assert_int_equal(d.controller.focus, PANE_PROFILE);
	driver_code(&d, KEYCODE_DOWN);
	driver_type(&d, "jG");
	driver_expect_cursor(&d, "k1");
	driver_code(&d, KEYCODE_BACKTAB);
	assert_int_equal(d.controller.focus, PANE_KEYS);
	driver_code(&d, KEYCODE_TAB);
	driver_code(&d, KEYCODE_TAB);
	driver_type(&d, "j");
	driver_expect_cursor(&d, "k2");
	driver_end(&d);
}

static void
browse_keeps_the_cursor_in_sight_when_resized(void **state)
{
	static char ids[20][4];
	struct driver d;

	(void)state;
	driver_start(&d);
	for (int i = 0; i < 20; i++) {
		ids[i][0] = 'k';
		ids[i][1] = (char)('a' + i);
		driver_put(&d, ids[i], ids[i]);
	}
	driver_answer_list(&d);
	driver_type(&d, "G");
	driver_resize(&d, 40, 10);
	assert_int_equal(d.controller.cursor.row, 19);
	assert_int_equal(d.controller.cursor.top, 15);
	driver_resize(&d, 1, 1);
	driver_resize(&d, 120, 36);
	assert_int_equal(d.controller.cursor.row, 19);
	assert_int_equal(d.controller.cursor.top, 0);
	driver_end(&d);
}

static void
browse_only_leaves_when_the_screen_is_too_small(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_resize(&d, 39, 10);
	driver_type(&d, "jdyn");
	driver_paste(&d, "text");
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_expect_cursor(&d, "k1");
	assert_int_equal(d.pending_count, 0);
	driver_type(&d, "q");
	assert_true(d.has_quit);
	driver_end(&d);
}

static void
browse_wakes_no_one_when_nothing_counts(void **state)
{
	struct driver d;
	int64_t deadline;

	(void)state;
	driver_start_loaded(&d);
	assert_true(controller_deadline(&d.controller) == INT64_MAX);
	d.controller.given.session_ends_ms =
	    d.controller.now.wall_ms + 41 * 60000 + 500;
	deadline = controller_deadline(&d.controller);
	assert_int_equal(deadline, d.controller.now.steady_ms + 501);
	d.controller.given.session_ends_ms = d.controller.now.wall_ms;
	assert_true(controller_deadline(&d.controller) == INT64_MAX);
	driver_function(&d, 5);
	driver_answer_profile(&d);
	driver_lose(&d, REQUEST_LIST);
	deadline = controller_deadline(&d.controller);
	assert_in_range(deadline - d.controller.now.steady_ms, 1, 60000);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(browse_asks_for_both_when_started),
		cmocka_unit_test(
		    browse_keeps_the_message_when_one_was_told_before_start),
		cmocka_unit_test(
		    browse_moves_when_keys_of_the_table_are_pressed),
		cmocka_unit_test(browse_follows_the_api_key_when_reloaded),
		cmocka_unit_test(
		    browse_stays_in_the_row_when_the_api_key_vanishes),
		cmocka_unit_test(browse_follows_the_api_key_when_sorted),
		cmocka_unit_test(browse_keeps_what_is_shown_when_a_load_fails),
		cmocka_unit_test(
		    browse_is_offline_when_nothing_was_ever_loaded),
		cmocka_unit_test(
		    browse_cancels_what_is_waited_for_when_escape_is_pressed),
		cmocka_unit_test(browse_says_so_when_reloaded_while_loading),
		cmocka_unit_test(browse_leaves_when_asked_whatever_hangs),
		cmocka_unit_test(browse_redraws_when_asked_also_in_dialogs),
		cmocka_unit_test(
		    browse_does_no_harm_when_the_profile_has_the_focus),
		cmocka_unit_test(browse_keeps_the_cursor_in_sight_when_resized),
		cmocka_unit_test(
		    browse_only_leaves_when_the_screen_is_too_small),
		cmocka_unit_test(browse_wakes_no_one_when_nothing_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
