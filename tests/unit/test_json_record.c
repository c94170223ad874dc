/* SPDX-License-Identifier: ISC */
/* Objects that are asked for texts and passed on, flat ones and others. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/json_record.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* What is passed on, lent until the next call. */
static const char *
copy(const char *text, const char *value)
{
	static struct buffer out;
	struct json_record record;
	struct error err;

	buffer_clear(&out);
	buffer_init(&out, 4096);
	json_record_init(&record);
	assert_true(json_record_read(&record, text, strlen(text), &err));
	assert_true(json_record_copy(&record, &out, "token", value));
	json_record_clear(&record);
	return buffer_text(&out);
}

/* The same object five times: flat three times, and twice not so. */
static const char *const spellings[] = {
	"{\"id\":\"a b\",\"n\":null,\"i\":-1.5e3,\"t\":true,\"e\":\"\"}",
	"{\t\"id\" :\n\"a b\" ,\"n\": null,\"i\":0,\"t\":false\r,\"e\":\"\" }",
	"{\"id\":\"a\\u0020b\",\"n\":null,\"i\":7,\"t\":true,\"e\":\"\"}",
	"{\"i\\u0064\":\"a b\",\"n\":null,\"i\":7,\"t\":true,\"e\":\"\"}",
	"{\"id\":\"a b\",\"n\":null,\"i\":{\"id\":1},\"t\":[],\"e\":\"\"}",
};

static void
json_record_lends_texts_when_it_is_flat_or_not(void **state)
{
	static const char *const no_texts[] = { "n", "i", "t", "absent", "a b",
		"", "d", "idx" };
	struct json_record record;
	struct error err;

	(void)state;
	json_record_init(&record);
	for (size_t i = 0; i < LENGTH(spellings); i++) {
		const char *text = NULL;

		assert_true(json_record_read(
		    &record, spellings[i], strlen(spellings[i]), &err));
		assert_int_equal(record.tree == NULL, i < 3);
		assert_true(json_record_get_string(&record, "id", &text));
		assert_string_equal(text, "a b");
		assert_true(json_record_get_string(&record, "e", &text));
		assert_string_equal(text, "");
		for (size_t j = 0; j < LENGTH(no_texts); j++)
			assert_false(json_record_get_string(
			    &record, no_texts[j], &text));
		assert_true(json_record_has(&record, "id"));
		assert_true(json_record_has(&record, "i"));
		assert_true(json_record_has(&record, "t"));
		assert_false(json_record_has(&record, "n"));
		assert_false(json_record_has(&record, "absent"));
	}
	json_record_clear(&record);
}

static void
json_record_undoes_escapes_when_a_text_has_them(void **state)
{
	static const char object[] =
	    "{\"a\":\"\\\"\\\\\\/"
	    "\\b\\f\\n\\r\\t\",\"b\":\"\\u00e9\\ud83d\\ude00\","
	    "\"c\":\"\\ud800\",\"d\":\"plain\"}";
	static const char *const texts[][2] = { { "a", "\"\\/\b\f\n\r\t" },
		{ "b", "\u00e9\U0001f600" }, { "c", "\ufffd" },
		{ "d", "plain" } };
	struct json_record record;
	struct error err;
	const char *text = NULL;

	(void)state;
	json_record_init(&record);
	assert_true(
	    json_record_read(&record, object, sizeof(object) - 1, &err));
	assert_null(record.tree);
	for (size_t i = 0; i < LENGTH(texts); i++) {
		assert_true(
		    json_record_get_string(&record, texts[i][0], &text));
		assert_string_equal(text, texts[i][1]);
	}
	json_record_clear(&record);
}

