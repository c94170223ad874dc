/* SPDX-License-Identifier: ISC */
/* What is left of a rotation wherever it was interrupted. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/xmalloc.h"
#include "support/journey_driver.h"

static void
expect_stage(const struct driver *d, enum rotation_stage stage)
{
	assert_int_equal(controller_rotation(&d->controller, "k1"), stage);
}

/* A rotation that was not finished: this is the last line of it. */
struct left {
	const char *id;
	enum ledger_word last;
	const char *successor;
};

static void
enter(struct ledger *ledger, const struct left *left, enum ledger_word word)
{
	struct ledger_line line = { .word = word,
		.when_ms = 1,
		.id = xstrdup(left->id),
		.text = word == LEDGER_ROTATION_MADE ? xstrdup(left->successor)
		                                     : NULL };

	ledger_enter(ledger, &line);
	ledger_line_clear(&line);
}

static void
enter_all(struct ledger *ledger, const struct left *left)
{
	for (int word = LEDGER_ROTATION_BEGUN; word <= (int)left->last; word++)
		enter(ledger, left, (enum ledger_word)word);
}

static void
start_with_news(struct driver *d, enum ledger_news_kind kind,
    const struct left *left, size_t count)
{
	struct event event = { .kind = EVENT_LEDGER, .ledger.kind = kind };

	driver_start(d);
	for (size_t i = 0; i < count; i++)
		enter_all(&event.ledger.ledger, &left[i]);
	driver_send(d, &event);
	driver_put(d, "k1", "alpha");
	driver_put(d, "k2", "beta");
	driver_answer_profile(d);
}

/* As after a crash: the ledger has these lines. */
static void
start_with(struct driver *d, const struct left *left, size_t count)
{
	start_with_news(d, LEDGER_NEWS_READ, left, count);
}

/* The service has the successor, or not. */
static void
start_again(struct driver *d, enum ledger_word last, bool has_successor)
{
	const struct left left = { "k1", last, "k9" };

	start_with(d, &left, 1);
	if (has_successor)
		driver_put(d, "k9", "alpha");
	driver_answer_list(d);
}

static void
rotate_says_what_is_left_when_started_again(void **state)
{
	static const enum message_id words[] = { MESSAGE_ROTATION_BEGUN,
		MESSAGE_ROTATION_MADE, MESSAGE_ROTATION_HANDED };
	struct driver d;

	(void)state;
	for (int i = 0; i < 3; i++) {
		start_again(
		    &d, (enum ledger_word)(LEDGER_ROTATION_BEGUN + i), i > 0);
		driver_expect_message(&d, words[i]);
		assert_int_equal(d.controller.message.number, 0);
		driver_type(&d, "t");
		driver_expect_dialog(&d, DIALOG_ROTATE);
		assert_int_equal(d.controller.rotation.focus, ROTATION_CANCEL);
		driver_end(&d);
	}
}

/* What is left of three, and of the last one and two of them. */
static const struct left lefts[] = {
	{ "k1", LEDGER_ROTATION_HANDED, "k7" },
	{ "k2", LEDGER_ROTATION_BEGUN, NULL },
	{ "k3", LEDGER_ROTATION_MADE, "k9" },
};

static void
start_with_many(struct driver *d, const struct left *left, size_t count)
{
	start_with(d, left, count);
	driver_put(d, "k3", "gamma");
	driver_put(d, "k7", "alpha");
	driver_put(d, "k9", "gamma");
}

static void
rotate_says_what_is_most_urgent_when_many_are_left(void **state)
{
	struct driver d;

	(void)state;
	start_with_many(&d, lefts, 3);
	driver_answer_list(&d);
	driver_expect_message(&d, MESSAGE_ROTATION_MADE);
	assert_string_equal(d.controller.message.subject, "gamma");
	assert_int_equal(d.controller.message.number, 2);
	driver_end(&d);
	start_with_many(&d, lefts, 2);
	driver_answer_list(&d);
	driver_expect_message(&d, MESSAGE_ROTATION_BEGUN);
	assert_string_equal(d.controller.message.subject, "beta");
	assert_int_equal(d.controller.message.number, 1);
	driver_end(&d);
}

/* The keys that the message names act on what it is about. */
static void
rotate_puts_the_cursor_where_the_message_points(void **state)
{
	struct driver d;

	(void)state;
	start_with_many(&d, lefts, 3);
	driver_answer_list(&d);
	driver_expect_cursor(&d, "k9");
	driver_type(&d, "y");
	assert_string_equal(
	    driver_pending(&d, REQUEST_LIST)->keep_token_of_id, "k9");
	driver_end(&d);
	start_with_many(&d, &lefts[1], 1);
	driver_answer_list(&d);
	driver_expect_cursor(&d, "k2");
	driver_end(&d);
	start_with_many(&d, lefts, 1);
	driver_answer_list(&d);
	driver_expect_cursor(&d, "k1");
	driver_end(&d);
}

