/* SPDX-License-Identifier: ISC */
/* Lines become entries, and entries the fewest lines that say the same. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "auth/ledger_text.h"
#include "base/date.h"

#define SECOND INT64_C(1000)

/* Byte by byte, as the pieces of a file may end anywhere. */
static void
read_all(struct ledger *ledger, const char *text, size_t damaged)
{
	struct ledger_reader reader;

	ledger_reader_init(&reader, ledger);
	for (; *text != '\0'; text++)
		ledger_reader_feed(&reader, text, 1);
	assert_int_equal(ledger_reader_end(&reader), damaged);
}

static void
ledger_knows_the_last_time_when_deeds_come_out_of_order(void **state)
{
	struct ledger ledger = { 0 };
	const struct ledger_entry *entry;

	(void)state;
	read_all(&ledger,
	    "{\"at\":\"1970-01-01T00:00:09Z\",\"id\":\"b\",\"did\":\"copied\"}"
	    "\n"
	    "{\"at\":\"1970-01-01T00:00:05Z\",\"id\":\"b\",\"did\":\"copied\"}"
	    "\n"
	    "{\"at\":\"1970-01-01T00:00:20Z\",\"id\":\"b\",\"did\":\"renamed\"}"
	    "\n"
	    "{\"at\":\"1970-01-01T00:00:07Z\",\"id\":\"a\",\"did\":\"run\"}\n",
	    0);
	entry = ledger_find(&ledger, "b");
	assert_non_null(entry);
	assert_int_equal(entry->when_ms[LEDGER_COPIED], 9 * SECOND);
	assert_int_equal(entry->when_ms[LEDGER_RUN], DATE_NONE);
	/* A new name is no use of the token. */
	assert_int_equal(ledger_last_used_ms(entry), 9 * SECOND);
	assert_int_equal(
	    ledger_last_used_ms(ledger_find(&ledger, "a")), 7 * SECOND);
	assert_null(ledger_find(&ledger, "c"));
	assert_int_equal(ledger_last_used_ms(NULL), DATE_NONE);
	ledger_clear(&ledger);
}

static void
ledger_follows_a_rotation_when_it_goes_on(void **state)
{
	static const struct {
		const char *did;
		enum rotation_stage stage;
	} steps[] = {
		{ "rotation-begun", ROTATION_BEGUN },
		{ "rotation-made\",\"text\":\"new", ROTATION_MADE },
		{ "rotation-handed", ROTATION_HANDED },
		{ "rotation-ended", ROTATION_NONE },
	};
	struct ledger ledger = { 0 };
	char line[200];

	(void)state;
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		bool has_successor = steps[i].stage >= ROTATION_MADE;

		snprintf(line, sizeof(line),
		    "{\"at\":\"1970-01-01T00:00:0%zuZ\",\"id\":\"old\","
		    "\"did\":\"%s\"}\n",
		    i, steps[i].did);
		read_all(&ledger, line, 0);
		assert_int_equal(
		    ledger_find(&ledger, "old")->stage, steps[i].stage);
		assert_true((ledger_find_predecessor(&ledger, "new") ==
		                ledger_find(&ledger, "old")) == has_successor);
	}
	ledger_clear(&ledger);
}

static void
ledger_says_the_same_when_it_was_written_and_read(void **state)
{
	static const char text[] =
	    "{\"at\":\"2026-01-02T03:04:05Z\",\"id\":\"a\",\"did\":\"created\"}"
	    "\n"
	    "{\"at\":\"1970-01-01T00:00:00Z\",\"id\":\"a\",\"did\":\"note\","
	    "\"text\":\"for \\\"Bêta\\\"\\nline 2\"}\n"
	    "{\"at\":\"2026-01-02T03:04:06Z\",\"id\":\"b\","
	    "\"did\":\"rotation-begun\"}\n"
	    "{\"at\":\"2026-01-02T03:04:06Z\",\"id\":\"b\","
	    "\"did\":\"rotation-made\",\"text\":\"c\"}\n";
	struct ledger ledger = { 0 };
	struct buffer out;

	(void)state;
	buffer_init(&out, 4096);
	read_all(&ledger, text, 0);
	assert_true(ledger_write(&ledger, &out));
	assert_string_equal(buffer_text(&out), text);
	/* Many lines of the same word become one. */
	for (int i = 0; i < 9; i++)
		read_all(&ledger, text, 0);
	buffer_reset(&out);
	assert_true(ledger_write(&ledger, &out));
	assert_string_equal(buffer_text(&out), text);
	buffer_clear(&out);
	ledger_clear(&ledger);
}

static void
ledger_forgets_a_note_when_it_is_emptied(void **state)
{
	struct ledger ledger = { 0 };
	struct ledger_line line = {
		.word = LEDGER_NOTE,
		.id = (char[]){ "a" },
		.text = (char[]){ "n" },
	};

	(void)state;
	ledger_enter(&ledger, &line);
	assert_string_equal(ledger_find(&ledger, "a")->note, "n");
	line.text = (char[]){ "" };
	ledger_enter(&ledger, &line);
	assert_null(ledger_find(&ledger, "a")->note);
	ledger_clear(&ledger);
}

