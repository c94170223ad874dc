/* SPDX-License-Identifier: ISC */
/* A rotation, step by step. */
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
expect_stage(const struct driver *d, enum rotation_stage stage)
{
	assert_int_equal(controller_rotation(&d->controller, "k1"), stage);
}

static void
begin(struct driver *d)
{
	driver_start_loaded(d);
	driver_type(d, "t");
	driver_expect_dialog(d, DIALOG_ROTATE);
	driver_code(d, KEYCODE_ENTER);
	expect_stage(d, ROTATION_BEGUN);
	/* Written, and not only together with what comes later. */
	assert_int_equal(d->effects[EFFECT_LEDGER], 1);
	assert_int_equal(d->sent[REQUEST_CREATE], 1);
}

static void
make(struct driver *d)
{
	begin(d);
	driver_put(d, "k9", "alpha");
	driver_answer(d, REQUEST_CREATE, "k9", "alpha");
	driver_expect_dialog(d, DIALOG_CREATED);
	expect_stage(d, ROTATION_MADE);
}

static void
hand(struct driver *d)
{
	make(d);
	driver_code(d, KEYCODE_ENTER);
	driver_expect_dialog(d, DIALOG_NONE);
	expect_stage(d, ROTATION_HANDED);
}

static void
expect_deletion_of(struct driver *d, const char *id)
{
	assert_int_equal(d->sent[REQUEST_DELETE], 1);
	assert_string_equal(driver_pending(d, REQUEST_DELETE)->id, id);
	driver_remove(d, id);
	driver_answer(d, REQUEST_DELETE, NULL, NULL);
	expect_stage(d, ROTATION_NONE);
}

static void
rotate_makes_a_successor_alike_when_enter_is_pressed(void **state)
{
	const struct request *request;
	struct driver d;

	(void)state;
	begin(&d);
	request = driver_pending(&d, REQUEST_CREATE);
	assert_string_equal(request->name, "alpha");
	assert_int_equal(d.sent[REQUEST_DELETE], 0);
	driver_end(&d);
}

static void
rotate_retires_the_old_one_when_the_token_was_handed_out(void **state)
{
	struct driver d;

	(void)state;
	hand(&d);
	driver_type(&d, "t");
	assert_int_equal(d.controller.rotation.focus, ROTATION_CANCEL);
	driver_code(&d, KEYCODE_TAB);
	driver_code(&d, KEYCODE_ENTER);
	expect_deletion_of(&d, "k1");
	driver_end(&d);
}

static void
rotate_goes_back_when_asked_to(void **state)
{
	struct driver d;

	(void)state;
	hand(&d);
	driver_type(&d, "t");
	driver_code(&d, KEYCODE_BACKTAB);
	driver_code(&d, KEYCODE_ENTER);
	expect_deletion_of(&d, "k9");
	driver_end(&d);
}

static void
rotate_asks_before_it_retires_when_nobody_has_the_token(void **state)
{
	struct driver d;

	(void)state;
	make(&d);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_dialog(&d, DIALOG_NONE);
	expect_stage(&d, ROTATION_MADE);
	driver_type(&d, "t");
	driver_code(&d, KEYCODE_TAB);
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(d.controller.form.refusal.id, MESSAGE_ROTATION_ASKS);
	assert_int_equal(d.sent[REQUEST_DELETE], 0);
	driver_code(&d, KEYCODE_ENTER);
	expect_deletion_of(&d, "k1");
	driver_end(&d);
}

static void
rotate_counts_a_later_copy_as_handed_out(void **state)
{
	struct event copied = { .kind = EVENT_CLIPBOARD,
		.clipboard = {
		    .deed = CLIPBOARD_COPIED, .route = ROUTE_XSEL } };
	struct driver d;

	(void)state;
	make(&d);
	driver_type(&d, "y");
	driver_send(&d, &copied);
	expect_stage(&d, ROTATION_HANDED);
	driver_end(&d);
}

static void
rotate_ends_when_the_creation_is_refused(void **state)
{
	struct driver d;

	(void)state;
	begin(&d);
	driver_fail(&d, REQUEST_CREATE, OUTCOME_REFUSED, ERROR_REFUSED, 403);
	driver_expect_dialog(&d, DIALOG_ROTATE);
	expect_stage(&d, ROTATION_NONE);
	driver_end(&d);
}

static void
rotate_finds_its_successor_when_the_answer_is_lost(void **state)
{
	struct driver d;

	(void)state;
	begin(&d);
	driver_put(&d, "k9", "alpha");
	driver_lose(&d, REQUEST_CREATE);
	expect_stage(&d, ROTATION_BEGUN);
	driver_answer_list(&d);
	driver_expect_dialog(&d, DIALOG_CREATED);
	expect_stage(&d, ROTATION_MADE);
	assert_int_equal(d.sent[REQUEST_CREATE], 1);
	driver_end(&d);
}

static void
expect_of_successor(const struct message *message, enum message_id id)
{
	assert_int_equal(message->id, id);
	assert_true(message->is_successor);
	assert_string_equal(message->subject, "alpha");
}

/* The old one has the name as well, so words about the name would be wrong. */
static void
rotate_speaks_of_the_successor_when_the_answer_is_lost(void **state)
{
	struct driver d;

	(void)state;
	begin(&d);
	driver_lose(&d, REQUEST_CREATE);
	expect_of_successor(&d.controller.message, MESSAGE_UNKNOWN_LOOKING);
	driver_lose(&d, REQUEST_LIST);
	expect_of_successor(&d.controller.form.refusal, MESSAGE_UNKNOWN_UNSEEN);
	driver_code(&d, KEYCODE_ENTER);
	expect_of_successor(&d.controller.message, MESSAGE_UNKNOWN_LOOKING);
	driver_answer_list(&d);
	expect_of_successor(
	    &d.controller.form.refusal, MESSAGE_CREATE_NOT_FOUND);
	expect_of_successor(&d.controller.message, MESSAGE_CREATE_NOT_FOUND);
	assert_int_equal(d.sent[REQUEST_CREATE], 1);
	driver_end(&d);
}

