/* SPDX-License-Identifier: ISC */
/* Tests of errors as values. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/error.h"

static void
error_is_filled_when_set(void **state)
{
	struct error err = { 0 };

	(void)state;
	assert_false(error_set(&err, ERROR_SYSTEM, 13, "%s: %d", "file", 7));
	assert_int_equal(err.kind, ERROR_SYSTEM);
	assert_int_equal(err.code, 13);
	assert_string_equal(err.detail, "file: 7");
}

static void
error_keeps_its_detail_when_set_to_it(void **state)
{
	struct error err = { 0 };

	(void)state;
	error_set(&err, ERROR_SYSTEM, 2, "No such file");
	error_set(&err, ERROR_USAGE, 0, "%s", err.detail);
	assert_string_equal(err.detail, "No such file");
	error_set(&err, ERROR_USAGE, 0, "a: %s, b", err.detail);
	assert_string_equal(err.detail, "a: No such file, b");
}

static void
error_is_cut_at_a_character_when_too_long(void **state)
{
	struct error err;
	char text[200] = "";

	(void)state;
	for (size_t lead = 0; lead < 4; lead++) {
		memset(text, 'x', lead);
		text[lead] = '\0';
		while (strlen(text) < 160)
			strcat(text, "\u6f22");
		error_set(&err, ERROR_INPUT, 0, "%s", text);
		assert_true(strlen(err.detail) < sizeof(err.detail));
		assert_true(strlen(err.detail) > sizeof(err.detail) - 5);
		assert_int_equal((strlen(err.detail) - lead) % 3, 0);
	}
}

static void
error_keeps_a_whole_last_character_when_it_just_fits(void **state)
{
	struct error err;
	char text[sizeof(err.detail)];

	(void)state;
	memset(text, 'x', sizeof(text));
	strcpy(text + sizeof(text) - 3, "\u00e9");
	error_set(&err, ERROR_INPUT, 0, "%s", text);
	assert_string_equal(err.detail, text);
}

static void
error_keeps_kind_and_code_when_prefixed(void **state)
{
	struct error err;

	(void)state;
	error_set(&err, ERROR_TLS, 60, "bad certificate");
	error_prefix(&err, "reading %s", "profile");
	assert_int_equal(err.kind, ERROR_TLS);
	assert_int_equal(err.code, 60);
	assert_string_equal(err.detail, "reading profile: bad certificate");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(error_is_filled_when_set),
		cmocka_unit_test(error_keeps_its_detail_when_set_to_it),
		cmocka_unit_test(error_is_cut_at_a_character_when_too_long),
		cmocka_unit_test(
		    error_keeps_a_whole_last_character_when_it_just_fits),
		cmocka_unit_test(error_keeps_kind_and_code_when_prefixed),
	};

	return cmocka_run_group_tests_name("error", tests, NULL, NULL);
}
