/* SPDX-License-Identifier: ISC */
/* What a login waits for, where it must not, and who ends the waiting. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/xmalloc.h"
#include "support/journey_driver.h"

#define MINUTE_MS 60000

static const struct login_screen *
screen_of(const struct driver *d)
{
	return &d->controller.login;
}

static void
expect_note(const struct driver *d, enum message_id id)
{
	assert_int_equal(screen_of(d)->note.id, id);
}

/* Up to a port that another user of the machine has. */
static void
reach_block(struct driver *d)
{
	struct login_event opened = { .news = LOGIN_OPENED,
		.text = xstrdup("http://localhost:5173"),
		.port = 5173,
		.is_in_other_hands = true };

	error_set(&opened.error, ERROR_SYSTEM, 98, "held by another user");
	driver_start_without_session(d, BROWSER_STARTS);
	driver_hear(d, &opened);
}

static void
hear_code(struct driver *d)
{
	struct login_event event = { .news = LOGIN_ANSWERED };

	secret_set(&event.answer.code, "c", 1);
	event.answer.issuer = xstrdup("https://id.example");
	driver_hear(d, &event);
}

static void
accept_code(struct driver *d, uint32_t seq)
{
	struct reply reply = { .seq = seq,
		.kind = REQUEST_TOKEN_BY_CODE,
		.outcome = OUTCOME_DONE };

	reply.login.session_ends_ms = DATE_NONE;
	driver_reply(d, &reply);
}

static void
login_has_no_link_when_the_port_is_in_other_hands(void **state)
{
	struct driver d;

	(void)state;
	reach_block(&d);
	assert_int_equal(screen_of(&d)->stage, LOGIN_BLOCKED);
	/* Not even the address is asked for. */
	assert_int_equal(d.pending_count, 0);
	for (const char *key = "ocbp"; *key != '\0'; key++) {
		char text[2] = { *key, '\0' };

		driver_type(&d, text);
		expect_note(&d, MESSAGE_LOGIN_NO_LINK);
	}
	driver_paste(&d, "http://localhost:5173/?code=c&state=s");
	expect_note(&d, MESSAGE_LOGIN_NO_LINK);
	assert_int_equal(d.effects[EFFECT_BROWSER], 0);
	assert_int_equal(d.effects[EFFECT_COPY], 0);
	assert_int_equal(d.effects[EFFECT_BARE], 0);
	assert_int_equal(d.effects[EFFECT_LOGIN_PASTE], 0);
	assert_false(screen_of(&d)->field_is_open);
	/* Perhaps it is free by now. */
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(d.effects[EFFECT_LOGIN_OPEN], 2);
	assert_false(screen_of(&d)->is_on_any_port);
	driver_end(&d);
}

static void
login_goes_on_with_a_free_port_when_asked_to(void **state)
{
	struct driver d;

	(void)state;
	reach_block(&d);
	driver_type(&d, "f");
	assert_int_equal(d.effects[EFFECT_LOGIN_OPEN], 2);
	assert_true(screen_of(&d)->is_on_any_port);
	driver_reach_link(&d);
	assert_int_equal(screen_of(&d)->stage, LOGIN_WAITING);
	assert_int_equal(d.effects[EFFECT_BROWSER], 1);
	/* A port that is listened on is not given up. */
	driver_type(&d, "f");
	assert_int_equal(d.effects[EFFECT_LOGIN_OPEN], 2);
	driver_end(&d);
}

static void
login_counts_the_minutes_when_it_waits_for_the_browser(void **state)
{
	const struct login_screen *login;
	struct driver d;

	(void)state;
	driver_start_without_session(&d, BROWSER_STARTS);
	login = screen_of(&d);
	assert_true(controller_deadline(&d.controller) == INT64_MAX);
	driver_wait(&d, 1234);
	driver_reach_link(&d);
	for (int minute = 1; minute < 4; minute++) {
		assert_int_equal(controller_deadline(&d.controller),
		    login->waits_since_ms + minute * MINUTE_MS);
		driver_wait(&d, MINUTE_MS);
	}
	/* Alone on the terminal, the link has no minutes beside it. */
	driver_type(&d, "b");
	assert_true(controller_deadline(&d.controller) == INT64_MAX);
	driver_end(&d);
}

