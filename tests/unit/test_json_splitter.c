/* SPDX-License-Identifier: ISC */
/* Tests of splitting arrays, cut into pieces at every byte. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/json.h"

#define ELEMENT_MAX 64

/* The elements, each ended by a vertical bar. */
static void
note(void *context, const char *bytes, size_t length)
{
	struct buffer *seen = context;

	assert_true(buffer_add(seen, bytes, length));
	assert_true(buffer_add_text(seen, "|"));
}

/* Feeds pieces of `size` bytes; false: refused, or cut. */
static bool
split(const char *text, size_t size, struct buffer *seen, struct error *err)
{
	struct json_splitter splitter;
	size_t length = strlen(text);
	bool is_good = true;

	buffer_init(seen, 10000);
	json_splitter_init(&splitter, ELEMENT_MAX, note, seen);
	for (size_t at = 0; at < length && is_good; at += size) {
		size_t left = length - at;

		is_good = json_splitter_feed(
		    &splitter, text + at, left < size ? left : size, err);
	}
	is_good = is_good && json_splitter_finish(&splitter, err);
	json_splitter_clear(&splitter);
	return is_good;
}

static void
json_splitter_finds_elements_when_cut_anywhere(void **state)
{
	static const struct {
		const char *text, *elements;
	} cases[] = {
		{ "[]", "" },
		{ " [ \n ] ", "" },
		{ "[1]", "1|" },
		{ "[1,-2.5 , true,null]", "1|-2.5|true|null|" },
		{ "[\"a\",\"b]\",\"c,\\\"\",\"\\\\\"]",
		    "\"a\"|\"b]\"|\"c,\\\"\"|\"\\\\\"|" },
		{ "[{\"a\":[1,2,{}]},[[]] ,{}]", "{\"a\":[1,2,{}]}|[[]]|{}|" },
		{ "[{\"a\":\"}]\"},{\"b\":\"\\\"}\"}]",
		    "{\"a\":\"}]\"}|{\"b\":\"\\\"}\"}|" },
		{ "[{bad},{\"ok\":1}]", "{bad}|{\"ok\":1}|" },
		{ "[{\"a\":1],{}]", "{\"a\":1]|{}|" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		for (size_t size = 1; size <= strlen(cases[i].text); size++) {
			struct buffer seen;
			struct error err = { 0 };

			if (!split(cases[i].text, size, &seen, &err))
				fail_msg("%s: %s", cases[i].text, err.detail);
			assert_string_equal(
			    buffer_text(&seen), cases[i].elements);
			buffer_clear(&seen);
		}
	}
}

static void
json_splitter_refuses_when_it_is_no_array(void **state)
{
	static const char *const cases[] = {
		"",
		" ",
		"[",
		"[1",
		"[1,",
		"[{}",
		"[{},",
		"[\"a",
		"[\"a\\\"]",
		"[{]",
		"[1,]",
		"[,]",
		"[,1]",
		"[1,,2]",
		"[1 2]",
		"[{}{}]",
		"[{} {}]",
		"[\"a\" \"b\"]",
		"[\"a\"\"b\"]",
		"[]x",
		"[] []",
		"[1],",
		"{}",
		"null",
		"x[]",
		"\xef\xbb\xbf[]",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		for (size_t size = 1; size <= strlen(cases[i]) + 1; size++) {
			struct buffer seen;
			struct error err = { 0 };

			if (split(cases[i], size, &seen, &err))
				fail_msg("accepted: %s", cases[i]);
			assert_int_equal(err.kind, ERROR_ANSWER);
			buffer_clear(&seen);
		}
	}
}

static void
json_splitter_ends_when_an_element_is_too_large(void **state)
{
	char text[ELEMENT_MAX + 10];

	(void)state;
	for (size_t size = 1; size <= sizeof(text); size++) {
		struct buffer seen;
		struct error err = { 0 };

		/* Two quotes and two brackets are no part of the x's. */
		memset(text, 'x', sizeof(text));
		memcpy(text, "[\"", 2);
		strcpy(text + ELEMENT_MAX, "\"]");
		assert_true(split(text, size, &seen, &err));
		buffer_clear(&seen);
		strcpy(text + ELEMENT_MAX, "x\"]");
		assert_false(split(text, size, &seen, &err));
		assert_int_equal(err.kind, ERROR_TOO_LARGE);
		assert_int_equal(seen.length, 0);
		buffer_clear(&seen);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    json_splitter_finds_elements_when_cut_anywhere),
		cmocka_unit_test(json_splitter_refuses_when_it_is_no_array),
		cmocka_unit_test(
		    json_splitter_ends_when_an_element_is_too_large),
	};

	return cmocka_run_group_tests_name("json_splitter", tests, NULL, NULL);
}
