/* SPDX-License-Identifier: ISC */
/* Many are deleted one after another, and each has its own result. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "controller/journey.h"
#include "support/journey_driver.h"

#define COUNT 15

static const char *const ids[COUNT] = { "k01", "k02", "k03", "k04", "k05",
	"k06", "k07", "k08", "k09", "k10", "k11", "k12", "k13", "k14", "k15" };

static const struct delete_many *
question_of(const struct driver *d)
{
	return &d->controller.delete_many;
}

/* The question about fifteen. */
static void
ask(struct driver *d)
{
	driver_start(d);
	for (size_t i = 0; i < COUNT; i++)
		driver_put(d, ids[i], ids[i]);
	driver_put(d, "z", "zeta");
	driver_answer_profile(d);
	driver_answer_list(d);
	driver_type(d, "ai");
	driver_type(d, "VGkVd");
	driver_expect_dialog(d, DIALOG_DELETE_MANY);
	assert_int_equal(question_of(d)->targets.count, COUNT);
}

static void
confirm(struct driver *d)
{
	driver_type(d, "15");
	driver_code(d, KEYCODE_ENTER);
	driver_expect_dialog(d, DIALOG_NONE);
}

/* The one on its way is done. */
static void
answer_one(struct driver *d)
{
	driver_remove(d, driver_pending(d, REQUEST_DELETE)->id);
	driver_answer(d, REQUEST_DELETE, NULL, NULL);
}

static void
bulk_wants_the_count_typed(void **state)
{
	struct driver d;

	(void)state;
	ask(&d);
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(question_of(&d)->refusal.id, MESSAGE_COUNT_WRONG);
	driver_type(&d, "14");
	driver_code(&d, KEYCODE_ENTER);
	driver_type(&d, "y");
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_DELETE_MANY);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_dialog(&d, DIALOG_NONE);
	assert_int_equal(keylist_marked(d.controller.keys), COUNT);
	assert_int_equal(d.sent[REQUEST_DELETE], 0);
	driver_end(&d);
}

static void
bulk_is_held_back_as_one(void **state)
{
	struct driver d;

	(void)state;
	ask(&d);
	driver_hold_back(&d, 10);
	confirm(&d);
	assert_int_equal(d.controller.holds.count, 1);
	driver_watch(&d, 5000);
	driver_type(&d, "u");
	driver_expect_message(&d, MESSAGE_KEPT_MANY);
	driver_watch(&d, 20000);
	assert_int_equal(d.sent[REQUEST_DELETE], 0);
	driver_type(&d, "d");
	confirm(&d);
	driver_watch(&d, 10100);
	assert_string_equal(driver_pending(&d, REQUEST_DELETE)->id, "k01");
	driver_end(&d);
}

static void
bulk_goes_on_when_one_fails(void **state)
{
	struct driver d;

	(void)state;
	ask(&d);
	confirm(&d);
	for (size_t i = 0; i < COUNT; i++) {
		assert_string_equal(
		    driver_pending(&d, REQUEST_DELETE)->id, ids[i]);
		if (i == 6)
			driver_fail(&d, REQUEST_DELETE, OUTCOME_REFUSED,
			    ERROR_REFUSED, 403);
		else
			answer_one(&d);
	}
	driver_expect_message(&d, MESSAGE_DELETED_SOME);
	assert_int_equal(d.controller.message.number, 14);
	assert_int_equal(d.controller.message.total, 15);
	assert_string_equal(d.controller.message.subject, "k07");
	assert_int_equal(d.controller.message.error.code, 403);
	assert_int_equal(keylist_total(d.controller.keys), 2);
	assert_int_equal(keylist_marked(d.controller.keys), 1);
	assert_int_equal(
	    controller_fate(&d.controller, "k07"), FATE_NOT_DELETED);
	assert_int_equal(
	    controller_failure(&d.controller, "k07")->error.code, 403);
	/* Tried again, alone now. */
	driver_type(&d, "d");
	driver_expect_dialog(&d, DIALOG_DELETE);
	assert_string_equal(d.controller.deletion.id, "k07");
	driver_end(&d);
}

