/* SPDX-License-Identifier: ISC */
/* Tests of the sanitiser over all characters and all pairs of bytes. */
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
#include "fuzz/forbidden.h"

static int
use_utf8(void **state)
{
	(void)state;
	return setlocale(LC_ALL, "C.UTF-8") == NULL;
}

static void
expect(const char *bytes, size_t length, const char *expected)
{
	char *safe = text_sanitise(bytes, length);

	assert_string_equal(safe, expected);
	free(safe);
}

static void
expect_text(const char *text, const char *expected)
{
	expect(text, strlen(text), expected);
}

static void
sanitise_keeps_text_when_it_is_harmless(void **state)
{
	static const char *const texts[] = { "", "plain ~ text",
		"Gr\u00f6\u00dfe", "\u6f22\u5b57\u3000\u304b\u306a", "e\u0301",
		"\u0627\u0644\u0639\u0631\u0628\u064a\u0629",
		"\u05e9\u05dc\u05d5\u05dd",
		"\u0939\u093f\u0928\u094d\u0926\u0940", "\ud55c\uae00",
		"\u1112\u1161\u11ab", "\U0001f600", "\u2764\ufe0f", "\ufffd",
		"<U+202E>" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		expect_text(texts[i], texts[i]);
}

static void
sanitise_shows_an_escape_when_it_is_a_control(void **state)
{
	(void)state;
	expect_text("\033]52;c;AA\a", "<U+001B>]52;c;AA<U+0007>");
	expect_text("a\nb\tc\r", "a<U+000A>b<U+0009>c<U+000D>");
	expect_text("\x7f\xc2\x9b[31m", "<U+007F><U+009B>[31m");
	expect_text("\u202eevil\u2066", "<U+202E>evil<U+2066>");
	expect_text("a\u200bb\ufeff", "a<U+200B>b<U+FEFF>");
	expect_text("\u2028\u2029", "<U+2028><U+2029>");
	expect_text("\U000e0041", "<U+E0041>");
	expect_text("\ue000\U0010fffd", "<U+E000><U+10FFFD>");
	expect_text("\u0378", "<U+0378>");
	expect_text("\u3164", "<U+3164>");
	expect("a\0b", 3, "a<U+0000>b");
}

static void
sanitise_shows_a_replacement_when_bytes_are_invalid(void **state)
{
	(void)state;
	expect_text("a\xff"
	            "b",
	    "a\ufffdb");
	expect_text("\xc0\xaf", "\ufffd\ufffd");
	expect_text("\xed\xa0\x80", "\ufffd\ufffd\ufffd");
	expect_text("\xf0\x9f\x98", "\ufffd\ufffd\ufffd");
}

static void
sanitise_counts_marks_when_there_are_more_than_four(void **state)
{
	char text[100] = "e", expected[100] = "e";

	(void)state;
	for (int i = 0; i < 40; i++)
		strcat(text, "\u0301");
	strcat(text, "x");
	for (int i = 0; i < 4; i++)
		strcat(expected, "\u0301");
	strcat(expected, "<+36 marks>x");
	expect_text(text, expected);
	text[strlen(text) - 1] = '\0';
	expected[strlen(expected) - 1] = '\0';
	expect_text(text, expected);
}

static void
sanitise_gives_a_base_when_a_mark_has_none(void **state)
{
	(void)state;
	expect_text("\u0301x", "\u25cc\u0301x");
	expect_text("\n\u0301", "<U+000A>\u25cc\u0301");
	expect_text("\xff\u0301", "\ufffd\u0301");
}

/* The text between two letters, since neighbours may matter. */
static void
check(const char *bytes, size_t length, unsigned number)
{
	char text[16] = "a";
	char *safe, *again;

	memcpy(text + 1, bytes, length);
	text[length + 1] = 'z';
	safe = text_sanitise(text, length + 2);
	again = text_sanitise(safe, strlen(safe));
	if (!is_free_of_forbidden(safe) || strcmp(safe, again) != 0 ||
	    safe[0] != 'a' || safe[strlen(safe) - 1] != 'z' ||
	    text_width(safe) < 2)
		fail_msg("%04X", number);
	free(safe);
	free(again);
}

static void
sanitise_is_safe_when_it_is_any_scalar(void **state)
{
	char bytes[4];

	(void)state;
	for (uint32_t scalar = 0; scalar <= 0x10FFFF; scalar++)
		if (scalar < 0xD800 || scalar > 0xDFFF)
			check(bytes, text_encode(scalar, bytes), scalar);
}

static void
sanitise_is_safe_when_it_is_any_pair_of_bytes(void **state)
{
	(void)state;
	for (unsigned pair = 0; pair <= 0xFFFF; pair++) {
		const char bytes[] = { (char)(pair >> 8), (char)pair };

		check(bytes, sizeof(bytes), pair);
	}
}

static void
sanitise_shows_ascii_alone_when_the_locale_is_not_utf8(void **state)
{
	(void)state;
	setlocale(LC_ALL, "C");
	expect_text("Gr\u00f6\u00dfe \u6f22", "Gr??e ?");
	expect_text("\u202e\033\xff", "<U+202E><U+001B>?");
	expect_text("e\u0301", "e?");
	setlocale(LC_ALL, "C.UTF-8");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sanitise_keeps_text_when_it_is_harmless),
		cmocka_unit_test(sanitise_shows_an_escape_when_it_is_a_control),
		cmocka_unit_test(
		    sanitise_shows_a_replacement_when_bytes_are_invalid),
		cmocka_unit_test(
		    sanitise_counts_marks_when_there_are_more_than_four),
		cmocka_unit_test(sanitise_gives_a_base_when_a_mark_has_none),
		cmocka_unit_test(sanitise_is_safe_when_it_is_any_scalar),
		cmocka_unit_test(sanitise_is_safe_when_it_is_any_pair_of_bytes),
		cmocka_unit_test(
		    sanitise_shows_ascii_alone_when_the_locale_is_not_utf8),
	};

	return cmocka_run_group_tests_name("sanitise", tests, use_utf8, NULL);
}
