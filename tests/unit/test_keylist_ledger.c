/* SPDX-License-Identifier: ISC */
/* Tests of what the list takes from the ledger. */
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
#include "model/keylist.h"
#include "model/ledger_index.h"

static void
enter(struct ledger *ledger, enum ledger_word word, const char *id,
    int64_t when_ms, const char *text)
{
	struct ledger_line line = { .word = word,
		.when_ms = when_ms,
		.id = (char *)(uintptr_t)id,
		.text = (char *)(uintptr_t)text };

	ledger_enter(ledger, &line);
}

/* id-1 to id-5 with these names; the last one has no id. */
static struct keylist *
new_list(const struct ledger *ledger)
{
	static const char *const names[] = { "beta", "alpha", "gamma", "delta",
		"zeta" };
	struct keylist *list = keylist_new();
	struct apikeys set = { 0 };
	char id[8];

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		snprintf(id, sizeof(id), "id-%zu", i + 1);
		apikeys_add(&set, &(struct apikey){ .id = i == 4 ? NULL : id,
		                      .name = names[i],
		                      .organization = "org",
		                      .token = { "nx_a", "aaa1", false },
		                      .expires_ms = (int64_t)i,
		                      .is_readable = i != 4 });
	}
	keylist_set_ledger(list, ledger);
	keylist_replace(list, &set);
	return list;
}

/* The rows' names by their first letters, such as "bagdz". */
static void
expect_rows(const struct keylist *list, const char *expected)
{
	char rows[32] = "";

	for (size_t i = 0; i < keylist_rows(list); i++)
		rows[i] = keylist_row(list, i)->name[0];
	assert_string_equal(rows, expected);
}

static void
keylist_puts_the_never_used_first_when_sorted_by_use(void **state)
{
	struct ledger ledger = { 0 };
	struct keylist *list = new_list(&ledger);

	(void)state;
	enter(&ledger, LEDGER_COPIED, "id-1", 500, NULL);
	enter(&ledger, LEDGER_RUN, "id-3", 300, NULL);
	/* A new name is no use of the token. */
	enter(&ledger, LEDGER_RENAMED, "id-4", 900, NULL);
	expect_rows(list, "bagdz");
	keylist_set_order(list, COLUMN_USED, false);
	expect_rows(list, "adzgb");
	keylist_set_order(list, COLUMN_USED, true);
	expect_rows(list, "bgzda");
	assert_int_equal(
	    keylist_used_ms(list, keylist_find(list, "id-3")), 300);
	assert_int_equal(
	    keylist_used_ms(list, keylist_find(list, "id-4")), DATE_NONE);
	assert_int_equal(
	    keylist_used_ms(list, keylist_row(list, 2)), DATE_NONE);
	keylist_free(list);
	ledger_clear(&ledger);
}

static void
keylist_sorts_by_use_when_there_is_no_ledger(void **state)
{
	struct keylist *list = new_list(NULL);

	(void)state;
	keylist_set_order(list, COLUMN_USED, false);
	expect_rows(list, "abdgz");
	assert_int_equal(
	    keylist_used_ms(list, keylist_row(list, 0)), DATE_NONE);
	keylist_free(list);
}

static void
keylist_follows_the_ledger_when_it_is_told(void **state)
{
	struct ledger ledger = { 0 };
	struct keylist *list = new_list(&ledger);

	(void)state;
	assert_false(keylist_needs_ledger(list));
	enter(&ledger, LEDGER_COPIED, "id-2", 700, NULL);
	keylist_settle_ledger(list);
	expect_rows(list, "bagdz");
	keylist_set_order(list, COLUMN_USED, false);
	assert_true(keylist_needs_ledger(list));
	expect_rows(list, "bdgza");
	enter(&ledger, LEDGER_COPIED, "id-1", 800, NULL);
	keylist_settle_ledger(list);
	expect_rows(list, "dgzab");
	/* As other changes of the list leave it. */
	keylist_remove(list, "id-3");
	expect_rows(list, "dzab");
	keylist_free(list);
	ledger_clear(&ledger);
}

static void
expect_found(struct keylist *list, const char *expression, const char *expected)
{
	struct error err;

	if (!keylist_set_filter(list, expression, &err))
		fail_msg("%s: %s", expression, err.detail);
	while (keylist_is_searching(list))
		keylist_search(list);
	print_message("# %s\n", expression);
	expect_rows(list, expected);
}

