/* SPDX-License-Identifier: ISC */
/* Notes and tags are edited in a form, and kept in the ledger alone. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/xmalloc.h"
#include "controller/note.h"
#include "support/journey_driver.h"

static const struct ledger_entry *
entry_of(const struct driver *d, const char *id)
{
	return ledger_find(&d->controller.book.ledger, id);
}

static void
expect_text(const char *text, const char *expected)
{
	if (expected == NULL)
		assert_null(text);
	else
		assert_string_equal(text, expected);
}

static void
expect_noted(
    const struct driver *d, const char *id, const char *note, const char *tags)
{
	const struct ledger_entry *entry = entry_of(d, id);

	assert_non_null(entry);
	expect_text(entry->note, note);
	expect_text(entry->tags, tags);
}

/* As if another keyrack had written it: the ledger is read anew. */
static void
read_anew(struct driver *d, const char *note, const char *tags)
{
	struct event event = { .kind = EVENT_LEDGER };
	struct ledger_line line = { .id = (char[]){ "k1" }, .when_ms = 1 };

	line.word = LEDGER_NOTE;
	line.text = (char *)(uintptr_t)note;
	ledger_enter(&event.ledger.ledger, &line);
	line.word = LEDGER_TAGS;
	line.text = (char *)(uintptr_t)tags;
	ledger_enter(&event.ledger.ledger, &line);
	driver_send(d, &event);
}

static void
expect_refusal(const struct driver *d, enum message_id why)
{
	driver_expect_dialog(d, DIALOG_NOTE);
	assert_int_equal(d->controller.form.refusal.id, why);
}

static void
note_is_kept_when_entered(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "e  for the build ");
	driver_expect_dialog(&d, DIALOG_NOTE);
	driver_code(&d, KEYCODE_TAB);
	driver_type(&d, "ci,, Prod prod");
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_expect_message(&d, MESSAGE_NOTED);
	expect_noted(&d, "k1", "for the build", "ci Prod");
	assert_int_equal(d.effects[EFFECT_LEDGER], 2);
	assert_int_equal(d.sent[REQUEST_RENAME], 0);
	/* What is there is edited, and only what changes is written. */
	driver_type(&d, "e for ada");
	driver_code(&d, KEYCODE_ENTER);
	expect_noted(&d, "k1", "for the build for ada", "ci Prod");
	assert_int_equal(d.effects[EFFECT_LEDGER], 3);
	driver_type(&d, "e");
	driver_control(&d, 'u');
	driver_code(&d, KEYCODE_ENTER);
	expect_noted(&d, "k1", NULL, "ci Prod");
	assert_int_equal(d.effects[EFFECT_LEDGER], 4);
	driver_end(&d);
}

static void
note_is_not_written_when_it_is_as_before(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	/* Tags that another program wrote in its own way stay so. */
	read_anew(&d, "  a note", "web,prod");
	driver_type(&d, "e");
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_expect_message(&d, MESSAGE_NOTE_UNCHANGED);
	driver_type(&d, "ex");
	driver_code(&d, KEYCODE_BACKSPACE);
	driver_type(&d, " ");
	driver_code(&d, KEYCODE_ENTER);
	expect_noted(&d, "k1", "a note", "web,prod");
	assert_int_equal(d.effects[EFFECT_LEDGER], 1);
	driver_end(&d);
}

static void
note_is_dropped_when_escape_is_pressed(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "enot this");
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_dialog(&d, DIALOG_NONE);
	assert_null(entry_of(&d, "k1"));
	driver_type(&d, "enor this");
	for (int i = 0; i < 3; i++)
		driver_code(&d, KEYCODE_TAB);
	assert_int_equal(d.controller.form.focus, FORM_CANCEL);
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_NONE);
	assert_null(entry_of(&d, "k1"));
	assert_int_equal(d.effects[EFFECT_LEDGER], 0);
	driver_end(&d);
}

/* From the last button back to the first field, and the other way. */
static void
note_has_its_own_places_when_tab_goes_on(void **state)
{
	static const enum form_focus round[] = { FORM_NOTE, FORM_TAGS,
		FORM_SUBMIT, FORM_CANCEL };
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "e");
	for (size_t i = 0; i < 8; i++) {
		assert_int_equal(d.controller.form.focus, round[i % 4]);
		driver_code(&d, KEYCODE_TAB);
	}
	for (size_t i = 8; i > 0; i--) {
		driver_code(&d, KEYCODE_BACKTAB);
		assert_int_equal(d.controller.form.focus, round[(i - 1) % 4]);
	}
	driver_end(&d);
}

static void
note_opens_over_the_details(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "j");
	driver_code(&d, KEYCODE_ENTER);
	driver_type(&d, "emine");
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_DETAILS);
	expect_noted(&d, "k2", "mine", NULL);
	driver_end(&d);
}

/* It changes nothing at the service, which need not even answer. */
static void
note_is_kept_when_the_service_is_only_read(void **state)
{
	struct given given = { .account = "default",
		.host = "example.org",
		.has_session = true,
		.is_read_only = true };
	struct driver d;

	(void)state;
	driver_start_given(&d, &given);
	driver_answer_profile(&d);
	driver_put(&d, "k1", "ci");
	driver_answer_list(&d);
	driver_type(&d, "emine");
	driver_code(&d, KEYCODE_ENTER);
	expect_noted(&d, "k1", "mine", NULL);
	driver_end(&d);
}

static void
note_is_refused_when_the_row_cannot_be_read(void **state)
{
	struct driver d;

	(void)state;
	driver_start(&d);
	driver_answer_profile(&d);
	driver_type(&d, "e");
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_expect_message(&d, MESSAGE_STILL_WAITING);
	driver_put(&d, "k1", "ci");
	d.entries[0].is_unreadable = true;
	driver_answer_list(&d);
	driver_type(&d, "e");
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_expect_message(&d, MESSAGE_UNREADABLE);
	driver_end(&d);
}