static const char *const refused[] = {
	"",
	" ",
	"[]",
	"7",
	"null",
	"\"id\"",
	"[{\"id\":\"a\"}]",
	"{",
	"{}{}",
	"{},",
	"{,}",
	"{\"id\"}",
	"{\"id\":}",
	"{\"id\":\"a\",}",
	"{\"id\":\"a\" \"b\":1}",
	"{\"id\" \"a\"}",
	"{\"id\":\"a\"]",
	"{\"id\":\"a\"",
	"{\"id\":\"a}",
	"{\"id\":'a'}",
	"{id:\"a\"}",
	"{1:\"a\"}",
	"{\"id\":01}",
	"{\"id\":+1}",
	"{\"id\":1.}",
	"{\"id\":.1}",
	"{\"id\":-}",
	"{\"id\":1e}",
	"{\"id\":1e+}",
	"{\"id\":0x1}",
	"{\"id\":NaN}",
	"{\"id\":Infinity}",
	"{\"id\":True}",
	"{\"id\":truefalse}",
	"{\"id\":nul}",
	"{\"id\":\"a\nb\"}",
	"{\"id\":\"a\033b\"}",
	"{\"id\":\"\xff\"}",
	"{\"id\":\"\xc0\xaf\"}",
	"{\"id\":\"\xed\xa0\x80\"}",
	"{\"id\":\"\xe2\x82\"}",
	"{\"id\":\"\\x41\"}",
	"{\"id\":\"\\u12\"}",
	"{\"id\":\"\\u12g4\"}",
	"{\"id\":\"\\u0000\"}",
	"\xef\xbb\xbf{}",
	"{\"id\":\"a\"}\f",
	"{\"id\":\"a\"}//",
	"{\"id\":\"a\",\"id\":\"b\"}",
	"{\"a\":1,\"b\":null,\"a\":null}",
	"{\"\":1,\"\":1}",
	"{\"id\":\"a\",\"i\\u0064\":\"b\"}",
	"{\"id\":\"a\",\"m\":{\"id\":1,\"id\":2}}",
	"{\"id\":\"a\",\"id\":{}}",
};

static void
json_record_is_empty_when_it_is_refused(void **state)
{
	static const char before[] = "{\"id\":\"before\"}";
	struct json_record record;

	(void)state;
	json_record_init(&record);
	for (size_t i = 0; i < LENGTH(refused); i++) {
		struct error err = { 0 };
		const char *text;

		assert_true(json_record_read(
		    &record, before, sizeof(before) - 1, &err));
		if (json_record_read(
		        &record, refused[i], strlen(refused[i]), &err))
			fail_msg("accepted: %s", refused[i]);
		assert_int_equal(err.kind, ERROR_ANSWER);
		assert_false(json_record_get_string(&record, "id", &text));
		assert_false(json_record_has(&record, "id"));
	}
	json_record_clear(&record);
}

static void
json_record_is_refused_when_a_nul_is_in_it(void **state)
{
	static const char *const texts[] = { "{\"id\":\"a?b\"}", "{\"id\":?}",
		"{\"id\":-?}", "{\"id\":?1}", "{\"id\":1?}", "{\"id\":1?5}",
		"{\"id\":1e?5}", "{?}", "{}?", "?{}", "{\"id\"?:1}",
		"{\"i?d\":1}" };
	struct json_record record;
	struct error err;

	(void)state;
	json_record_init(&record);
	for (size_t i = 0; i < LENGTH(texts); i++) {
		size_t length = strlen(texts[i]);
		char bytes[32];

		memcpy(bytes, texts[i], length + 1);
		*strchr(bytes, '?') = '\0';
		if (json_record_read(&record, bytes, length, &err))
			fail_msg("accepted, with NUL for ?: %s", texts[i]);
	}
	json_record_clear(&record);
}

/* Beyond a few members it is json-c that looks for equal names. */
static void
json_record_finds_twins_when_there_are_many_members(void **state)
{
	struct json_record record;
	struct buffer object;
	struct error err;
	char member[32];

	(void)state;
	json_record_init(&record);
	buffer_init(&object, 65536);
	for (int count = 1; count < 200; count++) {
		size_t length = object.length;

		snprintf(member, sizeof(member), "%s\"m%d\":\"v%d\"",
		    count == 1 ? "{" : ",", count, count);
		buffer_add_text(&object, member);
		buffer_add_text(&object, ",\"m1\":1}");
		assert_false(json_record_read(
		    &record, buffer_text(&object), object.length, &err));
		object.length = length;
		buffer_add_text(&object, member);
		length = object.length;
		buffer_add_text(&object, "}");
		assert_true(json_record_read(
		    &record, buffer_text(&object), object.length, &err));
		assert_true(json_record_has(&record, "m1"));
		object.length = length;
	}
	buffer_clear(&object);
	json_record_clear(&record);
}

static void
json_record_is_wiped_when_it_forgets(void **state)
{
	static const char text[] = "{\"token\":\"secret\"}";
	struct json_record record;
	struct error err;

	(void)state;
	json_record_init(&record);
	assert_true(json_record_read(&record, text, sizeof(text) - 1, &err));
	assert_true(record.text.capacity >= sizeof(text));
	json_record_forget(&record);
	for (size_t i = 0; i < record.text.capacity; i++)
		assert_int_equal(record.text.bytes[i], 0);
	json_record_clear(&record);
}

