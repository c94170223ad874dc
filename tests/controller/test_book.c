/* SPDX-License-Identifier: ISC */
/* What is done here is entered in the ledger, each time with one line. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/xmalloc.h"
#include "support/journey_driver.h"

static const struct ledger_entry *
entry_of(const struct driver *d, const char *id)
{
	return ledger_find(&d->controller.book.ledger, id);
}

static void
expect_done(const struct driver *d, const char *id, enum ledger_word deed)
{
	const struct ledger_entry *entry = entry_of(d, id);

	assert_non_null(entry);
	assert_true(entry->when_ms[deed] != DATE_NONE);
}

static void
hear(struct driver *d, enum clipboard_deed deed)
{
	struct event event = { .kind = EVENT_CLIPBOARD,
		.clipboard = { .deed = deed, .route = ROUTE_XSEL } };

	driver_send(d, &event);
}

static void
book_enters_a_copy_when_it_is_on_the_clipboard(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "y");
	driver_answer_list(&d);
	hear(&d, CLIPBOARD_NOT_COPIED);
	assert_null(entry_of(&d, "k1"));
	driver_type(&d, "Y");
	hear(&d, CLIPBOARD_COPIED);
	assert_null(entry_of(&d, "k1"));
	assert_int_equal(d.effects[EFFECT_LEDGER], 0);
	driver_type(&d, "y");
	driver_answer_list(&d);
	hear(&d, CLIPBOARD_COPIED);
	expect_done(&d, "k1", LEDGER_COPIED);
	assert_int_equal(d.effects[EFFECT_LEDGER], 1);
	driver_end(&d);
}

static void
book_enters_a_token_when_it_is_shown(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "v");
	assert_null(entry_of(&d, "k1"));
	driver_answer_list(&d);
	expect_done(&d, "k1", LEDGER_REVEALED);
	assert_int_equal(d.effects[EFFECT_LEDGER], 1);
	driver_end(&d);
}

static void
book_enters_what_is_created_and_written(void **state)
{
	struct event written = { .kind = EVENT_FILE };
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "nnew");
	driver_code(&d, KEYCODE_ENTER);
	driver_answer(&d, REQUEST_CREATE, "k9", "new");
	expect_done(&d, "k9", LEDGER_CREATED);
	assert_int_equal(
	    entry_of(&d, "k9")->when_ms[LEDGER_WRITTEN], DATE_NONE);
	driver_type(&d, "w");
	driver_code(&d, KEYCODE_ENTER);
	written.file.path = xstrdup("/home/ada/new.token");
	driver_send(&d, &written);
	expect_done(&d, "k9", LEDGER_WRITTEN);
	assert_int_equal(d.effects[EFFECT_LEDGER], 2);
	driver_end(&d);
}

static void
book_takes_what_was_read(void **state)
{
	struct event event = { .kind = EVENT_LEDGER };
	const struct ledger_line line = { .word = LEDGER_NOTE,
		.when_ms = 1,
		.id = (char[]){ "k1" },
		.text = (char[]){ "for the build" } };
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	ledger_enter(&event.ledger.ledger, &line);
	driver_send(&d, &event);
	assert_string_equal(entry_of(&d, "k1")->note, "for the build");
	assert_int_equal(d.effects[EFFECT_LEDGER], 0);
	driver_end(&d);
}

static void
book_keeps_what_it_had_when_reading_is_refused(void **state)
{
	struct event event = { .kind = EVENT_LEDGER,
		.ledger = { .kind = LEDGER_NEWS_REFUSED } };
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "v");
	driver_answer_list(&d);
	driver_type(&d, " ");
	error_set(&event.ledger.error, ERROR_SYSTEM, 0, "unsafe");
	driver_send(&d, &event);
	driver_expect_message(&d, MESSAGE_LEDGER_REFUSED);
	expect_done(&d, "k1", LEDGER_REVEALED);
	event = (struct event){ .kind = EVENT_LEDGER,
		.ledger = { .kind = LEDGER_NEWS_DAMAGED } };
	driver_send(&d, &event);
	driver_expect_message(&d, MESSAGE_LEDGER_DAMAGED);
	assert_null(entry_of(&d, "k1"));
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    book_enters_a_copy_when_it_is_on_the_clipboard),
		cmocka_unit_test(book_enters_a_token_when_it_is_shown),
		cmocka_unit_test(book_enters_what_is_created_and_written),
		cmocka_unit_test(book_takes_what_was_read),
		cmocka_unit_test(
		    book_keeps_what_it_had_when_reading_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