static void
note_stays_in_the_form_when_it_is_too_long(void **state)
{
	char *text = xcalloc(NOTE_TEXT_MAX + 2, 1);
	struct driver d;

	(void)state;
	memset(text, 'x', NOTE_TEXT_MAX + 1);
	driver_start_loaded(&d);
	driver_type(&d, "e");
	driver_paste(&d, text);
	driver_code(&d, KEYCODE_ENTER);
	expect_refusal(&d, MESSAGE_NOTE_TOO_LONG);
	assert_string_equal(field_text(&d.controller.form.note), text);
	driver_code(&d, KEYCODE_BACKSPACE);
	expect_refusal(&d, MESSAGE_NONE);
	driver_code(&d, KEYCODE_TAB);
	text[NOTE_TAGS_MAX + 1] = '\0';
	driver_paste(&d, text);
	driver_code(&d, KEYCODE_ENTER);
	expect_refusal(&d, MESSAGE_TAGS_TOO_LONG);
	assert_null(entry_of(&d, "k1"));
	driver_code(&d, KEYCODE_BACKSPACE);
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_NONE);
	assert_int_equal(strlen(entry_of(&d, "k1")->note), NOTE_TEXT_MAX);
	assert_int_equal(strlen(entry_of(&d, "k1")->tags), NOTE_TAGS_MAX);
	driver_end(&d);
	free(text);
}

static void
note_asks_when_another_keyrack_wrote_meanwhile(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "emine");
	read_anew(&d, "theirs", "t1");
	driver_code(&d, KEYCODE_ENTER);
	expect_refusal(&d, MESSAGE_NOTED_MEANWHILE);
	assert_string_equal(field_text(&d.controller.form.note), "mine");
	expect_noted(&d, "k1", "theirs", "t1");
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_NONE);
	/* Their tags stay, since nobody typed any here. */
	expect_noted(&d, "k1", "mine", "t1");
	assert_int_equal(d.effects[EFFECT_LEDGER], 1);
	driver_end(&d);
}

static void
note_is_said_to_be_forgotten_when_no_ledger_is_kept(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	d.controller.given.has_no_ledger = true;
	driver_type(&d, "em");
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_message(&d, MESSAGE_NOTED_FOR_NOW);
	expect_noted(&d, "k1", "m", NULL);
	driver_type(&d, "e");
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_message(&d, MESSAGE_NOTE_UNCHANGED);
	driver_end(&d);
}

static void
note_is_told_when_the_ledger_is_not_written(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	d.is_ledger_stuck = true;
	for (int i = 0; i < 2; i++) {
		struct event event = { .kind = EVENT_LEDGER,
			.ledger.kind = LEDGER_NEWS_NOT_WRITTEN };

		driver_type(&d, "em");
		driver_code(&d, KEYCODE_ENTER);
		driver_expect_message(&d, MESSAGE_NOTED);
		error_set(&event.ledger.error, ERROR_SYSTEM, 30, "read-only");
		driver_send(&d, &event);
		driver_expect_message(&d, MESSAGE_LEDGER_NOT_WRITTEN);
	}
	/* For this run it counts all the same. */
	expect_noted(&d, "k1", "mm", NULL);
	driver_end(&d);
}

/* A row leaves the filter when its tag goes, and comes when it is given. */
static void
rows_follow_when_a_filter_asks_for_tags(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "/tag:prod");
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(keylist_rows(d.controller.keys), 0);
	read_anew(&d, "theirs", "prod");
	assert_int_equal(keylist_rows(d.controller.keys), 1);
	driver_expect_cursor(&d, "k1");
	driver_type(&d, "e");
	driver_code(&d, KEYCODE_TAB);
	driver_control(&d, 'u');
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(keylist_rows(d.controller.keys), 0);
	driver_type(&d, "/");
	driver_control(&d, 'u');
	driver_type(&d, "theirs");
	assert_int_equal(keylist_rows(d.controller.keys), 1);
	driver_end(&d);
}

static void
note_comes_back_when_a_login_lies_over_it(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "ehalf");
	driver_function(&d, 5);
	driver_fail(&d, REQUEST_LIST, OUTCOME_REFUSED, ERROR_REFUSED, 401);
	driver_expect_dialog(&d, DIALOG_LOGIN);
	assert_int_equal(d.controller.dialogs[0], DIALOG_NOTE);
	driver_type(&d, "q");
	assert_false(d.has_quit);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_dialog(&d, DIALOG_NOTE);
	assert_string_equal(field_text(&d.controller.form.note), "half");
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(note_is_kept_when_entered),
		cmocka_unit_test(note_is_not_written_when_it_is_as_before),
		cmocka_unit_test(note_is_dropped_when_escape_is_pressed),
		cmocka_unit_test(note_has_its_own_places_when_tab_goes_on),
		cmocka_unit_test(note_opens_over_the_details),
		cmocka_unit_test(note_is_kept_when_the_service_is_only_read),
		cmocka_unit_test(note_is_refused_when_the_row_cannot_be_read),
		cmocka_unit_test(note_stays_in_the_form_when_it_is_too_long),
		cmocka_unit_test(
		    note_asks_when_another_keyrack_wrote_meanwhile),
		cmocka_unit_test(
		    note_is_said_to_be_forgotten_when_no_ledger_is_kept),
		cmocka_unit_test(note_is_told_when_the_ledger_is_not_written),
		cmocka_unit_test(rows_follow_when_a_filter_asks_for_tags),
		cmocka_unit_test(note_comes_back_when_a_login_lies_over_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
