/* SPDX-License-Identifier: ISC */
/* Tests of JSON: what is refused, what is read, what is written. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/json.h"
#include "base/json_scan.h"

static struct json *
parse(const char *text)
{
	struct error err = { 0 };
	struct json *root = json_parse(text, strlen(text), &err);

	assert_int_equal(err.kind, root == NULL ? ERROR_ANSWER : ERROR_NONE);
	return root;
}

static const char *const not_strict[] = {
	"",
	" ",
	"null",
	"{",
	"{}}",
	"{} {}",
	"[1,]",
	"[,1]",
	"[1 2]",
	"{\"a\":1,}",
	"{\"a\" 1}",
	"{\"a\":}",
	"{\"a\"}",
	"{1:2}",
	"{\"a\":1]",
	"[1}",
	"[}",
	"]",
	",",
	"\"a\":1",
	"\"a\"\"b\"",
	"1 2",
	"{'a':1}",
	"{\"a\":'b'}",
	"{a:1}",
	"[NaN]",
	"[nan]",
	"[Infinity]",
	"[-Infinity]",
	"[True]",
	"[tru]",
	"[truefalse]",
	"[01]",
	"[-01]",
	"[+1]",
	"[1.]",
	"[.5]",
	"[1e]",
	"[1e+]",
	"[-]",
	"[0x10]",
	"[1]//comment",
	"/*comment*/[1]",
	"[1]\f",
	"[\v1]",
	"[\"a]",
	"[\"\\\"]",
	"[\"\\x41\"]",
	"[\"\\u12\"]",
	"[\"\033[0m\"]",
	"[\"a\nb\"]",
	"[\"a\tb\"]",
	"[\"\\u0000\"]",
	"{\"a\\u0000b\":1}",
	"[\"\xff\"]",
	"[\"\xc0\xaf\"]",
	"[\"\xed\xa0\x80\"]",
	"\xef\xbb\xbf[]",
	"{\"a\":1,\"a\":2}",
	"{\"a\":1,\"\\u0061\":2}",
	"[{\"b\":{\"a\":null,\"a\":null}}]",
};

static void
json_is_refused_when_it_is_not_strict(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(not_strict) / sizeof(not_strict[0]);
	     i++) {
		struct json *root = parse(not_strict[i]);

		json_free(root);
		if (root != NULL)
			fail_msg("accepted: %s", not_strict[i]);
	}
}

static void
json_is_refused_when_a_nul_is_in_it(void **state)
{
	static const char *const texts[] = { "[1]?", "?[1]", "[?1]", "[1?]",
		"[-?]", "[?]", "[1?5]", "[1.?]", "[1e?5]", "[\"a?b\"]",
		"{?\"a\":1}", "{\"a?\":1}", "{\"a\"?1}", "?" };
	struct error err;
	char bytes[16];

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		strcpy(bytes, texts[i]);
		*strchr(bytes, '?') = '\0';
		if (json_parse(bytes, strlen(texts[i]), &err) != NULL)
			fail_msg("accepted, with NUL for ?: %s", texts[i]);
	}
}

/* Eight bytes are looked at together, so each place has its turn. */
static void
json_plain_run_ends_where_a_byte_is_not_plain(void **state)
{
	char bytes[24];

	(void)state;
	for (int c = 0; c < 0x100; c++) {
		bool is_plain = c >= 0x20 && c < 0x7f && c != '"' && c != '\\';

		for (size_t at = 0; at < sizeof(bytes); at++) {
			size_t length = is_plain ? sizeof(bytes) : at;

			memset(bytes, 'x', sizeof(bytes));
			bytes[at] = (char)c;
			assert_int_equal(
			    json_plain_run(bytes, sizeof(bytes)), length);
			assert_int_equal(json_plain_run(bytes, at), at);
			memset(bytes + at, c, sizeof(bytes) - at);
			assert_int_equal(
			    json_plain_run(bytes, sizeof(bytes)), length);
		}
	}
}

static void
json_is_read_when_it_is_strict(void **state)
{
	static const char *const cases[] = {
		"{}",
		"[]",
		" \t\r\n[ 1 , 2 ] \n",
		"1",
		"-0.5e+10",
		"0",
		"true",
		"\"text: with , colons: {\"",
		"{\"a\":{\"a\":1},\"b\":[{\"a\":1}]}",
		"[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\"]",
		"[\"it's NaN\"]",
		"[\"\\\\u0000\"]",
		"[99999999999999999999999999]",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct json *root = parse(cases[i]);

		if (root == NULL)
			fail_msg("refused: %s", cases[i]);
		json_free(root);
	}
}

