/* SPDX-License-Identifier: ISC */
/* Renaming looks first and sends once. */
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

/* The form on k1, "alpha", with "alphax" in it, submitted. */
static void
start_rename(struct driver *d)
{
	driver_start_loaded(d);
	driver_type(d, "r");
	driver_expect_dialog(d, DIALOG_RENAME);
	assert_string_equal(field_text(&form_of(d)->name), "alpha");
	driver_type(d, "x");
	driver_code(d, KEYCODE_ENTER);
	assert_int_equal(form_of(d)->stage, FORM_LOOKING);
	assert_int_equal(d->sent[REQUEST_RENAME], 0);
}

static void
expect_refusal(const struct driver *d, enum message_id id)
{
	driver_expect_dialog(d, DIALOG_RENAME);
	assert_int_equal(form_of(d)->stage, FORM_EDITING);
	assert_int_equal(form_of(d)->refusal.id, id);
	assert_string_equal(field_text(&form_of(d)->name), "alphax");
}

static void
rename_looks_and_sends_when_nothing_changed(void **state)
{
	struct driver d;

	(void)state;
	start_rename(&d);
	driver_answer_list(&d);
	assert_string_equal(driver_pending(&d, REQUEST_RENAME)->id, "k1");
	assert_string_equal(driver_pending(&d, REQUEST_RENAME)->name, "alphax");
	driver_answer(&d, REQUEST_RENAME, "k1", "alphax");
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_expect_message(&d, MESSAGE_RENAMED);
	assert_string_equal(d.controller.message.subject, "alphax");
	driver_expect_cursor(&d, "k1");
	assert_string_equal(
	    keylist_find(d.controller.keys, "k1")->name, "alphax");
	assert_int_equal(d.sent[REQUEST_RENAME], 1);
	driver_end(&d);
}

static void
rename_refuses_when_the_name_is_unchanged_or_empty(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "r");
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(form_of(&d)->refusal.id, MESSAGE_RENAME_UNCHANGED);
	driver_control(&d, 'u');
	assert_int_equal(form_of(&d)->refusal.id, MESSAGE_NONE);
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(form_of(&d)->refusal.id, MESSAGE_NAME_EMPTY);
	assert_int_equal(d.pending_count, 0);
	driver_end(&d);
}

static void
rename_refuses_when_it_has_gone(void **state)
{
	struct driver d;

	(void)state;
	start_rename(&d);
	driver_remove(&d, "k1");
	driver_answer_list(&d);
	expect_refusal(&d, MESSAGE_ALREADY_GONE);
	assert_int_equal(d.sent[REQUEST_RENAME], 0);
	driver_end(&d);
}

static void
rename_asks_when_another_renamed_it_meanwhile(void **state)
{
	struct driver d;

	(void)state;
	start_rename(&d);
	driver_put(&d, "k1", "omega");
	driver_answer_list(&d);
	expect_refusal(&d, MESSAGE_RENAMED_MEANWHILE);
	assert_string_equal(form_of(&d)->refusal.subject, "omega");
	assert_true(form_of(&d)->rename_anyway);
	assert_int_equal(d.sent[REQUEST_RENAME], 0);
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(d.sent[REQUEST_RENAME], 1);
	driver_answer(&d, REQUEST_RENAME, "k1", "alphax");
	driver_expect_message(&d, MESSAGE_RENAMED);
	driver_end(&d);
}

static void
rename_sends_nothing_when_the_look_fails(void **state)
{
	struct driver d;

	(void)state;
	start_rename(&d);
	driver_fail(&d, REQUEST_LIST, OUTCOME_UNKNOWN, ERROR_TIMEOUT, 0);
	expect_refusal(&d, MESSAGE_FAILED);
	/* It says what was not done, as the person asked for no list. */
	assert_int_equal(form_of(&d)->refusal.request, REQUEST_RENAME);
	assert_string_equal(form_of(&d)->refusal.subject, "alpha");
	assert_int_equal(d.sent[REQUEST_RENAME], 0);
	driver_end(&d);
}

static void
rename_sends_nothing_when_the_look_is_cancelled(void **state)
{
	struct driver d;

	(void)state;
	start_rename(&d);
	driver_code(&d, KEYCODE_ESCAPE);
	expect_refusal(&d, MESSAGE_NONE);
	driver_expect_message(&d, MESSAGE_CANCELLED);
	assert_int_equal(d.pending_count, 0);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_end(&d);
}

static void
rename_keeps_what_was_typed_when_refused(void **state)
{
	struct driver d;

	(void)state;
	start_rename(&d);
	driver_answer_list(&d);
	driver_fail(&d, REQUEST_RENAME, OUTCOME_REFUSED, ERROR_REFUSED, 422);
	expect_refusal(&d, MESSAGE_FAILED);
	assert_int_equal(form_of(&d)->refusal.error.code, 422);
	driver_code(&d, KEYCODE_ENTER);
	driver_answer_list(&d);
	driver_fail(&d, REQUEST_RENAME, OUTCOME_REFUSED, ERROR_REFUSED, 404);
	expect_refusal(&d, MESSAGE_ALREADY_GONE);
	assert_null(keylist_find(d.controller.keys, "k1"));
	driver_end(&d);
}

