/* SPDX-License-Identifier: ISC */
/* What is pasted is text or nothing, never a command. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/journey_driver.h"

#define COMMANDS "dynrqsSg/?\ry\n\x03\x12"

static void
expect_ignored(struct driver *d)
{
	size_t sent = d->sent[REQUEST_LIST];

	driver_paste(d, COMMANDS);
	driver_expect_message(d, MESSAGE_PASTE_IGNORED);
	assert_int_equal(d->sent[REQUEST_LIST], sent);
	assert_int_equal(d->sent[REQUEST_CREATE], 0);
	assert_int_equal(d->sent[REQUEST_RENAME], 0);
	assert_int_equal(d->sent[REQUEST_DELETE], 0);
	assert_false(d->has_quit);
}

static void
paste_is_ignored_when_no_text_is_taken(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	expect_ignored(&d);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_code(&d, KEYCODE_ENTER);
	expect_ignored(&d);
	driver_expect_dialog(&d, DIALOG_DETAILS);
	driver_type(&d, "d");
	expect_ignored(&d);
	driver_expect_dialog(&d, DIALOG_DELETE);
	driver_end(&d);
}

static void
paste_goes_into_the_filter_when_open(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "/");
	driver_paste(&d, " gam\x1B\n");
	assert_string_equal(keylist_filter(d.controller.keys), "gam");
	driver_expect_cursor(&d, "k3");
	driver_end(&d);
}

static void
paste_goes_into_the_name_when_it_has_the_focus(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "n");
	driver_paste(&d, COMMANDS);
	assert_string_equal(
	    field_text(&d.controller.form.name), "dynrqsSg/? y");
	driver_code(&d, KEYCODE_TAB);
	expect_ignored(&d);
	driver_expect_dialog(&d, DIALOG_CREATE);
	driver_end(&d);
}

static void
paste_is_ignored_when_the_form_waits(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "nci");
	driver_code(&d, KEYCODE_ENTER);
	driver_paste(&d, "more");
	driver_expect_message(&d, MESSAGE_PASTE_IGNORED);
	assert_string_equal(field_text(&d.controller.form.name), "ci");
	driver_end(&d);
}

static void
paste_is_refused_when_it_is_too_long(void **state)
{
	struct driver d;
	char *text = calloc(200001, 1);

	(void)state;
	memset(text, 'x', 200000);
	driver_start_loaded(&d);
	driver_type(&d, "nci");
	driver_paste(&d, text);
	assert_string_equal(field_text(&d.controller.form.name), "ci");
	assert_int_equal(d.controller.form.refusal.id, MESSAGE_NAME_TOO_LONG);
	driver_end(&d);
	free(text);
}

static void
paste_goes_into_the_search_when_help_is_open(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "?");
	driver_paste(&d, "rename\r");
	driver_expect_dialog(&d, DIALOG_HELP);
	assert_int_equal(d.controller.help.found_count, 1);
	assert_int_equal(d.controller.help.found[0], COMMAND_RENAME);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paste_is_ignored_when_no_text_is_taken),
		cmocka_unit_test(paste_goes_into_the_filter_when_open),
		cmocka_unit_test(
		    paste_goes_into_the_name_when_it_has_the_focus),
		cmocka_unit_test(paste_is_ignored_when_the_form_waits),
		cmocka_unit_test(paste_is_refused_when_it_is_too_long),
		cmocka_unit_test(paste_goes_into_the_search_when_help_is_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
