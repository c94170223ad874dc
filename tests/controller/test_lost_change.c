/* SPDX-License-Identifier: ISC */
/* A rename or deletion without an answer: looked for, and said. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/journey_driver.h"

static const struct form *
form_of(const struct driver *d)
{
	return &d->controller.form;
}

/* "alphax" for k1 was sent and the answer is lost. */
static void
lose_rename(struct driver *d)
{
	driver_start_loaded(d);
	driver_type(d, "rx");
	driver_code(d, KEYCODE_ENTER);
	driver_answer_list(d);
	driver_lose(d, REQUEST_RENAME);
	driver_expect_message(d, MESSAGE_UNKNOWN_LOOKING);
	assert_int_equal(form_of(d)->stage, FORM_FINDING);
}

static void
lost_rename_closes_the_form_when_found(void **state)
{
	struct driver d;

	(void)state;
	lose_rename(&d);
	driver_put(&d, "k1", "alphax");
	driver_answer_list(&d);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_expect_message(&d, MESSAGE_RENAME_FOUND);
	assert_int_equal(d.sent[REQUEST_RENAME], 1);
	assert_false(d.controller.lost.is_open);
	driver_end(&d);
}

static void
lost_rename_stays_in_the_form_when_not_found(void **state)
{
	struct driver d;

	(void)state;
	lose_rename(&d);
	driver_answer_list(&d);
	driver_expect_dialog(&d, DIALOG_RENAME);
	assert_int_equal(form_of(&d)->refusal.id, MESSAGE_RENAME_NOT_FOUND);
	assert_string_equal(form_of(&d)->refusal.subject, "alpha");
	assert_int_equal(d.sent[REQUEST_RENAME], 1);
	driver_end(&d);
}

static void
lost_rename_says_so_when_it_has_gone_or_is_unseen(void **state)
{
	struct driver d;

	(void)state;
	lose_rename(&d);
	driver_lose(&d, REQUEST_LIST);
	assert_int_equal(form_of(&d)->refusal.id, MESSAGE_UNKNOWN_UNSEEN);
	assert_int_equal(form_of(&d)->refusal.request, REQUEST_RENAME);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_remove(&d, "k1");
	driver_function(&d, 5);
	driver_answer_list(&d);
	driver_expect_message(&d, MESSAGE_ALREADY_GONE);
	assert_false(d.controller.lost.is_open);
	driver_end(&d);
}

/* k2 has another name by an answer, so that there is something older. */
static void
rename_another(struct driver *d)
{
	driver_type(d, "j");
	driver_expect_cursor(d, "k2");
	driver_type(d, "rx");
	driver_code(d, KEYCODE_ENTER);
	driver_answer_list(d);
	driver_answer(d, REQUEST_RENAME, "k2", "betax");
	driver_put(d, "k2", "betax");
	driver_type(d, "g");
	driver_expect_cursor(d, "k1");
}

/* The same as lose_rename after another one. */
static void
lose_second_rename(struct driver *d)
{
	driver_start_loaded(d);
	rename_another(d);
	driver_type(d, "rx");
	driver_code(d, KEYCODE_ENTER);
	driver_answer_list(d);
	driver_lose(d, REQUEST_RENAME);
}

static void
expect_nothing_to_undo(struct driver *d)
{
	size_t sent = d->sent[REQUEST_RENAME];

	driver_type(d, "u");
	driver_expect_dialog(d, DIALOG_NONE);
	driver_expect_message(d, MESSAGE_NOTHING_TO_UNDO);
	assert_int_equal(d->pending_count, 0);
	assert_int_equal(d->sent[REQUEST_RENAME], sent);
}

static void
undo_until_sent(struct driver *d)
{
	driver_type(d, "u");
	driver_answer_list(d);
	assert_string_equal(driver_pending(d, REQUEST_RENAME)->id, "k1");
	assert_string_equal(driver_pending(d, REQUEST_RENAME)->name, "alpha");
}

static void
lost_rename_is_undone_when_found(void **state)
{
	struct driver d;

	(void)state;
	lose_second_rename(&d);
	driver_put(&d, "k1", "alphax");
	driver_answer_list(&d);
	driver_expect_message(&d, MESSAGE_RENAME_FOUND);
	undo_until_sent(&d);
	driver_answer(&d, REQUEST_RENAME, "k1", "alpha");
	driver_put(&d, "k1", "alpha");
	expect_nothing_to_undo(&d);
	driver_end(&d);
}

/* The form had gone by the time that the list told. */
static void
lost_rename_is_undone_when_found_by_a_reload(void **state)
{
	struct driver d;

	(void)state;
	lose_second_rename(&d);
	driver_lose(&d, REQUEST_LIST);
	driver_code(&d, KEYCODE_ESCAPE);
	expect_nothing_to_undo(&d);
	driver_put(&d, "k1", "alphax");
	driver_function(&d, 5);
	driver_answer_profile(&d);
	driver_answer_list(&d);
	driver_expect_message(&d, MESSAGE_RENAME_FOUND);
	undo_until_sent(&d);
	driver_end(&d);
}

