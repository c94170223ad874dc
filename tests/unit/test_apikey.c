/* SPDX-License-Identifier: ISC */
/* Tests of token masks and of sets of API keys. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "model/apikey.h"

static void
expect_mask(const char *token, const char *head, const char *tail)
{
	struct token_mask mask = token_mask_of(token, strlen(token));

	assert_string_equal(mask.head, head);
	assert_string_equal(mask.tail, tail);
}

static void
token_mask_shows_a_quarter_when_the_token_is_short(void **state)
{
	(void)state;
	expect_mask("", "", "");
	expect_mask("abc", "", "");
	expect_mask("abcd", "", "d");
	expect_mask("abcdefgh", "a", "h");
	expect_mask("abcdefghijkl", "a", "kl");
	expect_mask("abcdefghijklmnopqrstuvwxyz012345", "abcd", "2345");
	expect_mask(
	    "nx_0123456789012345678901234567890123456789", "nx_0", "6789");
}

static void
token_mask_never_shows_more_than_a_quarter(void **state)
{
	char token[101] = "";

	(void)state;
	for (size_t length = 0; length < 100; length++) {
		struct token_mask mask = token_mask_of(token, length);
		size_t shown = strlen(mask.head) + strlen(mask.tail);

		assert_true(shown <= length / 4);
		assert_true(strlen(mask.head) <= 4);
		assert_true(strlen(mask.tail) <= 4);
		token[length] = 'x';
	}
}

static void
token_mask_is_empty_when_the_token_is_not_printable_ascii(void **state)
{
	(void)state;
	expect_mask("0123456789abcdef\033[31m0123456789abcdef", "", "");
	expect_mask("0123456789abcdef\x7f", "", "");
	expect_mask("0123456789abcdef\u00e9", "", "");
}

static bool
is_masked(const char *token)
{
	return token_mask_of(token, strlen(token)).is_masked;
}

static void
token_mask_is_masked_when_the_service_hid_a_part(void **state)
{
	(void)state;
	assert_true(is_masked("***"));
	assert_true(is_masked("nx_1234****5678"));
	assert_true(is_masked("nx...5678"));
	assert_true(is_masked("nx\u2022\u2022\u20225678"));
	assert_true(is_masked("nx\u20265678"));
	assert_true(is_masked("\u2022*."));
	assert_false(is_masked(""));
	assert_false(is_masked("nx_12345678"));
	assert_false(is_masked("header.payload.signature"));
	assert_false(is_masked("a**b**c..d"));
	assert_false(is_masked("x\u2022\u2022"));
	assert_false(token_mask_of("ab\xe2\x80\xa6", 4).is_masked);
}

static void
apikeys_copies_all_strings_when_added(void **state)
{
	char id[] = "id", name[] = "name", organization[] = "org";
	struct apikey record = { .id = id,
		.name = name,
		.organization = organization,
		.created_ms = 1,
		.expires_ms = DATE_NONE,
		.is_readable = true };
	struct apikeys set = { 0 };
	const struct apikey *found;

	(void)state;
	apikeys_add(&set, &record);
	memset(id, 'x', 2);
	memset(name, 'x', 4);
	memset(organization, 'x', 3);
	found = apikeys_find(&set, "id");
	assert_non_null(found);
	assert_string_equal(found->name, "name");
	assert_string_equal(found->organization, "org");
	assert_null(found->owner);
	assert_true(found->expires_ms == DATE_NONE);
	assert_null(apikeys_find(&set, "xx"));
	apikeys_clear(&set);
	assert_int_equal(set.count, 0);
}

static void
apikeys_stores_an_organization_once_when_many_name_it(void **state)
{
	struct apikeys set = { 0 };
	char organization[20];

	(void)state;
	for (int i = 0; i < 1000; i++) {
		snprintf(organization, sizeof(organization), "org %d", i % 3);
		apikeys_add(
		    &set, &(struct apikey){ .organization = organization });
	}
	assert_int_equal(set.count, 1000);
	assert_int_equal(set.interned_count, 3);
	assert_ptr_equal(
	    set.items[0].organization, set.items[999].organization);
	assert_int_equal(set.arena.bytes, 3 * strlen("org 0_"));
	apikeys_clear(&set);
}

static void
apikeys_holds_all_when_each_has_its_own_owner(void **state)
{
	struct apikeys set = { 0 };
	char owner[20];

	(void)state;
	for (int i = 0; i < 1000; i++) {
		snprintf(owner, sizeof(owner), "owner %d", i);
		apikeys_add(&set, &(struct apikey){ .owner = owner });
	}
	for (int i = 0; i < 1000; i++) {
		snprintf(owner, sizeof(owner), "owner %d", i);
		assert_string_equal(set.items[i].owner, owner);
	}
	assert_null(apikeys_find(&set, "owner 1"));
	apikeys_clear(&set);
}

static void
apikeys_leaves_the_source_empty_when_taken(void **state)
{
	struct apikeys from = { 0 }, to = { 0 };

	(void)state;
	apikeys_add(&from, &(struct apikey){ .id = "new" });
	apikeys_add(&to, &(struct apikey){ .id = "old" });
	apikeys_take(&to, &from);
	assert_int_equal(to.count, 1);
	assert_non_null(apikeys_find(&to, "new"));
	assert_null(apikeys_find(&to, "old"));
	assert_int_equal(from.count, 0);
	assert_null(from.items);
	apikeys_clear(&to);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    token_mask_shows_a_quarter_when_the_token_is_short),
		cmocka_unit_test(token_mask_never_shows_more_than_a_quarter),
		cmocka_unit_test(
		    token_mask_is_empty_when_the_token_is_not_printable_ascii),
		cmocka_unit_test(
		    token_mask_is_masked_when_the_service_hid_a_part),
		cmocka_unit_test(apikeys_copies_all_strings_when_added),
		cmocka_unit_test(
		    apikeys_stores_an_organization_once_when_many_name_it),
		cmocka_unit_test(apikeys_holds_all_when_each_has_its_own_owner),
		cmocka_unit_test(apikeys_leaves_the_source_empty_when_taken),
	};

	return cmocka_run_group_tests_name("apikey", tests, NULL, NULL);
}
