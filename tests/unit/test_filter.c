/* SPDX-License-Identifier: ISC */
/* Tests of the filter's language: what it finds, and what it refuses. */
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
#include "support/filter_list.h"

#define DAY_MS (INT64_C(24) * 60 * 60 * 1000)

static const struct {
	const char *expression;
	const char *rows;
} finds[] = {
	{ "", "12345" },
	{ " \t ", "12345" },
	{ "prod", "12" },
	{ "PROD ecole", "2" },
	{ "e\u0301cole", "2" },
	{ "strasse", "3" },
	{ "STRASSE", "3" },
	{ "wide", "4" },
	{ "\uff57\uff49", "4" },
	{ "!prod", "345" },
	{ "prod !ecole", "1" },
	{ "\"prod ex\"", "1" },
	{ "\"prod ex", "1" },
	{ "!\"prod ex\"", "2345" },
	{ "\"prod\"extract", "1" },
	{ "a\"b", "5" },
	{ "x:y", "5" },
	{ "name:prod", "12" },
	{ "NAME:prod", "12" },
	{ "org:prod", "2" },
	{ "org:beta", "2" },
	{ "!org:acme", "235" },
	{ "org:\"acme re\"", "14" },
	{ "id:a", "1" },
	{ "id:prod", "" },
	{ "token:9f3a", "2" },
	{ "token:nxk", "" },
	{ "9F3A", "2" },
	{ "~^prod", "1" },
	{ "~(extract|strasse)$", "13" },
	{ "~^[a-c]-[0-9]$", "123" },
	{ "~\"prod ex\"", "1" },
	{ "~\u00e9COLE", "2" },
	{ "!~prod", "345" },
	{ "name:~^prod", "1" },
	{ "id:~^.-[[:digit:]]$ !prod", "345" },
	{ "~^.{1,4}$", "12345" },
	{ "~[]x]", "145" },
	{ "expired", "1" },
	{ "EXPIRED", "1" },
	{ "!expired", "2345" },
	{ "\"expired\"", "4" },
	{ "name:expired", "4" },
	{ "expires<14d", "12" },
	{ "expires<14d !expired", "2" },
	{ "expires<2w", "12" },
	{ "expires<2m", "123" },
	{ "expires>1y", "4" },
	{ "expires>1Y", "4" },
	{ "!expires<14d", "345" },
	{ "expires<12d", "1" },
	{ "expires>0d", "234" },
	{ "expires<99999y", "1234" },
	{ "expires<2026-01-14", "1" },
	{ "expires<2026-01-15", "12" },
	{ "expires>2026-01-14", "34" },
	{ "expires>2026-01-13", "234" },
	{ "expires", "" },
	{ "expire", "4" },
	{ "marked", "" },
	{ "!marked", "12345" },
};

static void
filter_finds_what_the_expression_says(void **state)
{
	struct keylist *list = filter_list_new();
	struct error err;

	(void)state;
	for (size_t i = 0; i < sizeof(finds) / sizeof(finds[0]); i++) {
		const char *expression = finds[i].expression;

		if (!keylist_set_filter(list, expression, &err))
			fail_msg("%s: %s", expression, err.detail);
		assert_false(keylist_is_searching(list));
		filter_list_expect(list, expression, finds[i].rows);
	}
	keylist_free(list);
}

