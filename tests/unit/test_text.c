/* SPDX-License-Identifier: ISC */
/* Tests of UTF-8: validity, width, cutting, borders, folding. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <locale.h>

#include <cmocka.h>

#include "base/text.h"

#define SCALAR_MAX 0x10FFFF

static bool
is_surrogate(uint32_t scalar)
{
	return scalar >= 0xD800 && scalar <= 0xDFFF;
}

static int
use_utf8(void **state)
{
	(void)state;
	return setlocale(LC_ALL, "C.UTF-8") == NULL;
}

static void
text_is_valid_when_it_is_any_scalar(void **state)
{
	char bytes[4];

	(void)state;
	for (uint32_t scalar = 1; scalar <= SCALAR_MAX; scalar++) {
		size_t size = text_encode(scalar, bytes);

		if (text_is_valid(bytes, size) == is_surrogate(scalar))
			fail_msg("U+%04X", (unsigned)scalar);
		if (size > 1)
			assert_false(text_is_valid(bytes, size - 1));
	}
	assert_true(text_is_valid("", 0));
	assert_false(text_is_valid("", 1));
	assert_false(text_is_valid("0123456789\0", 11));
}

static void
text_is_invalid_when_overlong_or_too_large(void **state)
{
	static const char *const cases[] = { "\x80", "\xc0\x80", "\xc1\xbf",
		"\xe0\x9f\xbf", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf",
		"\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xfe",
		"plain, plain, \xe9", "\xc3(" };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_false(text_is_valid(cases[i], strlen(cases[i])));
}

static void
text_is_blank_when_nothing_can_be_seen(void **state)
{
	(void)state;
	assert_true(text_is_blank(""));
	assert_true(text_is_blank(" \t\n"));
	assert_true(text_is_blank("\u00a0\u2003\u3000"));
	assert_false(text_is_blank("  a "));
	assert_false(text_is_blank("\xff"));
	assert_false(text_is_blank(" \u200b"));
}

static void
text_width_counts_columns_when_wide_or_combining(void **state)
{
	(void)state;
	assert_int_equal(text_width(""), 0);
	assert_int_equal(text_width("abc"), 3);
	assert_int_equal(text_width("\u6f22\u5b57"), 4);
	assert_int_equal(text_width("e\u0301x"), 2);
}

static void
expect_cut(const char *text, int columns, const char *expected)
{
	char *cut = text_cut(text, columns);

	assert_string_equal(cut, expected);
	free(cut);
}

static void
text_cut_ends_in_an_ellipsis_when_something_is_left_out(void **state)
{
	(void)state;
	expect_cut("abcdef", 6, "abcdef");
	expect_cut("abcdef", 5, "abcd\u2026");
	expect_cut("abcdef", 1, "\u2026");
	expect_cut("abcdef", 0, "");
	expect_cut("abcdef", -3, "");
	expect_cut("", 0, "");
	expect_cut("\u6f22\u5b57", 4, "\u6f22\u5b57");
	expect_cut("\u6f22\u5b57", 3, "\u6f22\u2026");
	expect_cut("\u6f22\u5b57", 2, "\u2026");
	expect_cut("e\u0301e\u0301e\u0301", 2, "e\u0301\u2026");
}

static void
text_cut_keeps_to_the_columns_when_the_text_is_mixed(void **state)
{
	static const char *const parts[] = { "a", "\u6f22", "e\u0301", "\u00fc",
		"\U0001f600", "\u0ba8\u0bbf", "<U+202E>" };
	char text[200];
	uint32_t seed = 1;

	(void)state;
	for (int round = 0; round < 500; round++) {
		text[0] = '\0';
		for (int i = 0; i < 12; i++) {
			seed = seed * 1664525 + 1013904223;
			strcat(text, parts[(seed >> 16) % 7]);
		}
		for (int columns = 0; columns < 30; columns++) {
			char *cut = text_cut(text, columns);
			size_t length = strlen(cut);

			assert_true(text_is_valid(cut, length));
			assert_true(text_width(cut) <= columns);
			/* A wide character may leave one column free. */
			if (strcmp(cut, text) != 0)
				assert_true(text_width(cut) >= columns - 1);
			free(cut);
		}
	}
}

static void
text_cut_uses_a_tilde_when_the_locale_is_not_utf8(void **state)
{
	(void)state;
	setlocale(LC_ALL, "C");
	assert_false(text_locale_is_utf8());
	expect_cut("abcdef", 4, "abc~");
	setlocale(LC_ALL, "C.UTF-8");
	assert_true(text_locale_is_utf8());
}

static void
text_next_stops_at_clusters_when_marks_combine(void **state)
{
	static const char text[] = "ae\u0301\u6f22\r\nb";
	static const size_t borders[] = { 0, 1, 4, 7, 9, 10 };

	(void)state;
	for (size_t i = 0; i + 1 < sizeof(borders) / sizeof(borders[0]); i++) {
		assert_int_equal(text_next(text, borders[i]), borders[i + 1]);
		assert_int_equal(
		    text_previous(text, borders[i + 1]), borders[i]);
	}
	assert_int_equal(text_next(text, 10), 10);
	assert_int_equal(text_previous(text, 0), 0);
}

static void
expect_fold(const char *text, const char *expected)
{
	char *folded = text_fold(text);

	assert_string_equal(folded, expected);
	free(folded);
}

static void
text_fold_drops_case_and_accents_when_folding(void **state)
{
	(void)state;
	expect_fold("", "");
	expect_fold("Key-7_Z@[`{", "key-7_z@[`{");
	expect_fold("\u00c9cole", "ecole");
	expect_fold("E\u0301cole", "ecole");
	expect_fold("Gr\u00f6\u00dfe", "grosse");
	expect_fold("\uff2b\uff45\uff59", "key");
	expect_fold("\u0130stanbul", "istanbul");
	expect_fold("\u03a3\u03c2", "\u03c3\u03c3");
	expect_fold("a\xff\x41", "a\xff\x41");
}

static void
text_fold_changes_nothing_when_folded_again(void **state)
{
	(void)state;
	for (uint32_t scalar = 0x80; scalar <= SCALAR_MAX; scalar++) {
		char text[5] = "";
		char *once, *twice;

		if (is_surrogate(scalar) ||
		    (scalar >= 0xF0000 && scalar % 0x1000 > 0))
			continue;
		text[text_encode(scalar, text)] = '\0';
		once = text_fold(text);
		twice = text_fold(once);
		if (strcmp(once, twice) != 0)
			fail_msg("U+%04X", (unsigned)scalar);
		free(once);
		free(twice);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_valid_when_it_is_any_scalar),
		cmocka_unit_test(text_is_invalid_when_overlong_or_too_large),
		cmocka_unit_test(text_is_blank_when_nothing_can_be_seen),
		cmocka_unit_test(
		    text_width_counts_columns_when_wide_or_combining),
		cmocka_unit_test(
		    text_cut_ends_in_an_ellipsis_when_something_is_left_out),
		cmocka_unit_test(
		    text_cut_keeps_to_the_columns_when_the_text_is_mixed),
		cmocka_unit_test(
		    text_cut_uses_a_tilde_when_the_locale_is_not_utf8),
		cmocka_unit_test(
		    text_next_stops_at_clusters_when_marks_combine),
		cmocka_unit_test(text_fold_drops_case_and_accents_when_folding),
		cmocka_unit_test(text_fold_changes_nothing_when_folded_again),
	};

	return cmocka_run_group_tests_name("text", tests, use_utf8, NULL);
}