static void
bulk_stops_what_is_not_sent_when_escape_is_pressed(void **state)
{
	struct driver d;

	(void)state;
	ask(&d);
	confirm(&d);
	answer_one(&d);
	answer_one(&d);
	assert_true(bulk_has_rest(&d.controller));
	driver_type(&d, "L");
	driver_expect_message(&d, MESSAGE_STILL_WAITING);
	assert_int_equal(d.controller.message.number, 1);
	driver_code(&d, KEYCODE_ESCAPE);
	assert_false(bulk_has_rest(&d.controller));
	driver_type(&d, "L");
	assert_int_equal(d.controller.message.number, 0);
	/* What is on its way is waited for. */
	assert_true(driver_is_pending(&d, REQUEST_DELETE));
	answer_one(&d);
	assert_int_equal(d.sent[REQUEST_DELETE], 3);
	driver_expect_message(&d, MESSAGE_DELETED_STOPPED);
	assert_int_equal(d.controller.message.number, 3);
	assert_int_equal(keylist_marked(d.controller.keys), 12);
	driver_end(&d);
}

static void
bulk_looks_when_an_answer_is_lost_and_never_repeats(void **state)
{
	struct driver d;

	(void)state;
	ask(&d);
	confirm(&d);
	driver_remove(&d, "k01");
	driver_lose(&d, REQUEST_DELETE);
	assert_false(driver_is_pending(&d, REQUEST_DELETE));
	driver_answer_list(&d);
	assert_string_equal(driver_pending(&d, REQUEST_DELETE)->id, "k02");
	driver_lose(&d, REQUEST_DELETE);
	driver_answer_list(&d);
	assert_string_equal(driver_pending(&d, REQUEST_DELETE)->id, "k03");
	assert_int_equal(controller_failure(&d.controller, "k02")->id,
	    MESSAGE_DELETE_NOT_FOUND);
	driver_lose(&d, REQUEST_DELETE);
	driver_fail(&d, REQUEST_LIST, OUTCOME_REFUSED, ERROR_REFUSED, 403);
	assert_int_equal(controller_failure(&d.controller, "k03")->id,
	    MESSAGE_UNKNOWN_UNSEEN);
	while (driver_is_pending(&d, REQUEST_DELETE))
		answer_one(&d);
	assert_int_equal(d.sent[REQUEST_DELETE], COUNT);
	assert_int_equal(d.controller.message.number, 13);
	driver_end(&d);
}

/* Of the one whose answer and list were lost nobody knows anything. */
static void
bulk_claims_nothing_of_what_is_not_known(void **state)
{
	struct driver d;

	(void)state;
	ask(&d);
	confirm(&d);
	for (int i = 0; i < 3; i++)
		driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_message(&d, MESSAGE_DELETED_UNSURE);
	assert_int_equal(d.controller.message.number, 0);
	assert_int_equal(d.controller.message.total, COUNT);
	assert_int_equal(d.sent[REQUEST_DELETE], 1);
	driver_end(&d);
}

static void
bulk_goes_on_with_the_unsent_when_logged_in_again(void **state)
{
	struct driver d;

	(void)state;
	ask(&d);
	confirm(&d);
	for (size_t i = 0; i < 5; i++)
		answer_one(&d);
	driver_fail(&d, REQUEST_DELETE, OUTCOME_REFUSED, ERROR_REFUSED, 401);
	driver_expect_dialog(&d, DIALOG_LOGIN);
	assert_false(driver_is_pending(&d, REQUEST_DELETE));
	driver_reach_link(&d);
	driver_log_in(&d);
	assert_false(driver_is_pending(&d, REQUEST_DELETE));
	driver_answer_profile(&d);
	assert_string_equal(driver_pending(&d, REQUEST_DELETE)->id, "k06");
	while (driver_is_pending(&d, REQUEST_DELETE))
		answer_one(&d);
	driver_expect_message(&d, MESSAGE_DELETED_MANY);
	assert_int_equal(d.sent[REQUEST_DELETE], COUNT + 1);
	driver_end(&d);
}

static void
bulk_sends_no_more_when_another_account_logs_in(void **state)
{
	struct driver d;

	(void)state;
	ask(&d);
	confirm(&d);
	answer_one(&d);
	driver_fail(&d, REQUEST_DELETE, OUTCOME_REFUSED, ERROR_REFUSED, 401);
	driver_reach_link(&d);
	driver_log_in(&d);
	driver_answer_profile_of(&d, "bob@example.org");
	driver_expect_dialog(&d, DIALOG_GUARD);
	driver_watch(&d, 30000);
	driver_code(&d, KEYCODE_TAB);
	driver_code(&d, KEYCODE_ENTER);
	driver_answer_list(&d);
	assert_false(driver_is_pending(&d, REQUEST_DELETE));
	assert_int_equal(d.sent[REQUEST_DELETE], 2);
	assert_false(bulk_is_running(&d.controller));
	driver_end(&d);
}

