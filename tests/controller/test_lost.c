/* SPDX-License-Identifier: ISC */
/* A creation without an answer: looked for, never sent again. */
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

/* "ci" was sent and the answer is lost; the list is asked. */
static void
lose_creation(struct driver *d)
{
	driver_start_loaded(d);
	driver_type(d, "nci");
	driver_code(d, KEYCODE_ENTER);
	driver_lose(d, REQUEST_CREATE);
	driver_expect_message(d, MESSAGE_UNKNOWN_LOOKING);
	assert_int_equal(d->controller.message.request, REQUEST_CREATE);
	assert_int_equal(form_of(d)->stage, FORM_FINDING);
	assert_string_equal(
	    driver_pending(d, REQUEST_LIST)->keep_tokens_of_name, "ci");
	driver_code(d, KEYCODE_ENTER);
	assert_int_equal(d->sent[REQUEST_CREATE], 1);
}

static void
expect_refusal(const struct driver *d, enum message_id id)
{
	driver_expect_dialog(d, DIALOG_CREATE);
	assert_int_equal(form_of(d)->stage, FORM_EDITING);
	assert_int_equal(form_of(d)->refusal.id, id);
	driver_expect_message(d, id);
	assert_string_equal(field_text(&form_of(d)->name), "ci");
	assert_int_equal(d->sent[REQUEST_CREATE], 1);
}

static void
lost_creation_is_shown_when_found(void **state)
{
	struct driver d;

	(void)state;
	lose_creation(&d);
	driver_put(&d, "k9", "ci");
	driver_put(&d, "k8", "other");
	driver_answer_list(&d);
	driver_expect_dialog(&d, DIALOG_CREATED);
	driver_expect_message(&d, MESSAGE_CREATE_FOUND);
	assert_int_equal(d.controller.created.origin, CREATED_FOUND);
	assert_string_equal(d.controller.created.id, "k9");
	assert_string_equal(
	    secret_bytes(&d.controller.created.token), "nxk_0123456789abcdef");
	driver_expect_cursor(&d, "k9");
	assert_false(d.controller.lost.is_open);
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_NONE);
	assert_int_equal(d.sent[REQUEST_CREATE], 1);
	driver_function(&d, 5);
	assert_null(driver_pending(&d, REQUEST_LIST)->keep_tokens_of_name);
	driver_end(&d);
}

/* The panel would lie over the countdown. */
static void
lost_creation_is_held_back_when_deleted(void **state)
{
	struct driver d;

	(void)state;
	lose_creation(&d);
	driver_put(&d, "k9", "ci");
	driver_answer_list(&d);
	driver_hold_back(&d, 10);
	driver_code(&d, KEYCODE_TAB);
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_DELETE);
	driver_type(&d, "y");
	driver_expect_dialog(&d, DIALOG_NONE);
	assert_true(controller_undo_keeps(&d.controller));
	driver_watch(&d, 10100);
	assert_string_equal(driver_pending(&d, REQUEST_DELETE)->id, "k9");
	driver_end(&d);
}

static void
lost_creation_is_told_from_an_older_one_of_its_name(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "nalpha");
	driver_code(&d, KEYCODE_ENTER);
	driver_lose(&d, REQUEST_CREATE);
	driver_answer_list(&d);
	driver_expect_message(&d, MESSAGE_CREATE_NOT_FOUND);
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(d.sent[REQUEST_CREATE], 2);
	driver_lose(&d, REQUEST_CREATE);
	driver_put(&d, "k9", "alpha");
	driver_answer_list(&d);
	driver_expect_message(&d, MESSAGE_CREATE_FOUND);
	assert_string_equal(d.controller.created.id, "k9");
	driver_end(&d);
}

