/* SPDX-License-Identifier: ISC */
/* The list of commands is searched and runs them. */
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
help_lists_all_commands_when_opened(void **state)
{
	struct driver d;

	(void)state;
	driver_start(&d);
	driver_type(&d, "?");
	driver_expect_dialog(&d, DIALOG_HELP);
	assert_int_equal(d.controller.help.found_count, COMMAND_COUNT);
	driver_type(&d, "?");
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_function(&d, 1);
	driver_expect_dialog(&d, DIALOG_HELP);
	driver_function(&d, 1);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_end(&d);
}

static void
help_finds_names_titles_and_keys_when_searched(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "?RENAME");
	assert_int_equal(d.controller.help.found_count, 1);
	assert_int_equal(d.controller.help.found[0], COMMAND_RENAME);
	driver_control(&d, 'u');
	driver_type(&d, "everything");
	assert_int_equal(d.controller.help.found[0], COMMAND_DETAILS);
	driver_control(&d, 'u');
	driver_type(&d, "ctrl-r");
	assert_int_equal(d.controller.help.found_count, 1);
	assert_int_equal(d.controller.help.found[0], COMMAND_RELOAD);
	driver_type(&d, "?");
	assert_int_equal(d.controller.help.found_count, 0);
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_HELP);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_dialog(&d, DIALOG_HELP);
	assert_int_equal(d.controller.help.found_count, COMMAND_COUNT);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_end(&d);
}

static void
help_runs_the_command_when_enter_is_pressed(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "?");
	driver_code(&d, KEYCODE_DOWN);
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_expect_cursor(&d, "k2");
	driver_type(&d, "?an api key");
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_CREATE);
	driver_end(&d);
}

static void
help_says_why_when_the_command_cannot_be_done(void **state)
{
	struct driver d;

	(void)state;
	driver_start(&d);
	driver_type(&d, "?delete");
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_expect_message(&d, MESSAGE_STILL_WAITING);
	driver_end(&d);
}

static void
help_opens_over_every_dialog(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_code(&d, KEYCODE_ENTER);
	driver_type(&d, "?");
	driver_expect_dialog(&d, DIALOG_HELP);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_type(&d, "d?");
	driver_expect_dialog(&d, DIALOG_HELP);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_type(&d, "r?");
	driver_expect_dialog(&d, DIALOG_RENAME);
	driver_function(&d, 1);
	driver_expect_dialog(&d, DIALOG_HELP);
	driver_end(&d);
}

static void
help_keeps_the_dialog_below_when_a_command_does_not_fit(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "nci");
	driver_function(&d, 1);
	driver_type(&d, "an api key");
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_CREATE);
	driver_expect_message(&d, MESSAGE_DIALOG_OPEN);
	assert_string_equal(field_text(&d.controller.form.name), "ci");
	driver_end(&d);
}

static void
help_runs_delete_when_the_details_are_below(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_code(&d, KEYCODE_ENTER);
	driver_type(&d, "?delete the");
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_DELETE);
	assert_string_equal(d.controller.deletion.id, "k1");
	driver_end(&d);
}

static void
help_does_not_leave_when_a_change_is_on_its_way(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "nci");
	driver_code(&d, KEYCODE_ENTER);
	driver_type(&d, "?");
	driver_expect_dialog(&d, DIALOG_HELP);
	driver_type(&d, "quit");
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_message(&d, MESSAGE_QUIT_ASKS);
	assert_false(d.has_quit);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(help_lists_all_commands_when_opened),
		cmocka_unit_test(
		    help_finds_names_titles_and_keys_when_searched),
		cmocka_unit_test(help_runs_the_command_when_enter_is_pressed),
		cmocka_unit_test(help_says_why_when_the_command_cannot_be_done),
		cmocka_unit_test(help_opens_over_every_dialog),
		cmocka_unit_test(
		    help_keeps_the_dialog_below_when_a_command_does_not_fit),
		cmocka_unit_test(help_runs_delete_when_the_details_are_below),
		cmocka_unit_test(
		    help_does_not_leave_when_a_change_is_on_its_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