/* A person who looks elsewhere is not led back. */
static void
rotate_leaves_the_cursor_alone_when_it_was_told(void **state)
{
	struct driver d;

	(void)state;
	start_with_many(&d, &lefts[1], 1);
	driver_answer_list(&d);
	driver_type(&d, "g");
	driver_expect_cursor(&d, "k1");
	driver_function(&d, 5);
	driver_answer_list(&d);
	driver_expect_cursor(&d, "k1");
	driver_expect_message(&d, MESSAGE_RELOADED);
	driver_end(&d);
}

static void
rotate_says_what_is_left_when_the_first_list_was_asked_for(void **state)
{
	struct driver d;

	(void)state;
	start_with_many(&d, lefts, 3);
	driver_fail(&d, REQUEST_LIST, OUTCOME_REFUSED, ERROR_REFUSED, 403);
	driver_function(&d, 5);
	driver_answer_list(&d);
	driver_expect_message(&d, MESSAGE_ROTATION_MADE);
	driver_end(&d);
}

/* A trouble of the ledger has the line until somebody has read it. */
static void
rotate_says_what_is_left_later_when_the_ledger_is_damaged(void **state)
{
	const struct left left = { "k2", LEDGER_ROTATION_MADE, "k9" };
	struct driver d;

	(void)state;
	start_with_news(&d, LEDGER_NEWS_DAMAGED, &left, 1);
	driver_put(&d, "k9", "beta");
	driver_answer_list(&d);
	driver_expect_message(&d, MESSAGE_LEDGER_DAMAGED);
	driver_expect_cursor(&d, "k9");
	driver_type(&d, "g");
	driver_expect_cursor(&d, "k1");
	driver_function(&d, 5);
	driver_answer_list(&d);
	driver_expect_message(&d, MESSAGE_ROTATION_MADE);
	/* Somebody who moved it since works there. */
	driver_expect_cursor(&d, "k1");
	driver_function(&d, 5);
	driver_answer_list(&d);
	driver_expect_message(&d, MESSAGE_RELOADED);
	driver_end(&d);
}

/* A list without both may be somebody else's, or come from a wrong answer. */
static void
rotate_goes_on_when_neither_is_listed(void **state)
{
	static const struct left left[] = {
		{ "k8", LEDGER_ROTATION_HANDED, "k9" },
		{ "k7", LEDGER_ROTATION_BEGUN, NULL },
	};
	struct driver d;

	(void)state;
	start_with(&d, left, 2);
	driver_answer_list(&d);
	assert_int_equal(
	    controller_rotation(&d.controller, "k8"), ROTATION_HANDED);
	assert_int_equal(
	    controller_rotation(&d.controller, "k7"), ROTATION_BEGUN);
	assert_true(d.controller.message.id < MESSAGE_ROTATION_BEGUN ||
	            d.controller.message.id > MESSAGE_ROTATION_HANDED);
	driver_end(&d);
}

static void
rotate_ends_when_the_successor_was_deleted_elsewhere(void **state)
{
	struct driver d;

	(void)state;
	start_again(&d, LEDGER_ROTATION_HANDED, false);
	expect_stage(&d, ROTATION_NONE);
	driver_end(&d);
}

static void
rotate_forgets_what_was_begun_when_asked_to(void **state)
{
	struct driver d;

	(void)state;
	start_again(&d, LEDGER_ROTATION_BEGUN, false);
	driver_type(&d, "t");
	driver_code(&d, KEYCODE_BACKTAB);
	assert_int_equal(d.controller.rotation.focus, ROTATION_FORGET);
	driver_code(&d, KEYCODE_ENTER);
	expect_stage(&d, ROTATION_NONE);
	assert_int_equal(d.sent[REQUEST_CREATE], 0);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rotate_says_what_is_left_when_started_again),
		cmocka_unit_test(
		    rotate_says_what_is_most_urgent_when_many_are_left),
		cmocka_unit_test(
		    rotate_puts_the_cursor_where_the_message_points),
		cmocka_unit_test(
		    rotate_leaves_the_cursor_alone_when_it_was_told),
		cmocka_unit_test(
		    rotate_says_what_is_left_when_the_first_list_was_asked_for),
		cmocka_unit_test(
		    rotate_says_what_is_left_later_when_the_ledger_is_damaged),
		cmocka_unit_test(
		    rotate_ends_when_the_successor_was_deleted_elsewhere),
		cmocka_unit_test(rotate_goes_on_when_neither_is_listed),
		cmocka_unit_test(rotate_forgets_what_was_begun_when_asked_to),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
