/* SPDX-License-Identifier: ISC */
/* Columns are chosen in a dialog, and the table takes what was kept. */
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
expect_shown(
    const struct driver *d, const enum keylist_column *columns, size_t count)
{
	const struct columns *shown = &d->controller.layout.shown;

	assert_int_equal(shown->count, count);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(shown->items[i], columns[i]);
}

static void
columns_change_when_they_are_kept(void **state)
{
	static const enum keylist_column before[] = { COLUMN_NAME,
		COLUMN_ORGANIZATION, COLUMN_TOKEN, COLUMN_CREATED,
		COLUMN_EXPIRES };
	static const enum keylist_column after[] = { COLUMN_NAME,
		COLUMN_EXPIRES, COLUMN_TOKEN, COLUMN_CREATED };
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	expect_shown(&d, before, 5);
	driver_type(&d, "Cj GkkKKK");
	driver_expect_dialog(&d, DIALOG_COLUMNS);
	expect_shown(&d, before, 5);
	assert_int_equal(d.effects[EFFECT_KEEP_LOOK], 0);
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_NONE);
	expect_shown(&d, after, 4);
	assert_int_equal(d.effects[EFFECT_KEEP_LOOK], 1);
	driver_end(&d);
}

static void
columns_stay_when_escape_is_pressed(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "Cj >>");
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_dialog(&d, DIALOG_NONE);
	assert_int_equal(d.controller.layout.shown.count, 5);
	assert_int_equal(d.effects[EFFECT_KEEP_LOOK], 0);
	driver_type(&d, "C");
	assert_int_equal(
	    d.controller.columns_screen.items[1], COLUMN_ORGANIZATION);
	assert_true(d.controller.columns_screen.is_shown[COLUMN_ORGANIZATION]);
	driver_end(&d);
}

static void
columns_keep_the_name_when_it_is_hidden(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "C ");
	driver_expect_message(&d, MESSAGE_NAME_STAYS);
	driver_type(&d, "<j j j j j ");
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(d.controller.layout.shown.count, 2);
	assert_int_equal(d.controller.layout.shown.items[0], COLUMN_NAME);
	assert_int_equal(d.controller.layout.shown.items[1], COLUMN_ID);
	driver_end(&d);
}

static void
sort_goes_round_the_chosen_when_repeated(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	/* Without the organization, the token and the day of creation. */
	driver_type(&d, "Cj j j ");
	driver_code(&d, KEYCODE_ENTER);
	driver_type(&d, "s");
	assert_int_equal(keylist_column(d.controller.keys), COLUMN_NAME);
	driver_type(&d, "s");
	assert_int_equal(keylist_column(d.controller.keys), COLUMN_EXPIRES);
	assert_int_equal(d.effects[EFFECT_KEEP_LOOK], 3);
	driver_type(&d, "S");
	assert_int_equal(d.effects[EFFECT_KEEP_LOOK], 4);
	driver_end(&d);
}

static void
look_is_as_given_when_started(void **state)
{
	static const char *const words[] = { "id", "name", NULL };
	struct look look;
	struct given given = { .account = "default",
		.host = "example.org",
		.has_session = true,
		.look = &look };
	struct driver d;

	(void)state;
	look_init(&look);
	look_take_columns(&look, words);
	look_take_order(&look, "-name");
	driver_start_given(&d, &given);
	assert_int_equal(d.controller.layout.shown.items[0], COLUMN_ID);
	assert_int_equal(keylist_column(d.controller.keys), COLUMN_NAME);
	assert_true(keylist_is_reversed(d.controller.keys));
	assert_int_equal(d.effects[EFFECT_KEEP_LOOK], 0);
	driver_end(&d);
}

/* What lies below the last line that is seen comes when it is moved to. */
static void
columns_scroll_when_there_are_few_lines(void **state)
{
	const struct cursor *cursor;
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	cursor = &d.controller.columns_screen.cursor;
	driver_resize(&d, 40, 10);
	driver_type(&d, "CG");
	assert_int_equal(cursor->row, COLUMN_COUNT - 1);
	assert_int_equal(cursor->top, 1);
	driver_type(&d, "<<<<<<");
	assert_int_equal(cursor->row, 0);
	assert_int_equal(cursor->top, 0);
	driver_type(&d, ">>>>>>");
	assert_int_equal(d.controller.columns_screen.items[6], COLUMN_USED);
	assert_int_equal(cursor->top, 1);
	driver_end(&d);
}