static void
rotate_speaks_of_the_successor_when_it_is_refused_or_found(void **state)
{
	struct driver d;

	(void)state;
	begin(&d);
	driver_fail(&d, REQUEST_CREATE, OUTCOME_REFUSED, ERROR_REFUSED, 403);
	expect_of_successor(&d.controller.form.refusal, MESSAGE_FAILED);
	driver_code(&d, KEYCODE_ENTER);
	driver_lose(&d, REQUEST_CREATE);
	driver_put(&d, "k9", "alpha");
	driver_answer_list(&d);
	expect_of_successor(&d.controller.message, MESSAGE_CREATE_FOUND);
	driver_end(&d);
}

/* What a dialog promises of a key has to be so in that dialog. */
static void
rotate_looks_again_when_asked_to_reload(void **state)
{
	struct driver d;

	(void)state;
	begin(&d);
	driver_put(&d, "k9", "alpha");
	driver_lose(&d, REQUEST_CREATE);
	driver_lose(&d, REQUEST_LIST);
	assert_int_equal(d.controller.form.refusal.id, MESSAGE_UNKNOWN_UNSEEN);
	driver_function(&d, 5);
	assert_int_equal(d.controller.form.refusal.id, MESSAGE_NONE);
	driver_answer_list(&d);
	driver_expect_dialog(&d, DIALOG_CREATED);
	expect_stage(&d, ROTATION_MADE);
	driver_end(&d);
}

static void
rotate_is_refused_when_read_only_or_held_back(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	d.controller.given.is_read_only = true;
	driver_type(&d, "t");
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_expect_message(&d, MESSAGE_READ_ONLY);
	d.controller.given.is_read_only = false;
	driver_hold_back(&d, 10);
	driver_type(&d, "dy");
	driver_type(&d, "t");
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_expect_message(&d, MESSAGE_HELD_BACK);
	assert_int_equal(d.effects[EFFECT_LEDGER], 0);
	driver_end(&d);
}

/* Nobody would know later that there are two. */
static void
rotate_is_refused_when_no_ledger_is_kept(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	d.controller.given.has_no_ledger = true;
	driver_type(&d, "t");
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_expect_message(&d, MESSAGE_ROTATION_NO_LEDGER);
	assert_int_equal(d.controller.message.tone, TONE_WARNING);
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_DETAILS);
	driver_type(&d, "t");
	driver_expect_dialog(&d, DIALOG_DETAILS);
	assert_int_equal(d.effects[EFFECT_LEDGER], 0);
	driver_end(&d);
}

/* One of the two always works: the second deletion finds no way. */
static void
rotate_keeps_the_successor_when_the_old_one_is_held_back(void **state)
{
	struct driver d;

	(void)state;
	hand(&d);
	driver_hold_back(&d, 10);
	driver_type(&d, "t");
	driver_code(&d, KEYCODE_TAB);
	driver_code(&d, KEYCODE_ENTER);
	assert_true(controller_is_held_back(&d.controller, "k1"));
	driver_expect_cursor(&d, "k9");
	driver_type(&d, "t");
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_type(&d, "gt");
	driver_expect_cursor(&d, "k1");
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_type(&d, "u");
	expect_stage(&d, ROTATION_HANDED);
	driver_end(&d);
}

/* As it stands there, the old one must not go. */
static void
rotate_says_so_when_the_successor_has_expired(void **state)
{
	struct driver d;

	(void)state;
	hand(&d);
	assert_false(controller_has_expired_successor(&d.controller, "k1"));
	driver_wait(&d, 60000);
	assert_true(controller_has_expired_successor(&d.controller, "k1"));
	driver_type(&d, "t");
	driver_code(&d, KEYCODE_TAB);
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(
	    d.controller.form.refusal.id, MESSAGE_ROTATION_EXPIRED);
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(d.sent[REQUEST_DELETE], 0);
	expect_stage(&d, ROTATION_HANDED);
	driver_code(&d, KEYCODE_TAB);
	driver_code(&d, KEYCODE_ENTER);
	expect_deletion_of(&d, "k9");
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    rotate_makes_a_successor_alike_when_enter_is_pressed),
		cmocka_unit_test(
		    rotate_retires_the_old_one_when_the_token_was_handed_out),
		cmocka_unit_test(rotate_goes_back_when_asked_to),
		cmocka_unit_test(
		    rotate_asks_before_it_retires_when_nobody_has_the_token),
		cmocka_unit_test(rotate_counts_a_later_copy_as_handed_out),
		cmocka_unit_test(rotate_ends_when_the_creation_is_refused),
		cmocka_unit_test(
		    rotate_finds_its_successor_when_the_answer_is_lost),
		cmocka_unit_test(
		    rotate_speaks_of_the_successor_when_the_answer_is_lost),
		cmocka_unit_test(
		    rotate_speaks_of_the_successor_when_it_is_refused_or_found),
		cmocka_unit_test(rotate_looks_again_when_asked_to_reload),
		cmocka_unit_test(rotate_is_refused_when_read_only_or_held_back),
		cmocka_unit_test(rotate_is_refused_when_no_ledger_is_kept),
		cmocka_unit_test(
		    rotate_keeps_the_successor_when_the_old_one_is_held_back),
		cmocka_unit_test(rotate_says_so_when_the_successor_has_expired),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