static const struct {
	const char *expression;
	enum filter_fault fault;
	const char *detail;
} refusals[] = {
	{ "!", FILTER_NO_WORD, "!" },
	{ "prod !", FILTER_NO_WORD, "!" },
	{ "prod org: x", FILTER_NO_WORD, "org:" },
	{ "\"\"", FILTER_NO_WORD, "\"\"" },
	{ "tag:", FILTER_NO_WORD, "tag:" },
	{ "!note: x", FILTER_NO_WORD, "!note:" },
	{ "~", FILTER_NO_WORD, "~" },
	{ "!name:~ x", FILTER_NO_WORD, "!name:~" },
	{ "\u0301", FILTER_NO_WORD, "\u0301" },
	{ "expires:30d", FILTER_NO_COMPARISON, "expires" },
	{ "expires=30d", FILTER_NO_COMPARISON, "expires" },
	{ "expires<", FILTER_NO_MOMENT, "" },
	{ "expires<30", FILTER_NO_MOMENT, "30" },
	{ "expires<d", FILTER_NO_MOMENT, "d" },
	{ "expires<30x", FILTER_NO_MOMENT, "30x" },
	{ "expires<30dd", FILTER_NO_MOMENT, "30dd" },
	{ "expires<=30d", FILTER_NO_MOMENT, "=30d" },
	{ "expires<-1d", FILTER_NO_MOMENT, "-1d" },
	{ "expires<100000d", FILTER_NO_MOMENT, "100000d" },
	{ "expires<2026-02-30", FILTER_NO_MOMENT, "2026-02-30" },
	{ "expires<2026-01-02T00:00:00Z", FILTER_NO_MOMENT, NULL },
	{ "~[", FILTER_NOT_CLOSED, "[" },
	{ "~x[a-", FILTER_NOT_CLOSED, "[" },
	{ "~[^]", FILTER_NOT_CLOSED, "[" },
	{ "~[[:alpha:]", FILTER_NOT_CLOSED, "[" },
	{ "~[^\\d", FILTER_NOT_CLOSED, "[" },
	{ "~(", FILTER_NOT_CLOSED, "(" },
	{ "~a{2,1}", FILTER_BAD_PATTERN, NULL },
	{ "~(a)\\1", FILTER_BACKSLASH, "\\1" },
	{ "~\\w+", FILTER_BACKSLASH, "\\w" },
	{ "~\\B", FILTER_BACKSLASH, "\\b" },
	{ "~a{256}", FILTER_LONG_REPEAT, "a{256}" },
	{ "~a{99999999999999999999}", FILTER_LONG_REPEAT, NULL },
	{ "~(a{40}){40}", FILTER_LONG_REPEAT, NULL },
	{ "~((((((((((a+)+)+)+)+)+)+)+)+)+)+", FILTER_LONG_REPEAT, NULL },
	{ "~((((((((((((((((((((((((((((((((((a))))))))))))))))))))))))))))))))"
	  "))",
	    FILTER_LONG_REPEAT, NULL },
	{ "~[[:upper:]]", FILTER_CASE, "[:upper:]" },
};

static void
filter_says_what_is_wrong_and_keeps_the_list(void **state)
{
	struct keylist *list = filter_list_new();
	struct error err;

	(void)state;
	assert_true(keylist_set_filter(list, "prod", &err));
	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
		const char *expression = refusals[i].expression;

		if (keylist_set_filter(list, expression, &err))
			fail_msg("%s is accepted", expression);
		assert_int_equal(err.kind, ERROR_FILTER);
		if (err.code != (int)refusals[i].fault)
			fail_msg("%s: fault %d", expression, err.code);
		if (refusals[i].detail != NULL)
			assert_string_equal(err.detail, refusals[i].detail);
		assert_string_equal(keylist_filter(list), "prod");
		filter_list_expect(list, expression, "12");
	}
	keylist_free(list);
}

/* The word that is shown for no organization, in any language. */
static void
filter_finds_what_is_personal_when_its_word_is_known(void **state)
{
	struct keylist *list = filter_list_new();
	const struct apikey record = { "c-3", "Stra\u00dfe", "org-a", "u", 0,
		DATE_NONE, { "nxk_", "0b12", false }, true };
	struct error err;

	(void)state;
	assert_true(keylist_set_filter(list, "org:personlich", &err));
	filter_list_expect(list, "none", "");
	keylist_set_personal(list, "pers\u00f6nlich");
	filter_list_expect(list, "org:personlich", "35");
	assert_true(keylist_set_filter(list, "PERS\u00d6N", &err));
	filter_list_expect(list, "pers\u00f6n", "35");
	assert_true(keylist_set_filter(list, "!org:~^personlich$", &err));
	filter_list_expect(list, "not personal", "124");
	keylist_put(list, &record);
	filter_list_expect(list, "one less", "1234");
	keylist_set_filter(list, "", &err);
	keylist_set_order(list, COLUMN_ORGANIZATION, false);
	filter_list_expect(list, "personal ones first", "51342");
	keylist_free(list);
}

static void
filter_keeps_its_terms_when_more_are_wrong(void **state)
{
	struct filter filter = { 0 };
	struct error err;

	(void)state;
	assert_true(filter_parse(&filter, "one two", &err));
	assert_false(filter_parse(&filter, "three expires<", &err));
	assert_int_equal(filter.count, 2);
	assert_string_equal(filter.terms[1].text, "two");
	filter_clear(&filter);
	assert_int_equal(filter.count, 0);
}

