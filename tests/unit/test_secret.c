/* SPDX-License-Identifier: ISC */
/* Tests of secrets. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/secret.h"

static void
secret_holds_its_bytes_when_set(void **state)
{
	struct secret secret = { 0 };

	(void)state;
	assert_true(secret_is_empty(&secret));
	assert_string_equal(secret_bytes(&secret), "");
	secret_set(&secret, "token and more", 5);
	assert_false(secret_is_empty(&secret));
	assert_int_equal(secret.length, 5);
	assert_string_equal(secret_bytes(&secret), "token");
	secret_set(&secret, secret.bytes + 1, 3);
	assert_string_equal(secret_bytes(&secret), "oke");
	secret_clear(&secret);
	assert_true(secret_is_empty(&secret));
	assert_null(secret.bytes);
	secret_clear(&secret);
}

static void
secret_is_empty_when_set_to_nothing(void **state)
{
	struct secret secret = { 0 };

	(void)state;
	secret_set(&secret, "", 0);
	assert_true(secret_is_empty(&secret));
	assert_string_equal(secret_bytes(&secret), "");
	secret_clear(&secret);
}

static void
secret_leaves_the_source_empty_when_taken(void **state)
{
	struct secret from = { 0 }, to = { 0 };

	(void)state;
	secret_set(&from, "new", 3);
	secret_set(&to, "older", 5);
	secret_take(&to, &from);
	assert_string_equal(secret_bytes(&to), "new");
	assert_int_equal(to.length, 3);
	assert_true(secret_is_empty(&from));
	assert_null(from.bytes);
	secret_clear(&to);
}

static bool
are_equal(const char *one, const char *other)
{
	struct secret a = { 0 }, b = { 0 };
	bool result;

	secret_set(&a, one, strlen(one));
	secret_set(&b, other, strlen(other));
	result = secret_is_equal(&a, &b);
	secret_clear(&a);
	secret_clear(&b);
	return result;
}

static void
secret_is_equal_only_when_all_bytes_are(void **state)
{
	(void)state;
	assert_true(are_equal("token", "token"));
	assert_true(are_equal("", ""));
	assert_false(are_equal("token", "Token"));
	assert_false(are_equal("token", "toke"));
	assert_false(are_equal("token", "tokem"));
	assert_false(are_equal("", "t"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(secret_holds_its_bytes_when_set),
		cmocka_unit_test(secret_is_empty_when_set_to_nothing),
		cmocka_unit_test(secret_leaves_the_source_empty_when_taken),
		cmocka_unit_test(secret_is_equal_only_when_all_bytes_are),
	};

	return cmocka_run_group_tests_name("secret", tests, NULL, NULL);
}