static void
lost_creation_is_deleted_when_the_panel_is_told_so(void **state)
{
	struct driver d;

	(void)state;
	lose_creation(&d);
	driver_put(&d, "k9", "ci");
	driver_answer_list(&d);
	driver_code(&d, KEYCODE_RIGHT);
	assert_int_equal(d.controller.created.focus, CREATED_DELETE);
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_DELETE);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_dialog(&d, DIALOG_CREATED);
	driver_code(&d, KEYCODE_ENTER);
	driver_type(&d, "y");
	assert_string_equal(driver_pending(&d, REQUEST_DELETE)->id, "k9");
	driver_answer(&d, REQUEST_DELETE, NULL, NULL);
	driver_expect_dialog(&d, DIALOG_NONE);
	assert_true(secret_is_empty(&d.controller.created.token));
	driver_end(&d);
}

static void
lost_creation_is_followed_by_another_when_asked(void **state)
{
	struct driver d;

	(void)state;
	lose_creation(&d);
	driver_put(&d, "k9", "ci");
	driver_answer_list(&d);
	driver_code(&d, KEYCODE_BACKTAB);
	assert_int_equal(d.controller.created.focus, CREATED_ANOTHER);
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_CREATE);
	assert_string_equal(field_text(&form_of(&d)->name), "ci");
	assert_int_equal(d.sent[REQUEST_CREATE], 1);
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(d.sent[REQUEST_CREATE], 2);
	driver_end(&d);
}

static void
lost_creation_stays_in_the_form_when_many_are_found(void **state)
{
	struct driver d;

	(void)state;
	lose_creation(&d);
	driver_put(&d, "k8", "ci");
	driver_put(&d, "k9", "ci");
	driver_answer_list(&d);
	expect_refusal(&d, MESSAGE_CREATE_FOUND_MANY);
	assert_int_equal(form_of(&d)->refusal.number, 2);
	driver_end(&d);
}

static void
lost_creation_stays_in_the_form_when_not_found(void **state)
{
	struct driver d;

	(void)state;
	lose_creation(&d);
	driver_answer_list(&d);
	expect_refusal(&d, MESSAGE_CREATE_NOT_FOUND);
	assert_false(d.controller.lost.is_open);
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(d.sent[REQUEST_CREATE], 2);
	driver_end(&d);
}

static void
lost_creation_is_unsure_when_no_list_was_known(void **state)
{
	struct driver d;

	(void)state;
	driver_start(&d);
	driver_type(&d, "nci");
	driver_code(&d, KEYCODE_ENTER);
	assert_false(driver_is_pending(&d, REQUEST_LIST));
	driver_lose(&d, REQUEST_CREATE);
	driver_put(&d, "k9", "ci");
	driver_answer_list(&d);
	expect_refusal(&d, MESSAGE_CREATE_UNSURE);
	assert_int_equal(form_of(&d)->refusal.number, 1);
	driver_end(&d);
}

static void
lost_creation_is_looked_for_again_when_the_look_failed(void **state)
{
	struct driver d;

	(void)state;
	lose_creation(&d);
	driver_lose(&d, REQUEST_LIST);
	expect_refusal(&d, MESSAGE_UNKNOWN_UNSEEN);
	assert_int_equal(form_of(&d)->refusal.request, REQUEST_CREATE);
	assert_true(d.controller.lost.is_open);
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(form_of(&d)->stage, FORM_FINDING);
	assert_int_equal(d.sent[REQUEST_CREATE], 1);
	driver_code(&d, KEYCODE_ESCAPE);
	expect_refusal(&d, MESSAGE_UNKNOWN_UNSEEN);
	driver_code(&d, KEYCODE_ENTER);
	driver_put(&d, "k9", "ci");
	driver_answer_list(&d);
	driver_expect_dialog(&d, DIALOG_CREATED);
	assert_int_equal(d.sent[REQUEST_CREATE], 1);
	driver_end(&d);
}