static void
filter_is_narrower_only_when_hits_can_but_vanish(void **state)
{
	static const struct {
		const char *former, *next;
		bool is_narrower;
	} cases[] = {
		{ "", "a", true },
		{ "pro", "prod", true },
		{ "rod", "prod", true },
		{ "a", "a b", true },
		{ "a b", "a", false },
		{ "prod", "pro", false },
		{ "!pro", "!prod", false },
		{ "!pro", "!pro x", true },
		{ "pro", "name:pro", false },
		{ "name:pro", "name:prod", true },
		{ "~pro", "~prod", false },
		{ "~pro", "~pro x", true },
		{ "expires<3d", "expires<30d", false },
		{ "expires<3d", "expires<3d x", true },
	};
	struct error err;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct filter former = { 0 }, next = { 0 };

		assert_true(filter_parse(&former, cases[i].former, &err));
		assert_true(filter_parse(&next, cases[i].next, &err));
		if (filter_is_narrower(&next, &former) != cases[i].is_narrower)
			fail_msg("%s, %s", cases[i].former, cases[i].next);
		filter_clear(&former);
		filter_clear(&next);
	}
}

/* As it is typed, each expression finds what it finds at once. */
static void
filter_finds_the_same_when_typed(void **state)
{
	struct keylist *list = filter_list_new();
	struct error err;

	(void)state;
	for (size_t i = 0; i < sizeof(finds) / sizeof(finds[0]); i++) {
		const char *expression = finds[i].expression;

		keylist_set_filter(list, "", &err);
		for (size_t length = 1; length <= strlen(expression);
		     length++) {
			char part[64];

			snprintf(part, sizeof(part), "%.*s", (int)length,
			    expression);
			keylist_type_filter(list, part, &err);
		}
		assert_true(keylist_set_filter(list, expression, &err));
		filter_list_expect(list, expression, finds[i].rows);
	}
	keylist_free(list);
}

static void
filter_and_view_hold_both_when_combined(void **state)
{
	struct profile profile = { 0 };
	struct keyview view = { .warning_ms = 14 * DAY_MS };
	struct keylist *list = filter_list_new();
	static const char *const rows[] = { "2", "1", "14", "2", "35" };
	struct error err;

	(void)state;
	profile_add_organization(&profile, "org-a", "Acme Research");
	profile_add_organization(&profile, "org-b", "B\u00eata Prod");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		keyview_turn(&view, &profile);
		keylist_set_view(list, &view);
		filter_list_expect(list, "view", rows[i]);
	}
	assert_int_equal(view.kind, KEYVIEW_ORGANIZATION);
	assert_null(view.organization);
	assert_true(keylist_set_filter(list, "strasse", &err));
	filter_list_expect(list, "view and filter", "3");
	keyview_turn(&view, &profile);
	assert_int_equal(view.kind, KEYVIEW_ALL);
	assert_true(keylist_set_filter(list, "prod", &err));
	keylist_set_view(list, &view);
	filter_list_expect(list, "filter", "12");
	view.kind = KEYVIEW_EXPIRED;
	keylist_set_view(list, &view);
	filter_list_expect(list, "expired", "1");
	keyview_clear(&view);
	profile_clear(&profile);
	keylist_free(list);
}

static void
keyview_goes_on_with_all_when_its_organization_is_gone(void **state)
{
	struct profile profile = { 0 };
	struct keyview view = { .kind = KEYVIEW_EXPIRED };

	(void)state;
	keyview_turn(&view, &profile);
	assert_int_equal(view.kind, KEYVIEW_ALL);
	profile_add_organization(&profile, "org-a", "Acme");
	view.kind = KEYVIEW_EXPIRED;
	keyview_turn(&view, &profile);
	assert_string_equal(view.organization, "org-a");
	profile_clear(&profile);
	keyview_turn(&view, &profile);
	assert_int_equal(view.kind, KEYVIEW_ALL);
	keyview_clear(&view);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(filter_finds_what_the_expression_says),
		cmocka_unit_test(filter_says_what_is_wrong_and_keeps_the_list),
		cmocka_unit_test(
		    filter_finds_what_is_personal_when_its_word_is_known),
		cmocka_unit_test(filter_keeps_its_terms_when_more_are_wrong),
		cmocka_unit_test(
		    filter_is_narrower_only_when_hits_can_but_vanish),
		cmocka_unit_test(filter_finds_the_same_when_typed),
		cmocka_unit_test(filter_and_view_hold_both_when_combined),
		cmocka_unit_test(
		    keyview_goes_on_with_all_when_its_organization_is_gone),
	};

	return cmocka_run_group_tests_name("filter", tests, NULL, NULL);
}
