/* SPDX-License-Identifier: ISC */
/* The details of one API key. */
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
details_show_the_api_key_when_enter_is_pressed(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "j");
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_DETAILS);
	assert_string_equal(controller_details(&d.controller)->name, "beta");
	driver_type(&d, "xns/");
	driver_expect_dialog(&d, DIALOG_DETAILS);
	assert_int_equal(keylist_column(d.controller.keys), COLUMN_EXPIRES);
	driver_type(&d, "q");
	driver_expect_dialog(&d, DIALOG_NONE);
	assert_false(d.has_quit);
	driver_end(&d);
}

static void
details_close_when_enter_escape_or_control_c_is_pressed(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_code(&d, KEYCODE_ENTER);
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_code(&d, KEYCODE_ENTER);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_code(&d, KEYCODE_ENTER);
	driver_control(&d, 'c');
	driver_expect_dialog(&d, DIALOG_NONE);
	assert_false(d.has_quit);
	driver_end(&d);
}

/* The countdown waits below a dialog: nobody would see it. */
static void
details_close_when_the_api_key_is_held_back(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_hold_back(&d, 10);
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_DETAILS);
	driver_type(&d, "dy");
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_watch(&d, 10100);
	assert_int_equal(d.sent[REQUEST_DELETE], 1);
	driver_end(&d);
}

static void
details_scroll_only_as_far_as_it_is_worth(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_code(&d, KEYCODE_ENTER);
	driver_code(&d, KEYCODE_UP);
	assert_int_equal(d.controller.details_scroll, 0);
	driver_code(&d, KEYCODE_PAGE_DOWN);
	assert_int_equal(d.controller.details_scroll, 0);
	driver_resize(&d, 40, 10);
	driver_code(&d, KEYCODE_DOWN);
	assert_int_equal(d.controller.details_scroll, 1);
	for (int i = 0; i < 50; i++)
		driver_code(&d, KEYCODE_PAGE_DOWN);
	assert_in_range(d.controller.details_scroll, 2, 20);
	for (int i = 0; i < 50; i++)
		driver_code(&d, KEYCODE_PAGE_UP);
	assert_int_equal(d.controller.details_scroll, 0);
	driver_end(&d);
}

static void
details_rename_and_delete_their_own_api_key(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "j");
	driver_code(&d, KEYCODE_ENTER);
	driver_type(&d, "r");
	driver_expect_dialog(&d, DIALOG_RENAME);
	assert_string_equal(d.controller.form.id, "k2");
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_dialog(&d, DIALOG_DETAILS);
	driver_code(&d, KEYCODE_DELETE);
	assert_string_equal(d.controller.deletion.id, "k2");
	driver_type(&d, "y");
	driver_answer(&d, REQUEST_DELETE, NULL, NULL);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_expect_cursor(&d, "k3");
	driver_end(&d);
}

static void
details_stay_when_their_api_key_has_gone(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_code(&d, KEYCODE_ENTER);
	driver_type(&d, "?reload");
	driver_code(&d, KEYCODE_ENTER);
	driver_remove(&d, "k1");
	driver_answer_list(&d);
	driver_expect_dialog(&d, DIALOG_DETAILS);
	assert_null(controller_details(&d.controller));
	driver_type(&d, "d");
	driver_expect_message(&d, MESSAGE_NO_APIKEY);
	driver_expect_dialog(&d, DIALOG_DETAILS);
	driver_code(&d, KEYCODE_DOWN);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    details_show_the_api_key_when_enter_is_pressed),
		cmocka_unit_test(
		    details_close_when_enter_escape_or_control_c_is_pressed),
		cmocka_unit_test(details_close_when_the_api_key_is_held_back),
		cmocka_unit_test(details_scroll_only_as_far_as_it_is_worth),
		cmocka_unit_test(details_rename_and_delete_their_own_api_key),
		cmocka_unit_test(details_stay_when_their_api_key_has_gone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
