/* SPDX-License-Identifier: ISC */
/* Nothing overlaps, and nothing leaves the screen. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "controller/layout.h"

/* Divides the screen for the columns that there are at first. */
static void
solve(struct size size, struct layout *layout)
{
	struct look look;

	look_init(&look);
	layout_solve(size, &look.columns, layout);
}

static void
expect_within(struct rect inner, struct rect outer)
{
	assert_true(inner.columns > 0 && inner.rows > 0);
	assert_true(inner.x >= outer.x && inner.y >= outer.y);
	assert_true(inner.x + inner.columns <= outer.x + outer.columns);
	assert_true(inner.y + inner.rows <= outer.y + outer.rows);
}

static bool
overlaps(struct rect one, struct rect other)
{
	return one.x < other.x + other.columns &&
	       other.x < one.x + one.columns && one.y < other.y + other.rows &&
	       other.y < one.y + one.rows;
}

static void
expect_columns_fit(const struct layout *layout)
{
	int end = 0;

	assert_true(layout->column[COLUMN_NAME].columns >= 12);
	assert_true(layout->column[COLUMN_EXPIRES].columns == 11);
	for (int i = 0; i < COLUMN_COUNT; i++) {
		const struct layout_column *column = &layout->column[i];

		if (column->columns == 0)
			continue;
		assert_true(column->x >= end + 2);
		end = column->x + column->columns;
	}
	assert_int_equal(end, layout->rows.columns);
}

static void
expect_sound(int columns, int rows)
{
	const struct rect screen = { 0, 0, columns, rows };
	struct layout layout;

	solve((struct size){ columns, rows }, &layout);
	assert_false(layout.is_too_small);
	struct rect parts[] = { layout.header, layout.profile, layout.table,
		layout.message, layout.hints };
	size_t count = sizeof(parts) / sizeof(parts[0]);
	int area = 0;

	for (size_t i = 0; i < count; i++) {
		expect_within(parts[i], screen);
		area += parts[i].columns * parts[i].rows;
		for (size_t k = i + 1; k < count; k++)
			assert_false(overlaps(parts[i], parts[k]));
	}
	assert_int_equal(area, columns * rows);
	expect_within(layout.rows, layout.table);
	expect_within(layout.filter, layout.table);
	expect_columns_fit(&layout);
}

static void
layout_is_sound_when_screen_is_large_enough(void **state)
{
	(void)state;
	expect_sound(40, 10);
	expect_sound(80, 24);
	expect_sound(99, 16);
	expect_sound(100, 15);
	expect_sound(120, 36);
	expect_sound(500, 200);
	for (int columns = LAYOUT_COLUMNS_MIN; columns <= 260; columns++)
		expect_sound(columns, 10 + columns % 20);
}

static void
layout_says_so_when_screen_is_too_small(void **state)
{
	const struct size sizes[] = { { 39, 10 }, { 40, 9 }, { 300, 3 },
		{ 1, 1 }, { 0, 0 } };
	struct layout layout;

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		solve(sizes[i], &layout);
		assert_true(layout.is_too_small);
		assert_int_equal(layout.rows.rows, 0);
		assert_int_equal(layout.header.columns, 0);
	}
}

static void
layout_has_a_side_pane_when_comfortable(void **state)
{
	struct layout layout;

	(void)state;
	solve((struct size){ 120, 36 }, &layout);
	assert_true(layout.has_side_pane);
	assert_false(layout.is_compact);
	assert_int_equal(layout.profile.columns, 26);
	assert_int_equal(layout.profile.y, 1);
	assert_int_equal(layout.profile.y + layout.profile.rows, 34);
	assert_int_equal(layout.table.x, 26);
	assert_int_equal(layout.rows.y, 3);
	assert_int_equal(layout.filter.y, 32);
	assert_int_equal(layout.message.y, 34);
	assert_int_equal(layout.hints.y, 35);
}

static void
layout_has_a_strip_when_narrow(void **state)
{
	struct layout layout;

	(void)state;
	solve((struct size){ 80, 24 }, &layout);
	assert_false(layout.has_side_pane);
	assert_int_equal(layout.profile.rows, 2);
	assert_int_equal(layout.table.y, 3);
	assert_int_equal(layout.rows.rows, 16);
	assert_int_equal(layout.column[COLUMN_TOKEN].columns, 9);
	assert_int_equal(layout.column[COLUMN_ID].columns, 0);
	solve((struct size){ 40, 10 }, &layout);
	assert_true(layout.is_compact);
	assert_int_equal(layout.profile.rows, 1);
	assert_int_equal(layout.rows.rows, 5);
	assert_int_equal(layout.column[COLUMN_CREATED].columns, 0);
}

static void
layout_has_all_columns_when_the_side_pane_leaves_little(void **state)
{
	struct layout layout;

	(void)state;
	solve((struct size){ 100, 30 }, &layout);
	assert_true(layout.has_side_pane);
	assert_int_equal(layout.column[COLUMN_TOKEN].columns, 9);
	assert_int_equal(layout.column[COLUMN_ORGANIZATION].columns, 15);
	assert_true(layout.column[COLUMN_NAME].columns >= 16);
	solve((struct size){ 120, 36 }, &layout);
	assert_int_equal(layout.column[COLUMN_ORGANIZATION].columns, 18);
}

static void
layout_takes_the_chosen_columns_when_there_is_room(void **state)
{
	static const char *const words[] = { "expires", "id", "name", "token",
		NULL };
	struct layout layout;
	struct look look;

	(void)state;
	look_init(&look);
	look_take_columns(&look, words);
	layout_solve((struct size){ 120, 36 }, &look.columns, &layout);
	assert_int_equal(layout.shown.count, 4);
	assert_int_equal(layout.shown.items[1], COLUMN_ID);
	assert_int_equal(layout.column[COLUMN_EXPIRES].x, 3);
	assert_true(
	    layout.column[COLUMN_NAME].x > layout.column[COLUMN_ID].x + 16);
	layout_solve((struct size){ 40, 10 }, &look.columns, &layout);
	assert_int_equal(layout.shown.count, 2);
	assert_int_equal(layout.shown.items[0], COLUMN_EXPIRES);
	assert_int_equal(layout.shown.items[1], COLUMN_NAME);
	assert_true(layout.column[COLUMN_NAME].columns >= 16);
	assert_int_equal(
	    layout.column[COLUMN_NAME].x + layout.column[COLUMN_NAME].columns,
	    layout.rows.columns);
}

static void
layout_centres_and_cuts_dialogs(void **state)
{
	struct rect dialog = layout_dialog((struct size){ 80, 24 }, 60, 10);

	(void)state;
	assert_int_equal(dialog.x, 10);
	assert_int_equal(dialog.y, 6);
	dialog = layout_dialog((struct size){ 40, 10 }, 60, 20);
	assert_int_equal(dialog.x, 0);
	assert_int_equal(dialog.columns, 40);
	assert_int_equal(dialog.rows, 9);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(layout_is_sound_when_screen_is_large_enough),
		cmocka_unit_test(layout_says_so_when_screen_is_too_small),
		cmocka_unit_test(layout_has_a_side_pane_when_comfortable),
		cmocka_unit_test(layout_has_a_strip_when_narrow),
		cmocka_unit_test(
		    layout_has_all_columns_when_the_side_pane_leaves_little),
		cmocka_unit_test(
		    layout_takes_the_chosen_columns_when_there_is_room),
		cmocka_unit_test(layout_centres_and_cuts_dialogs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