static void
json_is_refused_when_deeper_than_sixteen(void **state)
{
	char text[64] = "";
	struct json *root;

	(void)state;
	memset(text, '[', 16);
	memset(text + 16, ']', 16);
	root = parse(text);
	assert_non_null(root);
	json_free(root);
	memset(text, '[', 17);
	memset(text + 17, ']', 17);
	assert_null(parse(text));
}

static void
json_lends_members_when_their_type_fits(void **state)
{
	struct json *root = parse("{\"s\":\"text\",\"b\":true,\"i\":-7,"
	                          "\"d\":1.5,\"n\":null,\"a\":[\"x\",null,{}],"
	                          "\"big\":9223372036854775808}");
	const char *text = "as before";
	const struct json *array = NULL;
	int64_t number = 42;
	bool truth = false;

	(void)state;
	assert_true(json_get_string(root, "s", &text));
	assert_string_equal(text, "text");
	assert_true(json_get_bool(root, "b", &truth));
	assert_true(truth);
	assert_true(json_get_integer(root, "i", &number));
	assert_int_equal(number, -7);
	assert_true(json_get_array(root, "a", &array));
	assert_int_equal(json_length(array), 3);
	assert_string_equal(json_string(json_at(array, 0)), "x");
	assert_int_equal(json_kind(json_at(array, 1)), JSON_NULL);
	assert_int_equal(json_kind(json_at(array, 2)), JSON_OBJECT);
	assert_null(json_at(array, 3));
	assert_true(json_has(root, "n"));
	assert_false(json_has(root, "absent"));
	assert_int_equal(json_kind(root), JSON_OBJECT);
	json_free(root);
}

static void
json_leaves_the_output_when_the_type_does_not_fit(void **state)
{
	static const char *const names[] = { "s", "b", "d", "n", "a", "o",
		"big", "absent" };
	struct json *root = parse("{\"s\":\"5\",\"b\":true,\"d\":1.5,"
	                          "\"n\":null,\"a\":[],\"o\":{},"
	                          "\"big\":9223372036854775808}");
	int64_t number = 42;
	const char *text = "as before";
	const struct json *array = NULL;
	bool truth = true;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		assert_false(json_get_integer(root, names[i], &number));
		if (i != 0)
			assert_false(json_get_string(root, names[i], &text));
		if (i != 1)
			assert_false(json_get_bool(root, names[i], &truth));
		if (i != 4)
			assert_false(json_get_array(root, names[i], &array));
	}
	assert_int_equal(number, 42);
	assert_string_equal(text, "as before");
	assert_true(truth);
	assert_null(array);
	assert_false(json_get_string(NULL, "s", &text));
	assert_false(json_has(NULL, "s"));
	assert_null(json_string(root));
	assert_int_equal(json_length(root), 0);
	assert_null(json_at(root, 0));
	json_free(root);
}

static void
json_string_comes_back_when_written(void **state)
{
	struct buffer buffer;
	char text[300];
	size_t length = 0;
	struct json *root;

	(void)state;
	for (int c = 1; c < 0x80; c++)
		text[length++] = (char)c;
	strcpy(text + length, "\u00e9\u6f22\U0001f600");
	buffer_init(&buffer, 2000);
	assert_true(json_add_string(&buffer, text));
	root = parse(buffer_text(&buffer));
	assert_string_equal(json_string(root), text);
	json_free(root);
	buffer_clear(&buffer);
}

static void
json_string_escapes_only_what_it_must_when_written(void **state)
{
	struct buffer buffer;

	(void)state;
	buffer_init(&buffer, 100);
	assert_true(json_add_string(&buffer, "/\"\\\b\f\n\r\t\033\x7f\u00e9"));
	assert_string_equal(buffer_text(&buffer),
	    "\"/\\\"\\\\\\b\\f\\n\\r\\t\\u001b\x7f\u00e9\"");
	buffer_clear(&buffer);
	buffer_init(&buffer, 5);
	assert_true(json_add_string(&buffer, "abc"));
	assert_false(json_add_string(&buffer, ""));
	buffer_clear(&buffer);
	assert_false(json_add_string(&buffer, "abcd"));
	buffer_clear(&buffer);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(json_is_refused_when_it_is_not_strict),
		cmocka_unit_test(json_is_refused_when_a_nul_is_in_it),
		cmocka_unit_test(json_plain_run_ends_where_a_byte_is_not_plain),
		cmocka_unit_test(json_is_read_when_it_is_strict),
		cmocka_unit_test(json_is_refused_when_deeper_than_sixteen),
		cmocka_unit_test(json_lends_members_when_their_type_fits),
		cmocka_unit_test(
		    json_leaves_the_output_when_the_type_does_not_fit),
		cmocka_unit_test(json_string_comes_back_when_written),
		cmocka_unit_test(
		    json_string_escapes_only_what_it_must_when_written),
	};

	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
