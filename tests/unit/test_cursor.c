/* SPDX-License-Identifier: ISC */
/* A cursor stays within its rows and in sight. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "controller/cursor.h"

static void
expect_at(struct cursor cursor, long row, long top)
{
	assert_int_equal(cursor.row, row);
	assert_int_equal(cursor.top, top);
}

static void
cursor_stays_in_range_when_moved_too_far(void **state)
{
	struct cursor cursor = { 0 };

	(void)state;
	cursor_move(&cursor, -1, 10, 4);
	expect_at(cursor, 0, 0);
	cursor_move(&cursor, 100, 10, 4);
	expect_at(cursor, 9, 6);
	cursor_move(&cursor, 1, 0, 4);
	expect_at(cursor, 0, 0);
}

static void
cursor_scrolls_no_more_than_needed_when_moved(void **state)
{
	struct cursor cursor = { 0 };

	(void)state;
	cursor_move(&cursor, 3, 10, 4);
	expect_at(cursor, 3, 0);
	cursor_move(&cursor, 1, 10, 4);
	expect_at(cursor, 4, 1);
	cursor_move(&cursor, -2, 10, 4);
	expect_at(cursor, 2, 1);
	cursor_move(&cursor, -2, 10, 4);
	expect_at(cursor, 0, 0);
}

static void
cursor_leaves_no_gap_below_when_more_is_seen(void **state)
{
	struct cursor cursor = { .row = 9, .top = 9 };

	(void)state;
	cursor_clamp(&cursor, 10, 4);
	expect_at(cursor, 9, 6);
	cursor_clamp(&cursor, 10, 40);
	expect_at(cursor, 9, 0);
	cursor_clamp(&cursor, 10, 0);
	expect_at(cursor, 9, 9);
	cursor_clamp(&cursor, 3, 4);
	expect_at(cursor, 2, 0);
}

static void
press(struct cursor *cursor, enum key_code code)
{
	struct key key = { .code = code };

	assert_true(cursor_key(cursor, key, 100, 10));
}

static void
cursor_moves_when_keys_of_the_arrow_block_are_pressed(void **state)
{
	struct cursor cursor = { 0 };

	(void)state;
	press(&cursor, KEYCODE_END);
	expect_at(cursor, 99, 90);
	press(&cursor, KEYCODE_PAGE_UP);
	expect_at(cursor, 89, 89);
	press(&cursor, KEYCODE_UP);
	expect_at(cursor, 88, 88);
	press(&cursor, KEYCODE_HOME);
	expect_at(cursor, 0, 0);
	press(&cursor, KEYCODE_PAGE_DOWN);
	press(&cursor, KEYCODE_DOWN);
	expect_at(cursor, 11, 2);
}

static void
cursor_refuses_when_key_is_another(void **state)
{
	struct cursor cursor = { .row = 5, .top = 2 };

	(void)state;
	assert_false(cursor_key(
	    &cursor, (struct key){ .code = KEYCODE_ENTER }, 100, 10));
	assert_false(cursor_key(
	    &cursor, (struct key){ KEYCODE_CHARACTER, 'j', false }, 100, 10));
	expect_at(cursor, 5, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cursor_stays_in_range_when_moved_too_far),
		cmocka_unit_test(cursor_scrolls_no_more_than_needed_when_moved),
		cmocka_unit_test(cursor_leaves_no_gap_below_when_more_is_seen),
		cmocka_unit_test(
		    cursor_moves_when_keys_of_the_arrow_block_are_pressed),
		cmocka_unit_test(cursor_refuses_when_key_is_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
