/* SPDX-License-Identifier: ISC */
/* A token that is shown for some seconds, and a new one that is handed out. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/xmalloc.h"
#include "support/journey_driver.h"

#define TOKEN "nxk_0123456789abcdef"

static void
reveal(struct driver *d)
{
	driver_type(d, "v");
	driver_answer_list(d);
	driver_expect_dialog(d, DIALOG_REVEAL);
	assert_string_equal(secret_bytes(&d->controller.reveal.token), TOKEN);
}

static void
expect_hidden(struct driver *d)
{
	driver_expect_dialog(d, DIALOG_NONE);
	assert_true(secret_is_empty(&d->controller.reveal.token));
}

static void
tell(struct driver *d, enum event_kind kind)
{
	struct event event = { .kind = kind };

	driver_send(d, &event);
}

static void
reveal_hides_at_any_sign(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	reveal(&d);
	driver_type(&d, "d");
	expect_hidden(&d);
	reveal(&d);
	tell(&d, EVENT_FOCUS_LOST);
	expect_hidden(&d);
	reveal(&d);
	tell(&d, EVENT_SUSPEND);
	expect_hidden(&d);
	reveal(&d);
	driver_resize(&d, 60, 20);
	expect_hidden(&d);
	reveal(&d);
	driver_paste(&d, "yvd");
	expect_hidden(&d);
	assert_int_equal(d.effects[EFFECT_COPY_TOKEN], 0);
	driver_end(&d);
}

static void
reveal_hides_when_its_time_is_over(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	reveal(&d);
	assert_true(controller_deadline(&d.controller) <= d.steady_ms + 1000);
	driver_wait(&d, 9000);
	driver_expect_dialog(&d, DIALOG_REVEAL);
	driver_wait(&d, 1000);
	expect_hidden(&d);
	driver_end(&d);
}

static void
reveal_is_refused_when_a_form_is_open_or_others_look_on(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "vn");
	driver_answer_list(&d);
	driver_expect_dialog(&d, DIALOG_CREATE);
	driver_expect_message(&d, MESSAGE_NOT_REVEALED);
	driver_code(&d, KEYCODE_ESCAPE);
	d.controller.given.is_presenter = true;
	driver_type(&d, "v");
	driver_expect_message(&d, MESSAGE_PRESENTER);
	assert_false(driver_is_pending(&d, REQUEST_LIST));
	driver_end(&d);
}

/* Who left meanwhile does not see the token: somebody else might. */
static void
reveal_is_given_up_when_the_window_is_left_while_waiting(void **state)
{
	static const enum event_kind ways[] = { EVENT_FOCUS_LOST,
		EVENT_SUSPEND };
	struct driver d;

	(void)state;
	for (int i = 0; i < 2; i++) {
		driver_start_loaded(&d);
		driver_type(&d, "v");
		tell(&d, ways[i]);
		driver_expect_message(&d, MESSAGE_REVEAL_GIVEN_UP);
		assert_string_equal(d.controller.message.subject, "alpha");
		driver_answer_list(&d);
		expect_hidden(&d);
		driver_expect_message(&d, MESSAGE_REVEAL_GIVEN_UP);
		reveal(&d);
		driver_end(&d);
	}
}

/* Its list may be what somebody else waits for as well. */
static void
reveal_is_given_up_alone_when_a_form_waits_for_the_list(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "vrx");
	driver_code(&d, KEYCODE_ENTER);
	tell(&d, EVENT_FOCUS_LOST);
	assert_string_equal(d.controller.message.subject, "alpha");
	driver_answer_list(&d);
	assert_string_equal(driver_pending(&d, REQUEST_RENAME)->name, "alphax");
	driver_end(&d);
}

/* Many copy in order to paste into another window, and nobody sees it. */
static void
copy_goes_on_when_the_window_is_left_while_waiting(void **state)
{
	static const enum event_kind ways[] = { EVENT_FOCUS_LOST,
		EVENT_SUSPEND };
	struct driver d;

	(void)state;
	for (int i = 0; i < 2; i++) {
		driver_start_loaded(&d);
		driver_type(&d, "y");
		tell(&d, ways[i]);
		driver_expect_message(&d, MESSAGE_TOKEN_ASKED);
		driver_answer_list(&d);
		assert_int_equal(d.effects[EFFECT_COPY_TOKEN], 1);
		assert_string_equal(secret_bytes(&d.text), TOKEN);
		driver_end(&d);
	}
}

