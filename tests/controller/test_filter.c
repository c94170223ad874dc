/* SPDX-License-Identifier: ISC */
/* The filter narrows the table as it is typed. */
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
filter_applies_each_key_when_typed(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "/");
	assert_true(d.controller.filter_is_open);
	driver_type(&d, "b");
	assert_int_equal(keylist_rows(d.controller.keys), 1);
	driver_expect_cursor(&d, "k2");
	driver_type(&d, "x");
	assert_int_equal(keylist_rows(d.controller.keys), 0);
	driver_code(&d, KEYCODE_BACKSPACE);
	driver_expect_cursor(&d, "k2");
	driver_type(&d, "nq?");
	driver_expect_dialog(&d, DIALOG_NONE);
	assert_false(d.has_quit);
	assert_string_equal(keylist_filter(d.controller.keys), "bnq?");
	driver_end(&d);
}

static void
filter_stays_when_closed_by_enter(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "/amm");
	driver_code(&d, KEYCODE_ENTER);
	assert_false(d.controller.filter_is_open);
	assert_int_equal(keylist_rows(d.controller.keys), 1);
	driver_type(&d, "/");
	assert_string_equal(field_text(&d.controller.filter), "amm");
	driver_code(&d, KEYCODE_ENTER);
	driver_code(&d, KEYCODE_ESCAPE);
	assert_int_equal(keylist_rows(d.controller.keys), 3);
	driver_expect_cursor(&d, "k3");
	driver_end(&d);
}

static void
filter_goes_in_one_step_when_escape_is_pressed(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "/amm");
	driver_code(&d, KEYCODE_ESCAPE);
	assert_false(d.controller.filter_is_open);
	assert_string_equal(keylist_filter(d.controller.keys), "");
	assert_int_equal(keylist_rows(d.controller.keys), 3);
	driver_end(&d);
}

static void
filter_waits_when_escape_cancels_a_request_first(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "/amm");
	driver_function(&d, 5);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_message(&d, MESSAGE_CANCELLED);
	assert_true(d.controller.filter_is_open);
	driver_code(&d, KEYCODE_ESCAPE);
	assert_false(d.controller.filter_is_open);
	driver_end(&d);
}

static void
filter_lets_the_table_move_when_open(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "/a");
	driver_code(&d, KEYCODE_DOWN);
	driver_expect_cursor(&d, "k2");
	driver_code(&d, KEYCODE_UP);
	driver_expect_cursor(&d, "k1");
	driver_code(&d, KEYCODE_PAGE_DOWN);
	driver_expect_cursor(&d, "k3");
	driver_code(&d, KEYCODE_PAGE_UP);
	driver_expect_cursor(&d, "k1");
	driver_code(&d, KEYCODE_TAB);
	driver_code(&d, KEYCODE_DELETE);
	driver_expect_dialog(&d, DIALOG_NONE);
	assert_true(d.controller.filter_is_open);
	driver_function(&d, 1);
	driver_expect_dialog(&d, DIALOG_HELP);
	driver_end(&d);
}

static void
filter_keeps_its_line_free_when_open(void **state)
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
	for (int i = 0; i < 15; i++)
		driver_type(&d, "j");
	assert_int_equal(d.controller.cursor.top, 0);
	driver_type(&d, "/");
	assert_int_equal(d.controller.cursor.row, 15);
	assert_int_equal(d.controller.cursor.top, 1);
	driver_end(&d);
}

static void
filter_lasts_when_the_list_comes_anew(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "/amm");
	driver_code(&d, KEYCODE_ENTER);
	driver_put(&d, "k4", "hammer");
	driver_function(&d, 5);
	driver_answer_list(&d);
	assert_int_equal(keylist_rows(d.controller.keys), 2);
	assert_int_equal(d.controller.message.number, 4);
	driver_expect_cursor(&d, "k3");
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(filter_applies_each_key_when_typed),
		cmocka_unit_test(filter_stays_when_closed_by_enter),
		cmocka_unit_test(
		    filter_goes_in_one_step_when_escape_is_pressed),
		cmocka_unit_test(
		    filter_waits_when_escape_cancels_a_request_first),
		cmocka_unit_test(filter_lets_the_table_move_when_open),
		cmocka_unit_test(filter_keeps_its_line_free_when_open),
		cmocka_unit_test(filter_lasts_when_the_list_comes_anew),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