static void
keylist_finds_notes_and_tags_when_filtered(void **state)
{
	static const struct {
		const char *expression;
		const char *rows;
	} finds[] = {
		{ "ecole", "b" },
		{ "\"l'ECOLE de\"", "b" },
		{ "ada", "bg" },
		{ "note:ada", "b" },
		{ "tag:ada", "g" },
		{ "tag:prod", "bag" },
		{ "TAG:Prod nightly", "a" },
		{ "tag:prod !tag:nightly", "bg" },
		{ "!tag:prod", "dz" },
		{ "tag:~^prod$", "b" },
		{ "tag:~\"(^| )nightly( |$)\"", "a" },
		{ "note:~.", "b" },
		{ "note:~^$", "agdz" },
		{ "~^(prod|delta)$", "bd" },
		/* What is not there is no text that a pattern matches. */
		{ "~^$", "z" },
		{ "name:~^$", "" },
		{ "name:ada", "" },
		{ "id:prod", "" },
		/* No word goes over from one to the other. */
		{ "\"ada prod\"", "" },
	};
	struct ledger ledger = { 0 };
	struct keylist *list;

	(void)state;
	enter(&ledger, LEDGER_NOTE, "id-1", 1, "L'\u00c9cole de Ada");
	enter(&ledger, LEDGER_TAGS, "id-1", 1, "prod");
	enter(&ledger, LEDGER_TAGS, "id-2", 1, "PROD nightly");
	enter(&ledger, LEDGER_TAGS, "id-3", 1, "ada preprod");
	enter(&ledger, LEDGER_NOTE, "elsewhere", 1, "prod");
	list = new_list(&ledger);
	for (size_t i = 0; i < sizeof(finds) / sizeof(finds[0]); i++)
		expect_found(list, finds[i].expression, finds[i].rows);
	keylist_free(list);
	ledger_clear(&ledger);
}

static void
keylist_follows_notes_when_it_is_told(void **state)
{
	struct ledger ledger = { 0 };
	struct keylist *list = new_list(&ledger);
	struct apikey record = {
		.name = "eta", .id = "id-6", .is_readable = true
	};

	(void)state;
	expect_found(list, "tag:prod", "");
	enter(&ledger, LEDGER_TAGS, "id-2", 1, "prod");
	enter(&ledger, LEDGER_TAGS, "id-6", 1, "prod");
	keylist_settle_notes(list);
	expect_rows(list, "a");
	/* What comes later has its tags at once, and keeps them. */
	keylist_put(list, &record);
	expect_rows(list, "ea");
	record = *keylist_find(list, "id-2");
	record.name = "beta";
	keylist_put(list, &record);
	expect_rows(list, "eb");
	enter(&ledger, LEDGER_TAGS, "id-2", 1, "");
	keylist_settle_notes(list);
	expect_rows(list, "e");
	keylist_free(list);
	ledger_clear(&ledger);
}

static void
keylist_needs_the_ledger_when_the_filter_reads_notes(void **state)
{
	static const struct {
		const char *expression;
		bool needs;
	} cases[] = {
		{ "", false },
		{ "expires<30d !expired", false },
		{ "name:prod id:~^a", false },
		{ "prod", true },
		{ "!prod", true },
		{ "name:prod ~^a", true },
		{ "tag:prod", true },
		{ "note:~.", true },
	};
	struct keylist *list = new_list(NULL);
	struct error err;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_true(
		    keylist_set_filter(list, cases[i].expression, &err));
		assert_int_equal(keylist_needs_ledger(list), cases[i].needs);
	}
	keylist_free(list);
}

/* Each is found by its own id, whatever stands in its slot. */
static void
ledger_index_finds_all_when_there_are_many(void **state)
{
	enum { COUNT = 1000 };
	struct ledger ledger = { 0 };
	struct ledger_index index;
	char id[16];

	(void)state;
	for (int i = 0; i < COUNT; i++) {
		snprintf(id, sizeof(id), "k%d", i);
		enter(&ledger, LEDGER_COPIED, id, i, NULL);
	}
	ledger_index_init(&index, &ledger);
	for (int i = 0; i < COUNT; i++) {
		snprintf(id, sizeof(id), "k%d", i);
		assert_ptr_equal(
		    ledger_index_find(&index, id), ledger_find(&ledger, id));
		snprintf(id, sizeof(id), "n%d", i);
		assert_null(ledger_index_find(&index, id));
	}
	assert_null(ledger_index_find(&index, NULL));
	ledger_index_clear(&index);
	assert_null(ledger_index_find(&index, "k1"));
	ledger_clear(&ledger);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    keylist_puts_the_never_used_first_when_sorted_by_use),
		cmocka_unit_test(keylist_sorts_by_use_when_there_is_no_ledger),
		cmocka_unit_test(keylist_follows_the_ledger_when_it_is_told),
		cmocka_unit_test(keylist_finds_notes_and_tags_when_filtered),
		cmocka_unit_test(keylist_follows_notes_when_it_is_told),
		cmocka_unit_test(
		    keylist_needs_the_ledger_when_the_filter_reads_notes),
		cmocka_unit_test(ledger_index_finds_all_when_there_are_many),
	};

	return cmocka_run_group_tests_name("keylist_ledger", tests, NULL, NULL);
}
