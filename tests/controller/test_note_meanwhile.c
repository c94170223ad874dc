/* SPDX-License-Identifier: ISC */
/* What another keyrack wrote is read before the form is, and before it goes. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/journey_driver.h"

/* What the other one has in the file by now; the next reading finds it. */
static void
write_elsewhere(struct driver *d, struct ledger *theirs)
{
	struct ledger_line line = { .id = (char[]){ "k1" }, .when_ms = 1 };

	line.word = LEDGER_NOTE;
	line.text = (char[]){ "theirs" };
	ledger_enter(theirs, &line);
	line.word = LEDGER_TAGS;
	line.text = (char[]){ "t1" };
	ledger_enter(theirs, &line);
	d->read = theirs;
}

static void
expect_form(const struct driver *d, const char *note, const char *tags)
{
	driver_expect_dialog(d, DIALOG_NOTE);
	assert_string_equal(field_text(&d->controller.form.note), note);
	assert_string_equal(field_text(&d->controller.form.tags), tags);
}

static void
expect_noted(const struct driver *d, const char *note, const char *tags)
{
	const struct ledger_entry *entry =
	    ledger_find(&d->controller.book.ledger, "k1");

	driver_expect_dialog(d, DIALOG_NONE);
	assert_non_null(entry);
	assert_string_equal(entry->note, note);
	assert_string_equal(entry->tags, tags);
}

static void
note_shows_what_another_keyrack_wrote_when_it_opens(void **state)
{
	struct driver d;
	struct ledger theirs = { 0 };

	(void)state;
	driver_start_loaded(&d);
	write_elsewhere(&d, &theirs);
	driver_type(&d, "e");
	expect_form(&d, "theirs", "t1");
	driver_type(&d, ", mine");
	driver_code(&d, KEYCODE_ENTER);
	expect_noted(&d, "theirs, mine", "t1");
	assert_int_equal(d.effects[EFFECT_LEDGER], 1);
	driver_end(&d);
}

static void
note_asks_when_another_keyrack_wrote_before_enter(void **state)
{
	struct driver d;
	struct ledger theirs = { 0 };

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "emine");
	write_elsewhere(&d, &theirs);
	driver_code(&d, KEYCODE_ENTER);
	/* What nobody typed over follows; what was typed stays. */
	expect_form(&d, "mine", "t1");
	assert_int_equal(d.controller.form.refusal.id, MESSAGE_NOTED_MEANWHILE);
	assert_int_equal(d.effects[EFFECT_LEDGER], 0);
	driver_code(&d, KEYCODE_ENTER);
	expect_noted(&d, "mine", "t1");
	driver_end(&d);
}

static void
note_is_kept_when_the_ledger_cannot_be_read(void **state)
{
	struct driver d;
	struct event event = { .kind = EVENT_LEDGER,
		.ledger.kind = LEDGER_NEWS_REFUSED };

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "emine");
	d.controller.form.is_checking = true;
	driver_send(&d, &event);
	driver_expect_dialog(&d, DIALOG_NONE);
	assert_int_equal(d.effects[EFFECT_LEDGER], 1);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    note_shows_what_another_keyrack_wrote_when_it_opens),
		cmocka_unit_test(
		    note_asks_when_another_keyrack_wrote_before_enter),
		cmocka_unit_test(note_is_kept_when_the_ledger_cannot_be_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
