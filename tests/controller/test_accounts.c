/* SPDX-License-Identifier: ISC */
/* The accounts are listed, and one is gone over to where that loses nothing. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "support/journey_driver.h"

static const struct known_account accounts[] = {
	{ "default", "example.org", NULL, ACCOUNT_IS_KEPT },
	{ "home", "home.example", "ada@home.example", ACCOUNT_IS_NOT_KEPT },
	{ "work", "work.example", NULL, ACCOUNT_IS_KEPT },
};

static struct given
given_home(bool has_session)
{
	return (struct given){ .account = "home",
		.host = "home.example",
		.session_ends_ms = DATE_NONE,
		.has_session = has_session,
		.accounts = accounts,
		.account_count = 3 };
}

static void
start(struct driver *d)
{
	struct given given = given_home(true);

	driver_start_given(d, &given);
	driver_put(d, "k1", "alpha");
	driver_answer_profile(d);
	driver_answer_list(d);
}

static void
expect_note(const struct driver *d, enum message_id id)
{
	driver_expect_dialog(d, DIALOG_ACCOUNTS);
	assert_int_equal(d->controller.accounts.note.id, id);
	assert_int_equal(d->switched_to, -1);
}

static void
accounts_switch_when_another_is_chosen(void **state)
{
	struct driver d;

	(void)state;
	start(&d);
	driver_type(&d, "A");
	driver_expect_dialog(&d, DIALOG_ACCOUNTS);
	assert_int_equal(d.controller.accounts.cursor.row, 1);
	driver_type(&d, "j");
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(d.switched_to, 2);
	assert_false(d.has_quit);
	driver_end(&d);
}

static void
accounts_change_nothing_when_left_or_the_same_is_chosen(void **state)
{
	struct driver d;

	(void)state;
	start(&d);
	driver_type(&d, "A");
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_type(&d, "A");
	driver_code(&d, KEYCODE_UP);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_type(&d, "AA");
	driver_expect_dialog(&d, DIALOG_NONE);
	assert_int_equal(d.switched_to, -1);
	driver_end(&d);
}

/* A form lies below the login screen, from which A is pressed. */
static void
accounts_ask_when_a_form_would_be_lost(void **state)
{
	struct driver d;

	(void)state;
	start(&d);
	driver_type(&d, "nname");
	driver_code(&d, KEYCODE_ENTER);
	driver_fail(&d, REQUEST_CREATE, OUTCOME_REFUSED, ERROR_REFUSED, 401);
	driver_expect_dialog(&d, DIALOG_LOGIN);
	driver_type(&d, "A");
	driver_code(&d, KEYCODE_UP);
	driver_code(&d, KEYCODE_ENTER);
	expect_note(&d, MESSAGE_SWITCH_ASKS);
	/* Another key takes the question back. */
	driver_code(&d, KEYCODE_DOWN);
	driver_code(&d, KEYCODE_UP);
	driver_code(&d, KEYCODE_ENTER);
	expect_note(&d, MESSAGE_SWITCH_ASKS);
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(d.switched_to, 0);
	driver_end(&d);
}

/* The first API key is held back, and another account chosen. */
static void
choose_with_one_held_back(struct driver *d)
{
	start(d);
	driver_hold_back(d, 10);
	driver_type(d, "dyA");
	driver_code(d, KEYCODE_UP);
	driver_code(d, KEYCODE_ENTER);
	driver_expect_dialog(d, DIALOG_LEAVE);
	driver_watch(d, 30000);
	assert_int_equal(d->switched_to, -1);
	assert_int_equal(d->sent[REQUEST_DELETE], 0);
}

static void
accounts_ask_when_something_is_held_back(void **state)
{
	struct driver d;

	(void)state;
	choose_with_one_held_back(&d);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_dialog(&d, DIALOG_ACCOUNTS);
	assert_int_equal(d.controller.holds.count, 1);
	driver_code(&d, KEYCODE_ENTER);
	driver_type(&d, "k");
	assert_int_equal(d.switched_to, 0);
	assert_int_equal(d.sent[REQUEST_DELETE], 0);
	driver_end(&d);
	choose_with_one_held_back(&d);
	driver_type(&d, "d");
	assert_int_equal(d.switched_to, -1);
	driver_answer(&d, REQUEST_DELETE, NULL, NULL);
	assert_int_equal(d.switched_to, 0);
	driver_end(&d);
}

/* Nobody is asked what to do before something that cannot be done. */
static void
accounts_refuse_first_when_something_is_held_back(void **state)
{
	struct driver d;

	(void)state;
	start(&d);
	d.controller.given.token_source = "KEYRACK_TOKEN";
	driver_hold_back(&d, 10);
	driver_type(&d, "dyA");
	driver_code(&d, KEYCODE_UP);
	driver_code(&d, KEYCODE_ENTER);
	expect_note(&d, MESSAGE_SWITCH_TOKEN);
	assert_int_equal(d.controller.holds.count, 1);
	driver_end(&d);
}

static void
accounts_refuse_when_the_code_is_being_redeemed(void **state)
{
	struct given given = given_home(false);
	struct login_event answer = { .news = LOGIN_ANSWERED };
	struct driver d;

	(void)state;
	driver_start_given(&d, &given);
	driver_reach_link(&d);
	driver_type(&d, "A");
	secret_set(&answer.answer.code, "the-code", 8);
	driver_hear(&d, &answer);
	driver_code(&d, KEYCODE_UP);
	driver_code(&d, KEYCODE_ENTER);
	expect_note(&d, MESSAGE_STILL_WAITING);
	driver_end(&d);
}

static void
accounts_refuse_when_the_logout_is_on_its_way(void **state)
{
	struct driver d;

	(void)state;
	start(&d);
	driver_type(&d, "LA");
	driver_code(&d, KEYCODE_UP);
	driver_code(&d, KEYCODE_ENTER);
	expect_note(&d, MESSAGE_STILL_WAITING);
	driver_end(&d);
}

static void
accounts_refuse_when_a_token_was_given(void **state)
{
	struct given given = given_home(true);
	struct driver d;

	(void)state;
	given.token_source = "KEYRACK_TOKEN";
	driver_start_given(&d, &given);
	driver_type(&d, "A");
	driver_code(&d, KEYCODE_UP);
	driver_code(&d, KEYCODE_ENTER);
	expect_note(&d, MESSAGE_SWITCH_TOKEN);
	driver_end(&d);
}

static void
accounts_take_no_paste_and_wait_behind_other_dialogs(void **state)
{
	struct driver d;

	(void)state;
	start(&d);
	driver_type(&d, "A");
	driver_paste(&d, "\r\r\r");
	driver_expect_dialog(&d, DIALOG_ACCOUNTS);
	driver_expect_message(&d, MESSAGE_PASTE_IGNORED);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_type(&d, "d?accounts");
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_DELETE);
	driver_expect_message(&d, MESSAGE_DIALOG_OPEN);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(accounts_switch_when_another_is_chosen),
		cmocka_unit_test(
		    accounts_change_nothing_when_left_or_the_same_is_chosen),
		cmocka_unit_test(accounts_ask_when_a_form_would_be_lost),
		cmocka_unit_test(accounts_ask_when_something_is_held_back),
		cmocka_unit_test(
		    accounts_refuse_first_when_something_is_held_back),
		cmocka_unit_test(
		    accounts_refuse_when_the_code_is_being_redeemed),
		cmocka_unit_test(accounts_refuse_when_the_logout_is_on_its_way),
		cmocka_unit_test(accounts_refuse_when_a_token_was_given),
		cmocka_unit_test(
		    accounts_take_no_paste_and_wait_behind_other_dialogs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
