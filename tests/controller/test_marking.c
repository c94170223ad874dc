/* SPDX-License-Identifier: ISC */
/* Marking one by one, in a range, all; and what clears marks. */
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
start(struct driver *d)
{
	driver_start(d);
	driver_put(d, "k1", "alpha");
	driver_put(d, "k2", "beta");
	driver_put(d, "k3", "gamma");
	driver_put(d, "k4", "delta");
	driver_put(d, "k5", "epsilon");
	driver_answer_profile(d);
	driver_answer_list(d);
}

/* The last characters of the ids that are marked, such as "13". */
static void
expect_marked(const struct driver *d, const char *expected)
{
	const struct keylist *keys = d->controller.keys;
	char marked[32] = "";

	for (size_t i = 0; i < keylist_total(keys); i++)
		if (keylist_is_marked(keys, keylist_at(keys, i)))
			strcat(marked, keylist_at(keys, i)->id + 1);
	assert_string_equal(marked, expected);
}

static void
space_marks_and_goes_on(void **state)
{
	struct driver d;

	(void)state;
	start(&d);
	driver_type(&d, "  j ");
	expect_marked(&d, "124");
	driver_expect_cursor(&d, "k5");
	driver_type(&d, "g ");
	expect_marked(&d, "24");
	driver_end(&d);
}

static void
marks_stay_when_the_list_is_reloaded_and_sorted(void **state)
{
	struct driver d;

	(void)state;
	start(&d);
	driver_type(&d, " j s");
	driver_function(&d, 5);
	driver_remove(&d, "k1");
	driver_put(&d, "k3", "renamed");
	driver_answer_list(&d);
	driver_answer_profile(&d);
	expect_marked(&d, "3");
	driver_end(&d);
}

static void
all_and_invert_take_what_is_shown(void **state)
{
	struct driver d;

	(void)state;
	start(&d);
	driver_type(&d, "/ta");
	driver_code(&d, KEYCODE_ENTER);
	driver_type(&d, "a");
	expect_marked(&d, "24");
	driver_expect_message(&d, MESSAGE_MARKED);
	assert_int_equal(d.controller.message.number, 2);
	driver_code(&d, KEYCODE_ESCAPE);
	expect_marked(&d, "");
	driver_expect_message(&d, MESSAGE_NONE);
	driver_code(&d, KEYCODE_ESCAPE);
	assert_int_equal(keylist_rows(d.controller.keys), 5);
	driver_type(&d, " i");
	expect_marked(&d, "1345");
	driver_end(&d);
}

static void
escape_clears_marks_before_the_filter(void **state)
{
	struct driver d;

	(void)state;
	start(&d);
	driver_type(&d, "/ta");
	driver_code(&d, KEYCODE_ENTER);
	driver_type(&d, " ");
	driver_code(&d, KEYCODE_ESCAPE);
	expect_marked(&d, "");
	assert_int_equal(keylist_rows(d.controller.keys), 2);
	driver_code(&d, KEYCODE_ESCAPE);
	assert_int_equal(keylist_rows(d.controller.keys), 5);
	driver_end(&d);
}

static void
range_is_kept_when_moved_over(void **state)
{
	struct row_range range;
	struct driver d;

	(void)state;
	start(&d);
	driver_type(&d, "jVjj");
	assert_true(controller_range(&d.controller, &range));
	assert_int_equal(range.first, 1);
	assert_int_equal(range.last, 3);
	expect_marked(&d, "");
	driver_type(&d, "V");
	assert_false(controller_range(&d.controller, &range));
	expect_marked(&d, "234");
	/* Upwards, kept by Enter, which opens nothing. */
	driver_code(&d, KEYCODE_ESCAPE);
	driver_type(&d, "Vk");
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_NONE);
	expect_marked(&d, "34");
	driver_end(&d);
}

static void
range_is_dropped_when_escape_is_pressed(void **state)
{
	struct row_range range;
	struct driver d;

	(void)state;
	start(&d);
	driver_type(&d, " Vjj");
	driver_code(&d, KEYCODE_ESCAPE);
	assert_false(controller_range(&d.controller, &range));
	expect_marked(&d, "1");
	driver_type(&d, "Vj");
	driver_function(&d, 5);
	driver_remove(&d, "k4");
	driver_answer_list(&d);
	assert_false(controller_range(&d.controller, &range));
	driver_end(&d);
}

static void
range_is_what_delete_means_when_open(void **state)
{
	struct driver d;

	(void)state;
	start(&d);
	driver_type(&d, "Vjjd");
	driver_expect_dialog(&d, DIALOG_DELETE_MANY);
	assert_int_equal(d.controller.delete_many.targets.count, 3);
	driver_end(&d);
}

static void
nothing_unreadable_is_marked(void **state)
{
	struct driver d;

	(void)state;
	driver_start(&d);
	driver_put(&d, "k1", "alpha");
	driver_put(&d, "k2", "beta");
	d.entries[1].is_unreadable = true;
	driver_answer_profile(&d);
	driver_answer_list(&d);
	driver_type(&d, "a");
	expect_marked(&d, "1");
	driver_type(&d, "j ");
	driver_expect_message(&d, MESSAGE_UNREADABLE);
	expect_marked(&d, "1");
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(space_marks_and_goes_on),
		cmocka_unit_test(
		    marks_stay_when_the_list_is_reloaded_and_sorted),
		cmocka_unit_test(all_and_invert_take_what_is_shown),
		cmocka_unit_test(escape_clears_marks_before_the_filter),
		cmocka_unit_test(range_is_kept_when_moved_over),
		cmocka_unit_test(range_is_dropped_when_escape_is_pressed),
		cmocka_unit_test(range_is_what_delete_means_when_open),
		cmocka_unit_test(nothing_unreadable_is_marked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