static void
lost_rename_leaves_nothing_to_undo_when_not_found_or_gone(void **state)
{
	struct driver d;

	(void)state;
	for (int is_gone = 0; is_gone < 2; is_gone++) {
		lose_second_rename(&d);
		if (is_gone != 0)
			driver_remove(&d, "k1");
		driver_answer_list(&d);
		driver_expect_dialog(&d, DIALOG_RENAME);
		driver_code(&d, KEYCODE_ESCAPE);
		expect_nothing_to_undo(&d);
		driver_end(&d);
	}
}

static void
lost_undo_is_not_undone_when_found(void **state)
{
	struct driver d;

	(void)state;
	lose_second_rename(&d);
	driver_put(&d, "k1", "alphax");
	driver_answer_list(&d);
	undo_until_sent(&d);
	driver_lose(&d, REQUEST_RENAME);
	driver_put(&d, "k1", "alpha");
	driver_answer_list(&d);
	driver_expect_message(&d, MESSAGE_RENAME_FOUND);
	expect_nothing_to_undo(&d);
	driver_end(&d);
}

static void
lost_undo_is_not_undone_when_found_by_a_reload(void **state)
{
	struct driver d;

	(void)state;
	lose_second_rename(&d);
	driver_put(&d, "k1", "alphax");
	driver_answer_list(&d);
	undo_until_sent(&d);
	driver_lose(&d, REQUEST_RENAME);
	driver_lose(&d, REQUEST_LIST);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_put(&d, "k1", "alpha");
	driver_function(&d, 5);
	driver_answer_profile(&d);
	driver_answer_list(&d);
	driver_expect_message(&d, MESSAGE_RENAME_FOUND);
	expect_nothing_to_undo(&d);
	driver_end(&d);
}

/* The deletion of k1 was sent and the answer is lost. */
static void
lose_deletion(struct driver *d)
{
	driver_start_loaded(d);
	driver_type(d, "dy");
	driver_lose(d, REQUEST_DELETE);
	driver_expect_message(d, MESSAGE_UNKNOWN_LOOKING);
	driver_type(d, "y");
	assert_int_equal(d->sent[REQUEST_DELETE], 1);
}

static void
lost_deletion_closes_the_dialog_when_gone(void **state)
{
	struct driver d;

	(void)state;
	lose_deletion(&d);
	driver_remove(&d, "k1");
	driver_answer_list(&d);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_expect_message(&d, MESSAGE_DELETE_FOUND);
	assert_string_equal(d.controller.message.subject, "alpha");
	driver_expect_cursor(&d, "k2");
	driver_end(&d);
}

static void
lost_deletion_says_so_when_still_there(void **state)
{
	struct driver d;

	(void)state;
	lose_deletion(&d);
	driver_answer_list(&d);
	driver_expect_dialog(&d, DIALOG_DELETE);
	assert_int_equal(
	    d.controller.deletion.refusal.id, MESSAGE_DELETE_NOT_FOUND);
	driver_type(&d, "y");
	assert_int_equal(d.sent[REQUEST_DELETE], 2);
	driver_end(&d);
}

static void
lost_deletion_is_told_by_a_reload_when_unseen(void **state)
{
	struct driver d;

	(void)state;
	lose_deletion(&d);
	driver_code(&d, KEYCODE_ESCAPE);
	assert_int_equal(
	    d.controller.deletion.refusal.id, MESSAGE_UNKNOWN_UNSEEN);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_remove(&d, "k1");
	driver_function(&d, 5);
	driver_answer_list(&d);
	driver_expect_message(&d, MESSAGE_DELETE_FOUND);
	driver_end(&d);
}

static void
cancelled_deletion_is_looked_for(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "dy");
	driver_code(&d, KEYCODE_ESCAPE);
	assert_int_equal(d.cancelled, 1);
	driver_remove(&d, "k1");
	driver_answer_list(&d);
	driver_expect_message(&d, MESSAGE_DELETE_FOUND);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lost_rename_closes_the_form_when_found),
		cmocka_unit_test(lost_rename_stays_in_the_form_when_not_found),
		cmocka_unit_test(
		    lost_rename_says_so_when_it_has_gone_or_is_unseen),
		cmocka_unit_test(lost_rename_is_undone_when_found),
		cmocka_unit_test(lost_rename_is_undone_when_found_by_a_reload),
		cmocka_unit_test(
		    lost_rename_leaves_nothing_to_undo_when_not_found_or_gone),
		cmocka_unit_test(lost_undo_is_not_undone_when_found),
		cmocka_unit_test(
		    lost_undo_is_not_undone_when_found_by_a_reload),
		cmocka_unit_test(lost_deletion_closes_the_dialog_when_gone),
		cmocka_unit_test(lost_deletion_says_so_when_still_there),
		cmocka_unit_test(lost_deletion_is_told_by_a_reload_when_unseen),
		cmocka_unit_test(cancelled_deletion_is_looked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