static void
login_says_so_first_when_a_code_under_way_is_left(void **state)
{
	struct driver d;

	(void)state;
	for (int key = 0; key < 3; key++) {
		driver_start_without_session(&d, BROWSER_STARTS);
		driver_reach_link(&d);
		hear_code(&d);
		for (int press = 0; press < 2; press++) {
			assert_int_equal(screen_of(&d)->stage, LOGIN_REDEEMING);
			assert_false(d.has_quit);
			if (key == 0)
				driver_code(&d, KEYCODE_ESCAPE);
			else if (key == 1)
				driver_type(&d, "q");
			else
				driver_control(&d, 'c');
			if (press == 0)
				expect_note(&d, MESSAGE_LOGIN_ASKS_TO_STOP);
		}
		assert_int_equal(d.has_quit, key > 0);
		assert_int_equal(d.cancelled, 0);
		driver_end(&d);
	}
}

static void
login_waits_on_when_another_key_follows(void **state)
{
	struct driver d;

	(void)state;
	driver_start_without_session(&d, BROWSER_STARTS);
	driver_reach_link(&d);
	hear_code(&d);
	assert_string_equal(driver_pending(&d, REQUEST_TOKEN_BY_CODE)->issuer,
	    "https://id.example");
	driver_code(&d, KEYCODE_ESCAPE);
	driver_type(&d, "x");
	expect_note(&d, MESSAGE_NONE);
	driver_code(&d, KEYCODE_ESCAPE);
	expect_note(&d, MESSAGE_LOGIN_ASKS_TO_STOP);
	assert_int_equal(screen_of(&d)->stage, LOGIN_REDEEMING);
	driver_end(&d);
}

static void
login_counts_when_it_succeeds_after_it_was_left(void **state)
{
	struct driver d;
	uint32_t seq;

	(void)state;
	/* On the screen that offers another try; and with that under way. */
	for (int is_new = 0; is_new < 2; is_new++) {
		driver_start_without_session(&d, BROWSER_STARTS);
		driver_reach_link(&d);
		hear_code(&d);
		seq = screen_of(&d)->seq;
		driver_code(&d, KEYCODE_ESCAPE);
		driver_code(&d, KEYCODE_ESCAPE);
		assert_int_equal(screen_of(&d)->stage, LOGIN_FAILED);
		expect_note(&d, MESSAGE_LOGIN_STOPPED);
		if (is_new) {
			driver_code(&d, KEYCODE_ENTER);
			driver_reach_link(&d);
		}
		accept_code(&d, seq);
		driver_expect_dialog(&d, DIALOG_NONE);
		assert_true(driver_is_pending(&d, REQUEST_PROFILE));
		driver_end(&d);
	}
}

static void
login_is_forgotten_when_a_newer_one_has_its_code(void **state)
{
	struct driver d;
	uint32_t seq;

	(void)state;
	driver_start_without_session(&d, BROWSER_STARTS);
	driver_reach_link(&d);
	hear_code(&d);
	seq = screen_of(&d)->seq;
	driver_code(&d, KEYCODE_ESCAPE);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_code(&d, KEYCODE_ENTER);
	driver_reach_link(&d);
	hear_code(&d);
	assert_int_equal(d.cancelled, 1);
	accept_code(&d, seq);
	driver_expect_dialog(&d, DIALOG_LOGIN);
	accept_code(&d, screen_of(&d)->seq);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    login_has_no_link_when_the_port_is_in_other_hands),
		cmocka_unit_test(login_goes_on_with_a_free_port_when_asked_to),
		cmocka_unit_test(
		    login_counts_the_minutes_when_it_waits_for_the_browser),
		cmocka_unit_test(
		    login_says_so_first_when_a_code_under_way_is_left),
		cmocka_unit_test(login_waits_on_when_another_key_follows),
		cmocka_unit_test(
		    login_counts_when_it_succeeds_after_it_was_left),
		cmocka_unit_test(
		    login_is_forgotten_when_a_newer_one_has_its_code),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
