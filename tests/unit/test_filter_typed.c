/* SPDX-License-Identifier: ISC */
/* Tests of the filter's language while it is typed. */
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
#include "model/filter.h"
#include "model/keylist.h"

#define DAY_MS (INT64_C(24) * 60 * 60 * 1000)

/* 2026-01-02 12:00 UTC; the tests run in that zone. */
#define NOW_MS INT64_C(1767355200000)

static const struct apikey records[] = {
	{ "a-1", "prod extract", "org-a", "u", 0, NOW_MS - 3 * DAY_MS,
	    { "nxk_", "77c1", false }, true },
	{ "b-2", "\u00c9cole-Prod", "org-b", "u", 0, NOW_MS + 12 * DAY_MS,
	    { "nxk_", "9f3a", false }, true },
	{ "c-3", "Stra\u00dfe", NULL, "u", 0, NOW_MS + 40 * DAY_MS,
	    { "nxk_", "0b12", false }, true },
	{ "d-4", "\uff37\uff29\uff24\uff25 expired", "org-a", "u", 0,
	    NOW_MS + 400 * DAY_MS, { "nxk_", "dddd", false }, true },
	{ "e-5", "a\"b x:y", NULL, "u", 0, DATE_NONE, { "nxk_", "eeee", false },
	    true },
};

static struct keylist *
new_list(void)
{
	struct keylist *list = keylist_new();
	struct profile profile = { 0 };
	struct apikeys set = { 0 };

	for (size_t i = 0; i < sizeof(records) / sizeof(records[0]); i++)
		apikeys_add(&set, &records[i]);
	profile_add_organization(&profile, "org-a", "Acme Research");
	profile_add_organization(&profile, "org-b", "B\u00eata Prod");
	keylist_set_now(list, NOW_MS);
	keylist_set_organizations(list, &profile);
	keylist_replace(list, &set);
	keylist_set_order(list, COLUMN_ID, false);
	profile_clear(&profile);
	return list;
}

/* The rows' numbers, such as "124". */
static void
expect_rows(const struct keylist *list, const char *what, const char *expected)
{
	char rows[16] = "";

	for (size_t i = 0; i < keylist_rows(list); i++)
		strcat(rows, keylist_row(list, i)->id + 2);
	if (strcmp(rows, expected) != 0)
		fail_msg("%s: rows %s, not %s", what, rows, expected);
}

/* What is wrong filters nothing, nor what may become a term and hides all. */
static const struct {
	const char *expression;
	const char *rows;
	bool is_right;
	const char *applied;
} typed[] = {
	{ "expires<", "12345", false, "" },
	{ "expires<x", "12345", false, "" },
	{ "expires<3 prod", "12", false, "prod" },
	{ "prod expires<3x", "12", false, "prod" },
	{ "prod expires<3x ecole", "2", false, "prod ecole" },
	{ "~[ prod !", "12", false, "prod" },
	{ "name:", "12345", false, "" },
	{ "!", "12345", false, "" },
	{ "! prod", "12", false, "prod" },
	{ "~", "12345", false, "" },
	{ "~pro ~(", "12", false, "~pro" },
	{ "exp", "4", true, "exp" },
	{ "expires", "12345", true, "" },
	{ "EXPIRES", "12345", true, "" },
	{ "prod exp", "12", true, "prod" },
	{ "prod expires", "12", true, "prod" },
	{ "expires ", "", true, "expires" },
	{ "expires prod", "", true, "expires prod" },
	{ "expiresx", "", true, "expiresx" },
	{ "\"expires", "", true, "\"expires" },
	{ "name:expires", "", true, "name:expires" },
	{ "mark", "12345", true, "" },
	{ "tok", "12345", true, "" },
	{ "note", "12345", true, "" },
	{ "tag", "12345", true, "" },
	{ "prod !name", "12", true, "prod !name" },
	{ "prod !o", "12", true, "prod" },
	{ "prod !ro", "", true, "prod !ro" },
	{ "nam prod", "", true, "nam prod" },
	{ "~prod expires", "12", true, "~prod" },
	{ "zzz exp", "", true, "zzz" },
};

static void
filter_shows_what_is_right_when_typed(void **state)
{
	struct keylist *list = new_list();
	struct error err;

	(void)state;
	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		const char *expression = typed[i].expression;

		if (keylist_type_filter(list, expression, &err) !=
		    typed[i].is_right)
			fail_msg("%s is not judged so", expression);
		assert_string_equal(keylist_filter(list), expression);
		assert_string_equal(keylist_applied(list), typed[i].applied);
		expect_rows(list, expression, typed[i].rows);
	}
	/* The view is asked too, and as long as it is typed. */
	keylist_type_filter(list, "org:acme expires", &err);
	keylist_set_view(list, &(struct keyview){ .kind = KEYVIEW_EXPIRED });
	expect_rows(list, "expired", "1");
	assert_string_equal(keylist_applied(list), "org:acme");
	assert_true(keylist_set_filter(list, "org:acme expires", &err));
	expect_rows(list, "at its end", "");
	assert_string_equal(keylist_applied(list), "org:acme expires");
	keylist_free(list);
}

static void
filter_tells_of_the_first_fault_when_more_are_wrong(void **state)
{
	struct keylist *list = new_list();
	struct error err;

	(void)state;
	assert_false(keylist_type_filter(list, "a expires<x ! b", &err));
	assert_int_equal(err.code, FILTER_NO_MOMENT);
	assert_string_equal(err.detail, "x");
	keylist_free(list);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(filter_shows_what_is_right_when_typed),
		cmocka_unit_test(
		    filter_tells_of_the_first_fault_when_more_are_wrong),
	};

	return cmocka_run_group_tests_name("filter typed", tests, NULL, NULL);
}
