/* SPDX-License-Identifier: ISC */
/* The filter narrows the table as it is typed. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
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

/* The cursor follows its API key through the filter, unless it is moved. */
static void
filter_gives_the_cursor_back_when_it_goes(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "G/bet");
	driver_expect_cursor(&d, "k2");
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_cursor(&d, "k3");
	driver_type(&d, "/zzz");
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_cursor(&d, "k3");
	/* Through a list that comes meanwhile, too. */
	driver_type(&d, "/bet");
	driver_function(&d, 5);
	driver_put(&d, "k0", "first");
	driver_answer_profile(&d);
	driver_answer_list(&d);
	driver_expect_cursor(&d, "k2");
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_cursor(&d, "k3");
	/* What is moved to, or kept by Enter, is where it is. */
	driver_type(&d, "g/a");
	driver_code(&d, KEYCODE_DOWN);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_cursor(&d, "k2");
	driver_type(&d, "/amm");
	driver_code(&d, KEYCODE_ENTER);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_cursor(&d, "k3");
	/* What is deleted does not come back. */
	driver_type(&d, "/bet");
	driver_remove(&d, "k3");
	driver_function(&d, 5);
	driver_answer_profile(&d);
	driver_answer_list(&d);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_cursor(&d, "k2");
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

static void
filter_keeps_the_list_when_the_expression_is_wrong(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "/amm !");
	assert_int_equal(d.controller.filter_error.kind, ERROR_FILTER);
	assert_int_equal(keylist_rows(d.controller.keys), 1);
	/* A key that changes nothing makes nothing right. */
	driver_code(&d, KEYCODE_END);
	assert_int_equal(d.controller.filter_error.kind, ERROR_FILTER);
	driver_code(&d, KEYCODE_ENTER);
	assert_true(d.controller.filter_is_open);
	driver_type(&d, "g");
	assert_int_equal(d.controller.filter_error.kind, ERROR_NONE);
	assert_int_equal(keylist_rows(d.controller.keys), 0);
	driver_code(&d, KEYCODE_BACKSPACE);
	assert_int_equal(d.controller.filter_error.kind, ERROR_FILTER);
	driver_code(&d, KEYCODE_ESCAPE);
	assert_int_equal(d.controller.filter_error.kind, ERROR_NONE);
	assert_false(d.controller.filter_is_open);
	assert_int_equal(keylist_rows(d.controller.keys), 3);
	driver_end(&d);
}

/* On its way to a term of the language nothing is hidden. */
static void
filter_hides_nothing_when_a_term_is_on_its_way(void **state)
{
	static const char expression[] = "xpires>0d";
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "/e");
	for (const char *letter = expression; *letter != '\0'; letter++) {
		const char key[] = { *letter, '\0' };

		driver_type(&d, key);
		if (keylist_rows(d.controller.keys) != 3)
			fail_msg("nothing is left at %s", letter);
	}
	assert_int_equal(d.controller.filter_error.kind, ERROR_NONE);
	driver_code(&d, KEYCODE_ENTER);
	assert_false(d.controller.filter_is_open);
	assert_int_equal(keylist_rows(d.controller.keys), 3);
	/* What is typed to its end is a word like others. */
	driver_code(&d, KEYCODE_ESCAPE);
	driver_type(&d, "/expires");
	assert_int_equal(keylist_rows(d.controller.keys), 3);
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(keylist_rows(d.controller.keys), 0);
	driver_type(&d, "/<x");
	assert_int_equal(keylist_rows(d.controller.keys), 3);
	assert_int_equal(d.controller.filter_error.kind, ERROR_FILTER);
	driver_code(&d, KEYCODE_ENTER);
	assert_true(d.controller.filter_is_open);
	driver_end(&d);
}

/* A list that a regular expression does not come through in one turn. */
static void
answer_large_list(struct driver *d, unsigned count)
{
	struct reply reply = { .kind = REQUEST_LIST, .outcome = OUTCOME_DONE };
	char id[16], name[16];

	for (unsigned i = 0; i < count; i++) {
		snprintf(id, sizeof(id), "id-%06u", i);
		snprintf(name, sizeof(name), "name %06u", i);
		apikeys_add(&reply.apikeys, &(struct apikey){ .id = id,
		                                .name = name,
		                                .expires_ms = i,
		                                .is_readable = true });
	}
	driver_answer_with(d, REQUEST_LIST, &reply);
}

static void
filter_lets_keys_through_while_a_pattern_is_looked_for(void **state)
{
	struct driver d;
	int turns = 0;

	(void)state;
	driver_start(&d);
	driver_answer_profile(&d);
	answer_large_list(&d, 20000);
	driver_type(&d, "/~e.*7$");
	assert_true(keylist_is_searching(d.controller.keys));
	assert_int_equal(
	    controller_deadline(&d.controller), d.controller.now.steady_ms);
	assert_int_equal(keylist_rows(d.controller.keys), 20000);
	driver_code(&d, KEYCODE_DOWN);
	driver_expect_cursor(&d, "id-000001");
	for (; keylist_is_searching(d.controller.keys); turns++)
		driver_wait(&d, 0);
	assert_true(turns > 1);
	assert_int_equal(keylist_rows(d.controller.keys), 2000);
	assert_int_equal(controller_deadline(&d.controller), INT64_MAX);
	driver_type(&d, " x");
	driver_code(&d, KEYCODE_ESCAPE);
	assert_false(keylist_is_searching(d.controller.keys));
	assert_int_equal(keylist_rows(d.controller.keys), 20000);
	driver_end(&d);
}

static void
filter_and_view_are_left_apart(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "ff");
	assert_int_equal(
	    keylist_view(d.controller.keys)->kind, KEYVIEW_EXPIRED);
	driver_type(&d, "/amm");
	driver_code(&d, KEYCODE_ENTER);
	driver_type(&d, "fff");
	assert_int_equal(keylist_rows(d.controller.keys), 1);
	assert_null(keylist_view(d.controller.keys)->organization);
	driver_code(&d, KEYCODE_ESCAPE);
	assert_int_equal(keylist_rows(d.controller.keys), 3);
	driver_type(&d, "f");
	assert_int_equal(keylist_view(d.controller.keys)->kind, KEYVIEW_ALL);
	assert_int_equal(keylist_rows(d.controller.keys), 3);
	/* Nobody moved it. */
	driver_expect_cursor(&d, "k1");
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
		cmocka_unit_test(filter_gives_the_cursor_back_when_it_goes),
		cmocka_unit_test(
		    filter_waits_when_escape_cancels_a_request_first),
		cmocka_unit_test(filter_lets_the_table_move_when_open),
		cmocka_unit_test(filter_keeps_its_line_free_when_open),
		cmocka_unit_test(filter_lasts_when_the_list_comes_anew),
		cmocka_unit_test(
		    filter_keeps_the_list_when_the_expression_is_wrong),
		cmocka_unit_test(
		    filter_hides_nothing_when_a_term_is_on_its_way),
		cmocka_unit_test(
		    filter_lets_keys_through_while_a_pattern_is_looked_for),
		cmocka_unit_test(filter_and_view_are_left_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