static void
create(struct driver *d, const char *name)
{
	driver_start_loaded(d);
	driver_type(d, "n");
	driver_type(d, name);
	driver_code(d, KEYCODE_ENTER);
	driver_answer(d, REQUEST_CREATE, "k9", name);
	driver_expect_dialog(d, DIALOG_CREATED);
}

static void
created_token_is_copied_when_y_is_pressed(void **state)
{
	struct event news = { .kind = EVENT_CLIPBOARD,
		.clipboard = {
		    .deed = CLIPBOARD_COPIED, .route = ROUTE_TMUX } };
	struct driver d;

	(void)state;
	create(&d, "ci");
	driver_type(&d, "y");
	assert_int_equal(d.effects[EFFECT_COPY_TOKEN], 1);
	assert_string_equal(secret_bytes(&d.text), TOKEN);
	driver_send(&d, &news);
	assert_int_equal(d.controller.created.note.id, MESSAGE_COPIED);
	assert_string_equal(secret_bytes(&d.controller.created.token), TOKEN);
	driver_code(&d, KEYCODE_ENTER);
	assert_true(secret_is_empty(&d.controller.created.token));
	driver_end(&d);
}

static void
hear_file(struct driver *d, int code)
{
	struct event event = { .kind = EVENT_FILE,
		.file = { .path = xstrdup("/home/ada/a-b.token") } };

	if (code != 0)
		error_set(&event.file.error, ERROR_SYSTEM, code, "exists");
	driver_send(d, &event);
}

static void
created_token_is_written_when_a_path_is_given(void **state)
{
	struct driver d;

	(void)state;
	create(&d, "./a $(b)");
	driver_type(&d, "w");
	assert_true(d.controller.created.asks_path);
	driver_code(&d, KEYCODE_ENTER);
	assert_string_equal(d.path, "~/a-b.token");
	assert_string_equal(secret_bytes(&d.text), TOKEN);
	hear_file(&d, 17);
	assert_true(d.controller.created.asks_path);
	assert_int_equal(d.controller.created.note.id, MESSAGE_NOT_WRITTEN);
	driver_control(&d, 'u');
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(d.controller.created.note.id, MESSAGE_NO_PATH);
	driver_paste(&d, "/tmp/é");
	driver_code(&d, KEYCODE_ENTER);
	assert_string_equal(d.path, "/tmp/é");
	hear_file(&d, 0);
	assert_false(d.controller.created.asks_path);
	assert_int_equal(d.controller.created.note.id, MESSAGE_WRITTEN);
	driver_expect_dialog(&d, DIALOG_CREATED);
	driver_end(&d);
}

static void
created_path_is_left_when_escape_is_pressed(void **state)
{
	struct driver d;

	(void)state;
	create(&d, "ci");
	driver_type(&d, "w");
	driver_code(&d, KEYCODE_ESCAPE);
	assert_false(d.controller.created.asks_path);
	assert_false(d.controller.created.asks_to_leave);
	assert_int_equal(d.effects[EFFECT_WRITE_TOKEN], 0);
	driver_code(&d, KEYCODE_ESCAPE);
	assert_true(d.controller.created.asks_to_leave);
	driver_end(&d);
}

/* Esc lost nothing yet: what the hints offer then is done at once. */
static void
created_token_is_handed_out_when_asked_whether_to_leave(void **state)
{
	struct driver d;

	(void)state;
	create(&d, "ci");
	d.controller.given.can_copy = true;
	driver_code(&d, KEYCODE_ESCAPE);
	driver_type(&d, "y");
	assert_false(d.controller.created.asks_to_leave);
	assert_int_equal(d.effects[EFFECT_COPY_TOKEN], 1);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_type(&d, "w");
	assert_true(d.controller.created.asks_path);
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(d.effects[EFFECT_WRITE_TOKEN], 1);
	driver_expect_dialog(&d, DIALOG_CREATED);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reveal_hides_at_any_sign),
		cmocka_unit_test(reveal_hides_when_its_time_is_over),
		cmocka_unit_test(
		    reveal_is_refused_when_a_form_is_open_or_others_look_on),
		cmocka_unit_test(
		    reveal_is_given_up_when_the_window_is_left_while_waiting),
		cmocka_unit_test(
		    reveal_is_given_up_alone_when_a_form_waits_for_the_list),
		cmocka_unit_test(
		    copy_goes_on_when_the_window_is_left_while_waiting),
		cmocka_unit_test(created_token_is_copied_when_y_is_pressed),
		cmocka_unit_test(created_token_is_written_when_a_path_is_given),
		cmocka_unit_test(
		    created_token_is_handed_out_when_asked_whether_to_leave),
		cmocka_unit_test(created_path_is_left_when_escape_is_pressed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