static void
lost_creation_is_found_by_a_reload_when_the_form_was_left(void **state)
{
	struct driver d;

	(void)state;
	lose_creation(&d);
	driver_lose(&d, REQUEST_LIST);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_function(&d, 5);
	assert_string_equal(
	    driver_pending(&d, REQUEST_LIST)->keep_tokens_of_name, "ci");
	driver_code(&d, KEYCODE_ENTER);
	driver_type(&d, "d");
	driver_put(&d, "k9", "ci");
	driver_answer_list(&d);
	driver_expect_message(&d, MESSAGE_CREATE_FOUND);
	driver_expect_dialog(&d, DIALOG_DELETE);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_dialog(&d, DIALOG_CREATED);
	assert_int_equal(d.sent[REQUEST_CREATE], 1);
	driver_end(&d);
}

static void
lost_creation_is_looked_for_before_another_is_sent(void **state)
{
	struct driver d;

	(void)state;
	lose_creation(&d);
	driver_lose(&d, REQUEST_LIST);
	driver_control(&d, 'u');
	driver_type(&d, "second");
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(d.sent[REQUEST_CREATE], 1);
	driver_put(&d, "k9", "ci");
	driver_answer_list(&d);
	driver_expect_dialog(&d, DIALOG_CREATED);
	assert_string_equal(d.controller.created.name, "ci");
	driver_code(&d, KEYCODE_TAB);
	driver_code(&d, KEYCODE_TAB);
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_CREATE);
	assert_string_equal(field_text(&form_of(&d)->name), "second");
	driver_code(&d, KEYCODE_ENTER);
	assert_string_equal(driver_pending(&d, REQUEST_CREATE)->name, "second");
	assert_int_equal(d.sent[REQUEST_CREATE], 2);
	driver_end(&d);
}

static void
cancelled_creation_is_looked_for(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "nci");
	driver_code(&d, KEYCODE_ENTER);
	driver_control(&d, 'c');
	assert_int_equal(d.cancelled, 1);
	assert_false(driver_is_pending(&d, REQUEST_CREATE));
	driver_expect_message(&d, MESSAGE_UNKNOWN_LOOKING);
	driver_put(&d, "k9", "ci");
	driver_answer_list(&d);
	driver_expect_dialog(&d, DIALOG_CREATED);
	assert_int_equal(d.sent[REQUEST_CREATE], 1);
	driver_end(&d);
}

static void
lost_creation_is_remembered_when_a_deletion_is_lost_too(void **state)
{
	struct driver d;

	(void)state;
	lose_creation(&d);
	driver_lose(&d, REQUEST_LIST);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_type(&d, "dy");
	driver_lose(&d, REQUEST_DELETE);
	driver_put(&d, "k9", "ci");
	driver_remove(&d, "k1");
	driver_answer_list(&d);
	driver_expect_dialog(&d, DIALOG_CREATED);
	assert_string_equal(d.controller.created.id, "k9");
	assert_null(d.controller.deletion.id);
	assert_int_equal(d.sent[REQUEST_CREATE], 1);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lost_creation_is_shown_when_found),
		cmocka_unit_test(lost_creation_is_held_back_when_deleted),
		cmocka_unit_test(
		    lost_creation_is_told_from_an_older_one_of_its_name),
		cmocka_unit_test(
		    lost_creation_is_deleted_when_the_panel_is_told_so),
		cmocka_unit_test(
		    lost_creation_is_followed_by_another_when_asked),
		cmocka_unit_test(
		    lost_creation_stays_in_the_form_when_many_are_found),
		cmocka_unit_test(
		    lost_creation_stays_in_the_form_when_not_found),
		cmocka_unit_test(
		    lost_creation_is_unsure_when_no_list_was_known),
		cmocka_unit_test(
		    lost_creation_is_looked_for_again_when_the_look_failed),
		cmocka_unit_test(
		    lost_creation_is_found_by_a_reload_when_the_form_was_left),
		cmocka_unit_test(
		    lost_creation_is_looked_for_before_another_is_sent),
		cmocka_unit_test(cancelled_creation_is_looked_for),
		cmocka_unit_test(
		    lost_creation_is_remembered_when_a_deletion_is_lost_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
