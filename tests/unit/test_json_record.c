/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/json.h"
#include "base/json_record.h"

/* What is passed on, lent until the next call. */
static const char *
copy(const char *text, const char *value)
{
	static struct buffer out;

	buffer_clear(&out);
	buffer_init(&out, 4096);
	assert_true(json_record_copy(&out, text, strlen(text), "token", value));
	return buffer_text(&out);
}

static void
json_record_replaces_the_member_when_a_value_is_given(void **state)
{
	(void)state;
	assert_string_equal(
	    copy("{\"id\":\"a\",\"token\":\"secret\",\"name\":\"b\"}", "x"),
	    "{\"id\":\"a\",\"token\":\"x\",\"name\":\"b\"}");
	assert_string_equal(copy(" { \"token\" : \"s\\\"e,}cret\" } ", "x"),
	    " { \"token\" : \"x\"} ");
}

static void
json_record_says_null_when_the_member_is_no_string(void **state)
{
	(void)state;
	assert_string_equal(copy("{\"token\":{\"a\":[1,\"}\"]},\"b\":2}", "x"),
	    "{\"token\":null,\"b\":2}");
	assert_string_equal(copy("{\"token\":null}", "x"), "{\"token\":null}");
	assert_string_equal(
	    copy("{\"token\" : -1 }", "x"), "{\"token\" : null}");
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
	struct buffer out;

	(void)state;
	buffer_init(&out, 8);
	assert_false(json_record_copy(&out, text, strlen(text), "token", "x"));
	buffer_clear(&out);
	copy("{}", NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
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