/* What is copied goes to the end, and the cursor goes with it. */
static void
rows_follow_the_ledger_when_sorted_by_use(void **state)
{
	struct event copied = { .kind = EVENT_CLIPBOARD,
		.clipboard = {
		    .deed = CLIPBOARD_COPIED, .route = ROUTE_XSEL } };
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "CG ");
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(d.controller.layout.shown.items[4], COLUMN_USED);
	while (keylist_column(d.controller.keys) != COLUMN_USED)
		driver_type(&d, "s");
	driver_type(&d, "g");
	driver_expect_cursor(&d, "k1");
	driver_type(&d, "y");
	driver_answer_list(&d);
	driver_send(&d, &copied);
	driver_expect_cursor(&d, "k1");
	assert_int_equal(d.controller.cursor.row, 2);
	assert_int_equal(keylist_used_ms(d.controller.keys,
	                     controller_current(&d.controller)),
	    d.controller.now.wall_ms);
	driver_end(&d);
}

/* Two minutes are "just now"; then minutes are told, and later hours. */
static void
time_is_asked_for_when_a_use_is_seen(void **state)
{
	const int64_t minute_ms = 60000;
	struct event event = { .kind = EVENT_LEDGER };
	struct ledger_line line = { .word = LEDGER_COPIED,
		.id = (char[]){ "k2" } };
	struct driver d;
	int64_t age_ms;

	(void)state;
	driver_start_loaded(&d);
	line.when_ms = d.controller.now.wall_ms - 5 * minute_ms - 1000;
	ledger_enter(&event.ledger.ledger, &line);
	driver_send(&d, &event);
	assert_int_equal(controller_deadline(&d.controller), INT64_MAX);
	driver_type(&d, "CG ");
	driver_code(&d, KEYCODE_ENTER);
	age_ms = d.controller.now.wall_ms - line.when_ms;
	assert_int_equal(
	    controller_deadline(&d.controller) - d.controller.now.steady_ms,
	    6 * minute_ms - age_ms);
	driver_type(&d, "/k3");
	assert_int_equal(keylist_rows(d.controller.keys), 1);
	assert_int_equal(controller_deadline(&d.controller), INT64_MAX);
	driver_end(&d);
}

/* Rows below a question: those that were there when it came. */
static void
nothing_moves_when_a_dialog_is_open(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "d");
	driver_expect_dialog(&d, DIALOG_DELETE);
	assert_string_equal(d.controller.deletion.id, "k1");
	driver_type(&d, "sSfC/ \r");
	driver_put(&d, "k0", "another");
	driver_watch(&d, 600000);
	assert_false(driver_is_pending(&d, REQUEST_LIST));
	driver_expect_dialog(&d, DIALOG_DELETE);
	driver_expect_cursor(&d, "k1");
	assert_string_equal(d.controller.deletion.id, "k1");
	assert_int_equal(keylist_column(d.controller.keys), COLUMN_EXPIRES);
	assert_int_equal(keylist_view(d.controller.keys)->kind, KEYVIEW_ALL);
	assert_false(d.controller.filter_is_open);
	assert_int_equal(keylist_rows(d.controller.keys), 3);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_change_when_they_are_kept),
		cmocka_unit_test(columns_stay_when_escape_is_pressed),
		cmocka_unit_test(columns_keep_the_name_when_it_is_hidden),
		cmocka_unit_test(sort_goes_round_the_chosen_when_repeated),
		cmocka_unit_test(look_is_as_given_when_started),
		cmocka_unit_test(columns_scroll_when_there_are_few_lines),
		cmocka_unit_test(rows_follow_the_ledger_when_sorted_by_use),
		cmocka_unit_test(time_is_asked_for_when_a_use_is_seen),
		cmocka_unit_test(nothing_moves_when_a_dialog_is_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
