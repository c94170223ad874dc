/* SPDX-License-Identifier: ISC */
/* Messages are kept, commands are found, and a reader changes nothing. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "support/journey_driver.h"

static const struct message *
kept(const struct driver *d, size_t age)
{
	return &history_get(&d->controller.history, age)->message;
}

static void
messages_are_kept_once_when_they_were_said(void **state)
{
	struct driver d;
	size_t before;

	(void)state;
	driver_start_loaded(&d);
	before = d.controller.history.count;
	driver_type(&d, "ssjk");
	assert_int_equal(d.controller.history.count, before + 2);
	assert_int_equal(kept(&d, 0)->id, MESSAGE_SORTED);
	assert_int_equal(kept(&d, 1)->id, MESSAGE_SORTED);
	assert_int_not_equal(kept(&d, 0)->number, kept(&d, 1)->number);
	driver_type(&d, "M");
	driver_expect_dialog(&d, DIALOG_MESSAGES);
	driver_type(&d, "j");
	assert_int_equal(d.controller.messages.row, 1);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_end(&d);
}

static void
messages_drop_the_oldest_when_there_are_many(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	for (int i = 0; i < HISTORY_MAX; i++)
		driver_type(&d, "S");
	driver_function(&d, 5);
	driver_answer_profile(&d);
	driver_answer_list(&d);
	assert_int_equal(d.controller.history.count, HISTORY_MAX);
	assert_int_equal(kept(&d, 0)->id, MESSAGE_RELOADED);
	assert_int_equal(kept(&d, 1)->id, MESSAGE_SORTED);
	assert_int_equal(kept(&d, HISTORY_MAX - 1)->id, MESSAGE_SORTED);
	driver_end(&d);
}

static void
palette_runs_what_was_found_when_enter_is_pressed(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, ":rename");
	driver_expect_dialog(&d, DIALOG_HELP);
	assert_true(d.controller.help.is_palette);
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_RENAME);
	driver_end(&d);
}

static void
reader_changes_nothing_when_a_change_is_asked_for(void **state)
{
	static const char keys[] = "nrd";
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	d.controller.given.is_read_only = true;
	for (size_t i = 0; keys[i] != '\0'; i++) {
		driver_type(&d, "s");
		driver_type(&d, (char[]){ keys[i], '\0' });
		driver_expect_dialog(&d, DIALOG_NONE);
		driver_expect_message(&d, MESSAGE_READ_ONLY);
		/* Nor through the details or the palette. */
		driver_code(&d, KEYCODE_ENTER);
		driver_type(&d, (char[]){ keys[i], '\0' });
		driver_expect_dialog(&d, DIALOG_DETAILS);
		driver_code(&d, KEYCODE_ESCAPE);
	}
	driver_type(&d, ":delete");
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_expect_message(&d, MESSAGE_READ_ONLY);
	driver_end(&d);
}

static void
use_mouse(struct driver *d, enum mouse_act act, int x, int y)
{
	struct event event = { .kind = EVENT_MOUSE,
		.mouse = { .act = act, .x = x, .y = y } };

	driver_send(d, &event);
}

static void
mouse_chooses_a_row_when_it_is_clicked(void **state)
{
	struct driver d;
	struct rect rows;

	(void)state;
	driver_start_loaded(&d);
	rows = d.controller.layout.rows;
	use_mouse(&d, MOUSE_CLICK, rows.x + 5, rows.y + 2);
	driver_expect_cursor(&d, "k3");
	use_mouse(&d, MOUSE_CLICK, rows.x + 5, rows.y + 3);
	use_mouse(&d, MOUSE_CLICK, rows.x + 5, rows.y - 1);
	driver_expect_cursor(&d, "k3");
	use_mouse(&d, MOUSE_WHEEL_UP, 0, 0);
	driver_expect_cursor(&d, "k1");
	/* A question is answered by keys alone. */
	driver_type(&d, "d");
	use_mouse(&d, MOUSE_CLICK, rows.x + 5, rows.y + 2);
	use_mouse(&d, MOUSE_WHEEL_DOWN, 0, 0);
	driver_expect_dialog(&d, DIALOG_DELETE);
	driver_expect_cursor(&d, "k1");
	assert_int_equal(d.controller.deletion.focus, BUTTON_CANCEL);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(messages_are_kept_once_when_they_were_said),
		cmocka_unit_test(messages_drop_the_oldest_when_there_are_many),
		cmocka_unit_test(
		    palette_runs_what_was_found_when_enter_is_pressed),
		cmocka_unit_test(
		    reader_changes_nothing_when_a_change_is_asked_for),
		cmocka_unit_test(mouse_chooses_a_row_when_it_is_clicked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
