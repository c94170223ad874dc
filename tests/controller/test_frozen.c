/* SPDX-License-Identifier: ISC */
/* Rows below a dialog stay as they were when it was opened. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/journey_driver.h"

/* A reload is on its way that was asked for before anything is opened. */
static void
start_reload(struct driver *d)
{
	driver_start_loaded(d);
	driver_function(d, 5);
	driver_answer_profile(d);
	assert_true(driver_is_pending(d, REQUEST_LIST));
}

/* The one under the cursor has gone, others have come and changed. */
static void
answer_with_others(struct driver *d)
{
	driver_remove(d, "k1");
	driver_put(d, "k0", "alpha");
	driver_put(d, "k4", "another");
	driver_put(d, "k2", "aaa");
	driver_answer_list(d);
	assert_false(driver_is_pending(d, REQUEST_LIST));
}

static void
expect_row(const struct driver *d, size_t row, const char *id)
{
	assert_string_equal(keylist_row(d->controller.keys, row)->id, id);
}

static void
expect_old_rows(const struct driver *d)
{
	assert_int_equal(keylist_rows(d->controller.keys), 3);
	expect_row(d, 0, "k1");
	expect_row(d, 1, "k2");
	expect_row(d, 2, "k3");
	assert_string_equal(keylist_row(d->controller.keys, 1)->name, "beta");
	driver_expect_cursor(d, "k1");
}

static void
expect_new_rows(const struct driver *d)
{
	assert_int_equal(keylist_rows(d->controller.keys), 4);
	assert_null(keylist_find(d->controller.keys, "k1"));
	assert_string_equal(
	    keylist_find(d->controller.keys, "k2")->name, "aaa");
}

static void
rows_stay_when_a_list_comes_below_any_dialog(void **state)
{
	static const char *const keys[] = { "n", "r", "d", "t", "?", ":", "C",
		"M", "A" };
	struct driver d;

	(void)state;
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		start_reload(&d);
		driver_type(&d, keys[i]);
		assert_int_equal(d.controller.dialog_count, 1);
		answer_with_others(&d);
		expect_old_rows(&d);
		assert_int_equal(
		    controller_connection(&d.controller), CONNECTION_OK);
		driver_code(&d, KEYCODE_ESCAPE);
		driver_expect_dialog(&d, DIALOG_NONE);
		expect_new_rows(&d);
		driver_expect_message(&d, MESSAGE_RELOADED);
		assert_int_equal(d.sent[REQUEST_LIST], 2);
		driver_end(&d);
	}
}

/* What was asked for before comes while the question stands. */
static void
question_names_the_same_when_a_list_comes_in_it(void **state)
{
	struct driver d;

	(void)state;
	start_reload(&d);
	driver_type(&d, "d");
	answer_with_others(&d);
	driver_expect_dialog(&d, DIALOG_DELETE);
	assert_string_equal(d.controller.deletion.id, "k1");
	assert_string_equal(d.controller.deletion.name, "alpha");
	expect_old_rows(&d);
	driver_code(&d, KEYCODE_TAB);
	driver_code(&d, KEYCODE_ENTER);
	assert_string_equal(driver_pending(&d, REQUEST_DELETE)->id, "k1");
	driver_fail(&d, REQUEST_DELETE, OUTCOME_REFUSED, ERROR_REFUSED, 404);
	driver_expect_message(&d, MESSAGE_ALREADY_GONE);
	assert_int_equal(d.sent[REQUEST_DELETE], 1);
	/* The list may be of the time before: another one is asked for. */
	driver_answer_list(&d);
	driver_expect_message(&d, MESSAGE_ALREADY_GONE);
	expect_new_rows(&d);
	driver_end(&d);
}

static void
questions_name_the_same_when_many_are_marked(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "  ");
	driver_function(&d, 5);
	driver_answer_profile(&d);
	driver_type(&d, "d");
	driver_expect_dialog(&d, DIALOG_DELETE_MANY);
	answer_with_others(&d);
	assert_int_equal(d.controller.delete_many.targets.count, 2);
	assert_int_equal(keylist_marked(d.controller.keys), 2);
	driver_type(&d, "2");
	driver_code(&d, KEYCODE_ENTER);
	assert_string_equal(driver_pending(&d, REQUEST_DELETE)->id, "k1");
	driver_fail(&d, REQUEST_DELETE, OUTCOME_REFUSED, ERROR_REFUSED, 404);
	assert_string_equal(driver_pending(&d, REQUEST_DELETE)->id, "k2");
	driver_end(&d);
}

static void
rows_stay_when_a_token_was_asked_for_before(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	d.controller.given.can_copy = true;
	driver_type(&d, "yd");
	driver_expect_dialog(&d, DIALOG_DELETE);
	driver_put(&d, "k0", "another");
	driver_answer_list(&d);
	assert_int_equal(d.effects[EFFECT_COPY_TOKEN], 1);
	expect_old_rows(&d);
	driver_code(&d, KEYCODE_ESCAPE);
	assert_int_equal(keylist_rows(d.controller.keys), 4);
	driver_end(&d);
}

static void
reload_from_help(struct driver *d)
{
	driver_type(d, "?reload");
	driver_code(d, KEYCODE_ENTER);
	driver_answer_profile(d);
}

/* Who reloads in the details wants to see it there. */
static void
rows_change_when_it_was_asked_for_in_the_dialog(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_DETAILS);
	reload_from_help(&d);
	driver_put(&d, "k1", "omega");
	driver_answer_list(&d);
	driver_expect_dialog(&d, DIALOG_DETAILS);
	assert_string_equal(
	    keylist_find(d.controller.keys, "k1")->name, "omega");
	/* But not once there is a question over it. */
	reload_from_help(&d);
	driver_type(&d, "d");
	driver_put(&d, "k1", "psi");
	driver_answer_list(&d);
	assert_string_equal(
	    keylist_find(d.controller.keys, "k1")->name, "omega");
	assert_string_equal(d.controller.deletion.name, "omega");
	driver_code(&d, KEYCODE_ESCAPE);
	driver_code(&d, KEYCODE_ESCAPE);
	assert_string_equal(keylist_find(d.controller.keys, "k1")->name, "psi");
	driver_end(&d);
}

/* An older list must not bring back what was deleted since. */
static void
late_list_is_dropped_when_a_change_is_sent(void **state)
{
	struct driver d;

	(void)state;
	start_reload(&d);
	driver_type(&d, "d");
	driver_answer_list(&d);
	driver_code(&d, KEYCODE_TAB);
	driver_code(&d, KEYCODE_ENTER);
	driver_remove(&d, "k1");
	driver_answer(&d, REQUEST_DELETE, NULL, NULL);
	driver_expect_dialog(&d, DIALOG_NONE);
	assert_int_equal(keylist_rows(d.controller.keys), 2);
	driver_answer_list(&d);
	assert_int_equal(keylist_rows(d.controller.keys), 2);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_stay_when_a_list_comes_below_any_dialog),
		cmocka_unit_test(
		    question_names_the_same_when_a_list_comes_in_it),
		cmocka_unit_test(questions_name_the_same_when_many_are_marked),
		cmocka_unit_test(rows_stay_when_a_token_was_asked_for_before),
		cmocka_unit_test(
		    rows_change_when_it_was_asked_for_in_the_dialog),
		cmocka_unit_test(late_list_is_dropped_when_a_change_is_sent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
