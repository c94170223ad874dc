/* SPDX-License-Identifier: ISC */
/* One line of text is edited by grapheme clusters. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "controller/field.h"

/* e with an acute accent as two code points: one cluster of three bytes. */
#define E_ACUTE "e\xCC\x81"

static void
start(struct field *field, const char *text)
{
	field_init(field, 64);
	field_set(field, text);
}

static void
press(struct field *field, enum key_code code)
{
	assert_true(field_key(field, (struct key){ .code = code }));
}

static void
control(struct field *field, uint32_t letter)
{
	assert_true(
	    field_key(field, (struct key){ KEYCODE_CHARACTER, letter, true }));
}

static void
type(struct field *field, uint32_t scalar)
{
	assert_true(
	    field_key(field, (struct key){ KEYCODE_CHARACTER, scalar, false }));
}

static void
expect_at(const struct field *field, const char *text, size_t cursor)
{
	assert_string_equal(field_text(field), text);
	assert_int_equal(field->cursor, cursor);
}

static void
field_inserts_at_cursor_when_typed(void **state)
{
	struct field field;

	(void)state;
	start(&field, "ac");
	press(&field, KEYCODE_LEFT);
	type(&field, 'b');
	type(&field, 0xE9);
	expect_at(&field,
	    "ab\xC3\xA9"
	    "c",
	    4);
	field_clear(&field);
	expect_at(&field, "", 0);
	type(&field, 'x');
	expect_at(&field, "x", 1);
	field_clear(&field);
}

static void
field_moves_over_clusters_when_marks_combine(void **state)
{
	struct field field;

	(void)state;
	start(&field, "a" E_ACUTE "b");
	press(&field, KEYCODE_LEFT);
	expect_at(&field, "a" E_ACUTE "b", 4);
	press(&field, KEYCODE_LEFT);
	expect_at(&field, "a" E_ACUTE "b", 1);
	press(&field, KEYCODE_DELETE);
	expect_at(&field, "ab", 1);
	type(&field, 0x301);
	expect_at(&field,
	    "a\xCC\x81"
	    "b",
	    3);
	press(&field, KEYCODE_BACKSPACE);
	expect_at(&field, "b", 0);
	press(&field, KEYCODE_BACKSPACE);
	press(&field, KEYCODE_LEFT);
	expect_at(&field, "b", 0);
	field_clear(&field);
}

static void
field_cursor_is_on_a_border_when_neighbours_join(void **state)
{
	struct field field;

	(void)state;
	start(&field, "\xCC\x81");
	press(&field, KEYCODE_HOME);
	type(&field, 'e');
	expect_at(&field, E_ACUTE, 3);
	field_clear(&field);
}

static void
field_moves_by_words_when_asked(void **state)
{
	struct field field;

	(void)state;
	start(&field, "one  two three");
	press(&field, KEYCODE_WORD_LEFT);
	assert_int_equal(field.cursor, 9);
	press(&field, KEYCODE_WORD_LEFT);
	assert_int_equal(field.cursor, 5);
	press(&field, KEYCODE_WORD_LEFT);
	press(&field, KEYCODE_WORD_LEFT);
	assert_int_equal(field.cursor, 0);
	press(&field, KEYCODE_WORD_RIGHT);
	assert_int_equal(field.cursor, 3);
	press(&field, KEYCODE_WORD_RIGHT);
	assert_int_equal(field.cursor, 8);
	press(&field, KEYCODE_END);
	press(&field, KEYCODE_WORD_RIGHT);
	assert_int_equal(field.cursor, 14);
	field_clear(&field);
}

static void
field_obeys_when_control_keys_are_pressed(void **state)
{
	struct field field;

	(void)state;
	start(&field, "one two three");
	control(&field, 'a');
	assert_int_equal(field.cursor, 0);
	control(&field, 'f');
	control(&field, 'f');
	control(&field, 'b');
	assert_int_equal(field.cursor, 1);
	control(&field, 'd');
	expect_at(&field, "oe two three", 1);
	control(&field, 'h');
	expect_at(&field, "e two three", 0);
	control(&field, 'e');
	control(&field, 'w');
	expect_at(&field, "e two ", 6);
	control(&field, 'w');
	expect_at(&field, "e ", 2);
	control(&field, 'b');
	control(&field, 'k');
	expect_at(&field, "e", 1);
	control(&field, 'a');
	control(&field, 'u');
	expect_at(&field, "", 0);
	field_clear(&field);
}

static void
field_refuses_when_key_is_another(void **state)
{
	const struct key others[] = { { .code = KEYCODE_ENTER },
		{ .code = KEYCODE_ESCAPE }, { .code = KEYCODE_TAB },
		{ .code = KEYCODE_UP }, { KEYCODE_FUNCTION, 1, false },
		{ KEYCODE_CHARACTER, 'x', true },
		{ KEYCODE_CHARACTER, 0x1B, false } };
	struct field field;

	(void)state;
	start(&field, "ab");
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		assert_false(field_key(&field, others[i]));
	expect_at(&field, "ab", 2);
	field_clear(&field);
}

static void
field_takes_no_more_when_full(void **state)
{
	struct field field;

	(void)state;
	field_init(&field, 4);
	field_set(&field, "abc" E_ACUTE "d");
	expect_at(&field, "abc", 3);
	type(&field, 0xE9);
	expect_at(&field, "abc", 3);
	assert_false(field_paste(&field, "xy"));
	expect_at(&field, "abc", 3);
	assert_true(field_paste(&field, "x"));
	expect_at(&field, "abcx", 4);
	field_clear(&field);
}

static void
field_cleans_when_pasted(void **state)
{
	struct field field;

	(void)state;
	start(&field, "<>");
	press(&field, KEYCODE_LEFT);
	assert_true(field_paste(&field, " \t one\r\ntwo\tthr\x1B\x7F\xC2\x9B"
	                                "ee\n\n"));
	expect_at(&field, "<one two three>", 14);
	assert_true(field_paste(&field, " \n "));
	expect_at(&field, "<one two three>", 14);
	assert_true(field_paste(&field, ""));
	expect_at(&field, "<one two three>", 14);
	field_clear(&field);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(field_inserts_at_cursor_when_typed),
		cmocka_unit_test(field_moves_over_clusters_when_marks_combine),
		cmocka_unit_test(
		    field_cursor_is_on_a_border_when_neighbours_join),
		cmocka_unit_test(field_moves_by_words_when_asked),
		cmocka_unit_test(field_obeys_when_control_keys_are_pressed),
		cmocka_unit_test(field_refuses_when_key_is_another),
		cmocka_unit_test(field_takes_no_more_when_full),
		cmocka_unit_test(field_cleans_when_pasted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
