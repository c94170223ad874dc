/* SPDX-License-Identifier: ISC */
/* No countdown goes on unseen, and the undo key keeps where it is free. */
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
press(struct driver *d, char key)
{
	const char text[] = { key, '\0' };

	if (key == '\r')
		driver_code(d, KEYCODE_ENTER);
	else
		driver_type(d, text);
}

/* What nobody can see does not count, whatever lies over it. */
static void
hold_waits_while_a_dialog_is_open(void **state)
{
	static const char keys[] = "\r?:MCAnd";
	struct driver d;

	(void)state;
	for (size_t i = 0; keys[i] != '\0'; i++) {
		driver_start_held(&d);
		driver_watch(&d, 4000);
		driver_type(&d, "k");
		press(&d, keys[i]);
		assert_int_not_equal(
		    controller_dialog(&d.controller), DIALOG_NONE);
		driver_watch(&d, 60000);
		assert_int_equal(driver_holds(&d)->stop, HOLD_COVERED);
		assert_int_equal(d.sent[REQUEST_DELETE], 0);
		driver_code(&d, KEYCODE_ESCAPE);
		driver_expect_dialog(&d, DIALOG_NONE);
		driver_watch(&d, 5900);
		assert_int_equal(d.sent[REQUEST_DELETE], 0);
		driver_watch(&d, 200);
		assert_int_equal(d.sent[REQUEST_DELETE], 1);
		driver_end(&d);
	}
}

static void
hold_waits_while_the_screen_is_too_small(void **state)
{
	struct driver d;

	(void)state;
	driver_start_held(&d);
	driver_resize(&d, 39, 9);
	driver_watch(&d, 60000);
	assert_int_equal(d.sent[REQUEST_DELETE], 0);
	driver_resize(&d, 80, 24);
	driver_watch(&d, 10100);
	assert_int_equal(d.sent[REQUEST_DELETE], 1);
	driver_end(&d);
}

static void
hold_gives_time_when_it_is_seen_again(void **state)
{
	struct driver d;

	(void)state;
	driver_start_held(&d);
	driver_watch(&d, 9900);
	driver_type(&d, "?");
	driver_code(&d, KEYCODE_ESCAPE);
	driver_watch(&d, 2900);
	assert_int_equal(d.sent[REQUEST_DELETE], 0);
	driver_watch(&d, 200);
	assert_int_equal(d.sent[REQUEST_DELETE], 1);
	driver_end(&d);
}

/* The words beside the countdown promise the key only where it counts. */
static void
hold_is_taken_back_where_the_key_is_free(void **state)
{
	static const char lists[] = "\rMCA", others[] = "?:n/d";
	struct driver d;

	(void)state;
	for (size_t i = 0; lists[i] != '\0'; i++) {
		driver_start_held(&d);
		press(&d, lists[i]);
		assert_true(controller_undo_keeps(&d.controller));
		driver_type(&d, "u");
		driver_expect_message(&d, MESSAGE_KEPT);
		assert_int_equal(driver_holds(&d)->count, 0);
		driver_end(&d);
	}
	for (size_t i = 0; others[i] != '\0'; i++) {
		driver_start_held(&d);
		driver_type(&d, "k");
		press(&d, others[i]);
		assert_false(controller_undo_keeps(&d.controller));
		driver_type(&d, "u");
		assert_int_equal(driver_holds(&d)->count, 1);
		driver_end(&d);
	}
}

static void
hold_is_taken_back_on_the_login_screen(void **state)
{
	struct driver d;

	(void)state;
	driver_start_held(&d);
	driver_function(&d, 5);
	driver_fail(&d, REQUEST_LIST, OUTCOME_REFUSED, ERROR_REFUSED, 401);
	driver_reach_link(&d);
	driver_type(&d, "pu");
	assert_false(controller_undo_keeps(&d.controller));
	assert_int_equal(driver_holds(&d)->count, 1);
	driver_code(&d, KEYCODE_ESCAPE);
	assert_true(controller_undo_keeps(&d.controller));
	driver_type(&d, "u");
	assert_int_equal(driver_holds(&d)->count, 0);
	driver_expect_dialog(&d, DIALOG_LOGIN);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hold_waits_while_a_dialog_is_open),
		cmocka_unit_test(hold_waits_while_the_screen_is_too_small),
		cmocka_unit_test(hold_gives_time_when_it_is_seen_again),
		cmocka_unit_test(hold_is_taken_back_where_the_key_is_free),
		cmocka_unit_test(hold_is_taken_back_on_the_login_screen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