static void
rename_is_undone_once_when_u_is_pressed(void **state)
{
	struct driver d;

	(void)state;
	start_rename(&d);
	driver_answer_list(&d);
	driver_answer(&d, REQUEST_RENAME, "k1", "alphax");
	driver_put(&d, "k1", "alphax");
	driver_type(&d, "u");
	/* As any rename, it looks first. */
	assert_int_equal(form_of(&d)->stage, FORM_LOOKING);
	driver_answer_list(&d);
	assert_string_equal(driver_pending(&d, REQUEST_RENAME)->name, "alpha");
	driver_answer(&d, REQUEST_RENAME, "k1", "alpha");
	driver_expect_dialog(&d, DIALOG_NONE);
	assert_string_equal(
	    keylist_find(d.controller.keys, "k1")->name, "alpha");
	driver_type(&d, "u");
	driver_expect_message(&d, MESSAGE_NOTHING_TO_UNDO);
	assert_int_equal(d.sent[REQUEST_RENAME], 2);
	driver_end(&d);
}

/* Another name came meanwhile: nobody undoes what somebody else did. */
static void
rename_is_not_undone_when_another_renamed_it_again(void **state)
{
	struct driver d;

	(void)state;
	start_rename(&d);
	driver_answer_list(&d);
	driver_answer(&d, REQUEST_RENAME, "k1", "alphax");
	driver_put(&d, "k1", "theirs");
	driver_type(&d, "u");
	driver_answer_list(&d);
	driver_expect_dialog(&d, DIALOG_RENAME);
	assert_int_equal(form_of(&d)->stage, FORM_EDITING);
	assert_int_equal(d.sent[REQUEST_RENAME], 1);
	driver_end(&d);
}

static void
rename_looks_when_the_answer_is_about_another(void **state)
{
	struct driver d;

	(void)state;
	start_rename(&d);
	driver_answer_list(&d);
	driver_answer(&d, REQUEST_RENAME, "k2", "alphax");
	driver_expect_message(&d, MESSAGE_UNKNOWN_LOOKING);
	assert_int_equal(d.controller.message.error.kind, ERROR_ANSWER);
	driver_answer_list(&d);
	expect_refusal(&d, MESSAGE_RENAME_NOT_FOUND);
	assert_string_equal(
	    keylist_find(d.controller.keys, "k2")->name, "beta");
	driver_end(&d);
}

static void
rename_refuses_to_open_when_nothing_can_be_sent(void **state)
{
	static char long_id[258];
	const char *const ids[] = { "", ".", "..", long_id };

	(void)state;
	memset(long_id, 'x', 257);
	for (size_t i = 0; i < 4; i++) {
		struct driver d;

		driver_start(&d);
		driver_put(&d, ids[i], "name");
		driver_answer_list(&d);
		driver_type(&d, "r");
		driver_expect_message(&d, MESSAGE_ID_UNSAFE);
		driver_type(&d, "sd");
		driver_expect_message(&d, MESSAGE_ID_UNSAFE);
		assert_int_equal(d.controller.message.tone, TONE_WARNING);
		driver_expect_dialog(&d, DIALOG_NONE);
		driver_end(&d);
	}
}

static void
rename_refuses_to_open_when_the_record_is_unreadable(void **state)
{
	struct driver d;

	(void)state;
	driver_start(&d);
	driver_put(&d, "k1", NULL);
	d.entries[0].is_unreadable = true;
	driver_answer_list(&d);
	driver_type(&d, "r");
	driver_expect_message(&d, MESSAGE_UNREADABLE);
	driver_type(&d, "sd");
	driver_expect_message(&d, MESSAGE_UNREADABLE);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_DETAILS);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rename_looks_and_sends_when_nothing_changed),
		cmocka_unit_test(
		    rename_refuses_when_the_name_is_unchanged_or_empty),
		cmocka_unit_test(rename_refuses_when_it_has_gone),
		cmocka_unit_test(rename_asks_when_another_renamed_it_meanwhile),
		cmocka_unit_test(rename_sends_nothing_when_the_look_fails),
		cmocka_unit_test(
		    rename_sends_nothing_when_the_look_is_cancelled),
		cmocka_unit_test(rename_keeps_what_was_typed_when_refused),
		cmocka_unit_test(
		    rename_refuses_to_open_when_nothing_can_be_sent),
		cmocka_unit_test(
		    rename_refuses_to_open_when_the_record_is_unreadable),
		cmocka_unit_test(rename_is_undone_once_when_u_is_pressed),
		cmocka_unit_test(
		    rename_is_not_undone_when_another_renamed_it_again),
		cmocka_unit_test(rename_looks_when_the_answer_is_about_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