static void
ledger_counts_lines_when_they_are_damaged(void **state)
{
	static const char *const damaged[] = {
		"x\n",
		"\n\nx\n\n",
		"[]\n",
		"{}\n",
		"{\"at\":\"yesterday\",\"id\":\"a\",\"did\":\"copied\"}\n",
		"{\"at\":\"2026-01-02T03:04:05Z\",\"id\":\"\",\"did\":\"run\"}"
		"\n",
		"{\"at\":\"2026-01-02T03:04:05Z\",\"id\":1,\"did\":\"run\"}\n",
		"{\"at\":\"2026-01-02T03:04:05Z\",\"id\":\"a\",\"did\":null}\n",
		"{\"at\":\"2026-01-02T03:04:05Z\",\"id\":\"a\","
		"\"did\":\"rotation-made\"}\n",
		"{\"at\":\"2026-01-02T03:04:05Z\",\"id\":\"a\",\"did\":"
		"\"note\","
		"\"text\":7}\n",
		/* Whole, but for its line feed. */
		"{\"at\":\"2026-01-02T03:04:05Z\",\"id\":\"a\",\"did\":"
		"\"run\"}",
	};
	struct ledger ledger = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(damaged) / sizeof(damaged[0]); i++)
		read_all(&ledger, damaged[i], 1);
	assert_int_equal(ledger.count, 0);
	/* A word of a newer keyrack is no damage. */
	read_all(&ledger,
	    "{\"at\":\"2026-01-02T03:04:05Z\",\"id\":\"a\",\"did\":\"sung\"}\n",
	    0);
	assert_int_equal(ledger.count, 0);
	ledger_clear(&ledger);
}

static void
ledger_finds_each_when_there_are_many(void **state)
{
	struct ledger ledger = { 0 };
	struct ledger_line line = { .word = LEDGER_COPIED };
	char id[20];

	(void)state;
	line.id = id;
	for (int i = 0; i < 1000; i++) {
		snprintf(id, sizeof(id), "k%d", i * 7919 % 1000);
		line.when_ms = i;
		ledger_enter(&ledger, &line);
	}
	assert_int_equal(ledger.count, 1000);
	for (int i = 0; i < 1000; i++) {
		snprintf(id, sizeof(id), "k%d", i * 7919 % 1000);
		assert_int_equal(
		    ledger_last_used_ms(ledger_find(&ledger, id)), i);
	}
	ledger_clear(&ledger);
}

static void
note(struct ledger *ledger, const char *id, enum ledger_word word, char *text)
{
	char id_copy[8];
	struct ledger_line line = {
		.word = word, .when_ms = 1, .id = id_copy, .text = text
	};

	snprintf(id_copy, sizeof(id_copy), "%s", id);
	ledger_enter(ledger, &line);
}

static void
ledger_compares_texts_alone(void **state)
{
	char one_text[] = "one", other_text[] = "other";
	struct ledger one = { 0 }, other = { 0 };

	(void)state;
	assert_false(ledger_has_texts(NULL));
	note(&one, "a", LEDGER_COPIED, NULL);
	note(&other, "c", LEDGER_RUN, NULL);
	assert_false(ledger_has_texts(&one));
	assert_true(ledger_has_same_texts(&one, &other));
	note(&one, "b", LEDGER_NOTE, one_text);
	assert_true(ledger_has_texts(&one));
	assert_false(ledger_has_same_texts(&one, &other));
	assert_false(ledger_has_same_texts(&other, &one));
	note(&other, "b", LEDGER_NOTE, one_text);
	assert_true(ledger_has_same_texts(&one, &other));
	note(&other, "b", LEDGER_TAGS, one_text);
	assert_false(ledger_has_same_texts(&one, &other));
	note(&one, "b", LEDGER_TAGS, other_text);
	assert_false(ledger_has_same_texts(&one, &other));
	note(&other, "b", LEDGER_TAGS, other_text);
	assert_true(ledger_has_same_texts(&one, &other));
	note(&one, "d", LEDGER_NOTE, one_text);
	note(&other, "e", LEDGER_NOTE, one_text);
	assert_false(ledger_has_same_texts(&one, &other));
	ledger_clear(&one);
	ledger_clear(&other);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    ledger_knows_the_last_time_when_deeds_come_out_of_order),
		cmocka_unit_test(ledger_follows_a_rotation_when_it_goes_on),
		cmocka_unit_test(
		    ledger_says_the_same_when_it_was_written_and_read),
		cmocka_unit_test(ledger_forgets_a_note_when_it_is_emptied),
		cmocka_unit_test(ledger_counts_lines_when_they_are_damaged),
		cmocka_unit_test(ledger_finds_each_when_there_are_many),
		cmocka_unit_test(ledger_compares_texts_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