/* What is listed is what goes, or the question is asked again. */
static void
bulk_refuses_when_a_listed_name_has_changed(void **state)
{
	struct driver d;

	(void)state;
	ask(&d);
	driver_function(&d, 5);
	driver_put(&d, "k03", "valuable");
	driver_remove(&d, "k01");
	driver_answer_list(&d);
	driver_type(&d, "15");
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(question_of(&d)->refusal.id, MESSAGE_ALREADY_GONE);
	driver_type(&d, "14");
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(question_of(&d)->refusal.id, MESSAGE_NAME_CHANGED);
	assert_string_equal(question_of(&d)->refusal.subject, "valuable");
	assert_int_equal(d.sent[REQUEST_DELETE], 0);
	driver_type(&d, "14");
	driver_code(&d, KEYCODE_ENTER);
	assert_string_equal(driver_pending(&d, REQUEST_DELETE)->id, "k02");
	driver_end(&d);
}

static void
hold_says_when_the_list_has_changed(void **state)
{
	struct driver d;

	(void)state;
	ask(&d);
	driver_hold_back(&d, 10);
	confirm(&d);
	driver_watch(&d, 5000);
	driver_function(&d, 5);
	driver_put(&d, "k03", "valuable");
	driver_remove(&d, "k01");
	driver_answer_list(&d);
	assert_int_equal(d.controller.holds.items[0].targets.count, 14);
	driver_watch(&d, 9000);
	assert_int_equal(d.sent[REQUEST_DELETE], 0);
	driver_watch(&d, 1100);
	assert_string_equal(driver_pending(&d, REQUEST_DELETE)->id, "k02");
	driver_end(&d);
}

/* What is marked is held back, and no row is under the cursor. */
static void
deleting_is_refused_when_what_is_marked_cannot_go(void **state)
{
	struct driver d;

	(void)state;
	ask(&d);
	driver_hold_back(&d, 10);
	confirm(&d);
	assert_int_equal(keylist_marked(d.controller.keys), COUNT);
	driver_type(&d, "/zzzz");
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(keylist_rows(d.controller.keys), 0);
	driver_type(&d, "d");
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_expect_message(&d, MESSAGE_NO_APIKEY);
	driver_end(&d);
}

static void
nothing_is_deleted_twice_when_it_is_on_its_way(void **state)
{
	struct driver d;

	(void)state;
	ask(&d);
	confirm(&d);
	driver_type(&d, "gd");
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_expect_message(&d, MESSAGE_BEING_DELETED);
	driver_code(&d, KEYCODE_ENTER);
	driver_type(&d, "d");
	driver_expect_dialog(&d, DIALOG_DETAILS);
	driver_expect_message(&d, MESSAGE_BEING_DELETED);
	driver_end(&d);
}

/* The list may tell it, or the answer to something else. */
static void
hold_ends_when_its_api_key_has_gone(void **state)
{
	struct driver d;

	(void)state;
	ask(&d);
	driver_hold_back(&d, 10);
	confirm(&d);
	delete_close(&d.controller, "k01");
	assert_false(controller_is_held_back(&d.controller, "k01"));
	driver_watch(&d, 10100);
	assert_string_equal(driver_pending(&d, REQUEST_DELETE)->id, "k02");
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bulk_wants_the_count_typed),
		cmocka_unit_test(bulk_is_held_back_as_one),
		cmocka_unit_test(bulk_goes_on_when_one_fails),
		cmocka_unit_test(
		    bulk_stops_what_is_not_sent_when_escape_is_pressed),
		cmocka_unit_test(
		    bulk_looks_when_an_answer_is_lost_and_never_repeats),
		cmocka_unit_test(bulk_claims_nothing_of_what_is_not_known),
		cmocka_unit_test(
		    bulk_goes_on_with_the_unsent_when_logged_in_again),
		cmocka_unit_test(
		    bulk_sends_no_more_when_another_account_logs_in),
		cmocka_unit_test(bulk_refuses_when_a_listed_name_has_changed),
		cmocka_unit_test(hold_says_when_the_list_has_changed),
		cmocka_unit_test(
		    deleting_is_refused_when_what_is_marked_cannot_go),
		cmocka_unit_test(
		    nothing_is_deleted_twice_when_it_is_on_its_way),
		cmocka_unit_test(hold_ends_when_its_api_key_has_gone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
