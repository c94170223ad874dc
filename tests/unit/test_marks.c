/* SPDX-License-Identifier: ISC */
/* Marks go with ids through everything that happens to a list. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/keylist.h"

/* An API key for each letter of the text, which is its id and its name. */
static struct apikeys
set_of(const char *letters)
{
	struct apikeys set = { 0 };

	for (; *letters != '\0'; letters++) {
		char id[2] = { *letters };
		struct apikey record = {
			.id = id, .name = id, .owner = "u", .is_readable = true
		};

		apikeys_add(&set, &record);
	}
	return set;
}

static void
replace(struct keylist *list, const char *letters)
{
	struct apikeys set = set_of(letters);

	keylist_replace(list, &set);
}

static struct keylist *
list_of(const char *letters, const char *marked)
{
	struct keylist *list = keylist_new();
	char id[2] = { 0 };

	replace(list, letters);
	for (; *marked != '\0'; marked++) {
		id[0] = *marked;
		keylist_mark(list, keylist_find(list, id), true);
	}
	return list;
}

static void
expect_marked(const struct keylist *list, const char *expected)
{
	char id[2] = { 0 };
	size_t count = 0;

	for (size_t i = 0; i < keylist_total(list); i++)
		count += keylist_is_marked(list, keylist_at(list, i));
	assert_int_equal(count, strlen(expected));
	assert_int_equal(keylist_marked(list), count);
	for (; *expected != '\0'; expected++) {
		id[0] = *expected;
		assert_true(keylist_is_marked(list, keylist_find(list, id)));
	}
}

static void
marks_stay_with_their_ids_when_the_list_is_replaced(void **state)
{
	struct keylist *list = list_of("abcdef", "bdf");

	(void)state;
	expect_marked(list, "bdf");
	replace(list, "fxedcb");
	expect_marked(list, "bdf");
	replace(list, "fda");
	expect_marked(list, "df");
	replace(list, "fdab");
	expect_marked(list, "df");
	replace(list, "");
	expect_marked(list, "");
	keylist_free(list);
}

static void
marks_stay_when_the_list_is_sorted_or_filtered(void **state)
{
	struct keylist *list = list_of("abcdef", "ace");
	struct error err;

	(void)state;
	keylist_set_order(list, COLUMN_NAME, true);
	assert_true(keylist_set_filter(list, "b", &err));
	expect_marked(list, "ace");
	assert_false(keylist_is_shown(list, keylist_find(list, "a")));
	assert_true(keylist_is_shown(list, keylist_find(list, "b")));
	assert_true(keylist_set_filter(list, "", &err));
	expect_marked(list, "ace");
	keylist_free(list);
}

static void
marks_stay_when_one_is_put_or_removed(void **state)
{
	struct keylist *list = list_of("abcde", "ad");
	const struct apikey changed = {
		.id = "d", .name = "other", .owner = "u", .is_readable = true
	};
	const struct apikey added = {
		.id = "x", .name = "x", .owner = "u", .is_readable = true
	};

	(void)state;
	keylist_put(list, &changed);
	expect_marked(list, "ad");
	keylist_put(list, &added);
	expect_marked(list, "ad");
	keylist_remove(list, "b");
	expect_marked(list, "ad");
	keylist_remove(list, "a");
	expect_marked(list, "d");
	keylist_unmark_all(list);
	expect_marked(list, "");
	keylist_free(list);
}

static void
marks_leave_out_what_cannot_be_read(void **state)
{
	struct keylist *list = list_of("ab", "ab");
	struct apikeys set = set_of("a");
	const struct apikey broken = { .id = "b", .owner = "u" };
	const struct apikey nameless = { .owner = "u" };

	(void)state;
	apikeys_add(&set, &broken);
	apikeys_add(&set, &nameless);
	keylist_replace(list, &set);
	expect_marked(list, "a");
	for (size_t i = 0; i < keylist_total(list); i++)
		keylist_mark(list, keylist_at(list, i), true);
	expect_marked(list, "a");
	keylist_free(list);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    marks_stay_with_their_ids_when_the_list_is_replaced),
		cmocka_unit_test(
		    marks_stay_when_the_list_is_sorted_or_filtered),
		cmocka_unit_test(marks_stay_when_one_is_put_or_removed),
		cmocka_unit_test(marks_leave_out_what_cannot_be_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