static void
json_record_replaces_the_member_when_a_value_is_given(void **state)
{
	(void)state;
	assert_string_equal(
	    copy("{\"id\":\"a\",\"token\":\"secret\",\"name\":\"b\"}", "x"),
	    "{\"id\":\"a\",\"token\":\"x\",\"name\":\"b\"}");
	assert_string_equal(copy(" { \"token\" : \"s\\\"e,}cret\" } ", "x"),
	    " { \"token\" : \"x\" } ");
}

static void
json_record_says_null_when_the_member_is_no_string(void **state)
{
	(void)state;
	assert_string_equal(copy("{\"token\":{\"a\":[1,\"}\"]},\"b\":2}", "x"),
	    "{\"token\":null,\"b\":2}");
	assert_string_equal(copy("{\"token\":null}", "x"), "{\"token\":null}");
	assert_string_equal(
	    copy("{\"token\" : -1 }", "x"), "{\"token\" : null }");
	assert_string_equal(
	    copy("{\"token\":[\"s\"]}", NULL), "{\"token\":[\"s\"]}");
}

static void
json_record_finds_the_member_when_its_name_is_spelled_with_escapes(void **state)
{
	(void)state;
	assert_string_equal(copy("{\"tok\\u0065n\":\"secret\"}", "x"),
	    "{\"tok\\u0065n\":\"x\"}");
	assert_string_equal(copy("{\"tok\\u0066n\":\"open\"}", "x"),
	    "{\"tok\\u0066n\":\"open\"}");
}

static void
json_record_leaves_members_when_they_are_nested_or_others(void **state)
{
	static const char text[] = "{\"a\":{\"token\":\"n\"},\"Token\":\"m\","
	                           "\"b\":[true,null,-1.5e3],\"c\":{}}";

	(void)state;
	assert_string_equal(copy(text, "x"), text);
	assert_string_equal(copy("{}", "x"), "{}");
	assert_string_equal(
	    copy("{\"token\":\"whole\"}", NULL), "{\"token\":\"whole\"}");
}

/* Values stay equal, and nothing reaches the terminal that steers it. */
static void
json_record_escapes_what_is_unseen_when_it_is_passed_on(void **state)
{
	static const char text[] = "{\"name\":\"a\xc2\x9b\xe2\x80\xae"
	                           "b\x7f\xf3\xa0\x81\x81 \xc3\xa9 \xe6\x9d"
	                           "\xb1 \\u001b\",\n\t\"token\":\"t\"}";
	struct error err;
	struct json *before, *after;
	const char *one, *other, *got = copy(text, NULL);

	(void)state;
	assert_string_equal(got,
	    "{\"name\":\"a\\u009b\\u202eb\\u007f\\udb40\\udc41 \xc3\xa9 "
	    "\xe6\x9d\xb1 \\u001b\",  \"token\":\"t\"}");
	before = json_parse(text, strlen(text), &err);
	after = json_parse(got, strlen(got), &err);
	assert_non_null(before);
	assert_non_null(after);
	assert_true(json_get_string(before, "name", &one));
	assert_true(json_get_string(after, "name", &other));
	assert_string_equal(one, other);
	json_free(before);
	json_free(after);
}

static void
json_record_fails_when_the_buffer_is_full(void **state)
{
	static const char text[] = "{\"token\":\"secret\"}";
	struct json_record record;
	struct buffer out;
	struct error err;

	(void)state;
	json_record_init(&record);
	assert_true(json_record_read(&record, text, strlen(text), &err));
	for (size_t max = 0; max < strlen("{\"token\":\"x\"}"); max++) {
		buffer_init(&out, max);
		assert_false(json_record_copy(&record, &out, "token", "x"));
		buffer_clear(&out);
	}
	json_record_clear(&record);
	copy("{}", NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    json_record_lends_texts_when_it_is_flat_or_not),
		cmocka_unit_test(
		    json_record_undoes_escapes_when_a_text_has_them),
		cmocka_unit_test(json_record_is_empty_when_it_is_refused),
		cmocka_unit_test(json_record_is_refused_when_a_nul_is_in_it),
		cmocka_unit_test(
		    json_record_finds_twins_when_there_are_many_members),
		cmocka_unit_test(json_record_is_wiped_when_it_forgets),
		cmocka_unit_test(
		    json_record_replaces_the_member_when_a_value_is_given),
		cmocka_unit_test(
		    json_record_says_null_when_the_member_is_no_string),
		cmocka_unit_test(
		    json_record_finds_the_member_when_its_name_is_spelled_with_escapes),
		cmocka_unit_test(
		    json_record_leaves_members_when_they_are_nested_or_others),
		cmocka_unit_test(
		    json_record_escapes_what_is_unseen_when_it_is_passed_on),
		cmocka_unit_test(json_record_fails_when_the_buffer_is_full),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
