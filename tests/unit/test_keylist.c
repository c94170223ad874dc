/* SPDX-License-Identifier: ISC */
/* Tests of the list: sorting, filtering, changes, and the memory it takes. */
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

/* As a service might send them, in no order. */
static const struct apikey records[] = {
	{ "id-3", "beta", "org-a", "u", 30, 300, { "nx_c", "ccc3", false },
	    true },
	{ "id-1", "Alpha", NULL, "u", 10, 500, { "nx_a", "aaa1", false },
	    true },
	{ "id-5", "\u00c9cole", "org-b", "u", 50, DATE_NONE,
	    { "nx_e", "eee5", false }, true },
	{ "id-2", "alpha", "org-b", "u", 20, 300, { "nx_b", "bbb2", false },
	    true },
	{ "id-4", NULL, "org-x", "u", DATE_NONE, 100, { "", "", false },
	    false },
};

static struct keylist *
new_list(void)
{
	struct keylist *list = keylist_new();
	struct profile profile = { 0 };
	struct apikeys set = { 0 };

	for (size_t i = 0; i < sizeof(records) / sizeof(records[0]); i++)
		apikeys_add(&set, &records[i]);
	profile_add_organization(&profile, "org-b", "Acme");
	profile_add_organization(&profile, "org-a", "Z\u00fcrich");
	keylist_replace(list, &set);
	assert_int_equal(set.count, 0);
	keylist_set_organizations(list, &profile);
	profile_clear(&profile);
	return list;
}

/* The rows' ids by their last character, such as "31245". */
static void
expect_rows(const struct keylist *list, const char *expected)
{
	char rows[32] = "";

	for (size_t i = 0; i < keylist_rows(list); i++)
		strcat(rows, keylist_row(list, i)->id + strlen("id-"));
	assert_string_equal(rows, expected);
}

static void
keylist_is_empty_when_new(void **state)
{
	struct keylist *list = keylist_new();
	struct error err;

	(void)state;
	assert_int_equal(keylist_total(list), 0);
	assert_int_equal(keylist_rows(list), 0);
	assert_int_equal(keylist_column(list), COLUMN_EXPIRES);
	assert_false(keylist_is_reversed(list));
	assert_string_equal(keylist_filter(list), "");
	assert_null(keylist_find(list, "id-1"));
	assert_int_equal(keylist_row_of(list, "id-1"), -1);
	keylist_set_filter(list, "word", &err);
	keylist_set_order(list, COLUMN_NAME, true);
	keylist_remove(list, "id-1");
	assert_int_equal(keylist_rows(list), 0);
	assert_int_equal(keylist_count_in(list, NULL), 0);
	keylist_free(list);
	keylist_free(NULL);
}

static void
keylist_sorts_by_every_column_when_asked(void **state)
{
	static const struct {
		enum keylist_column column;
		const char *rows, *reversed;
	} cases[] = {
		{ COLUMN_EXPIRES, "42315", "51324" },
		{ COLUMN_NAME, "41235", "53214" },
		{ COLUMN_ORGANIZATION, "12543", "34521" },
		{ COLUMN_TOKEN, "41235", "53214" },
		{ COLUMN_CREATED, "12354", "45321" },
		{ COLUMN_ID, "12345", "54321" },
	};
	struct keylist *list = new_list();

	(void)state;
	expect_rows(list, "42315");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		keylist_set_order(list, cases[i].column, false);
		expect_rows(list, cases[i].rows);
		keylist_set_order(list, cases[i].column, true);
		expect_rows(list, cases[i].reversed);
		assert_true(keylist_is_reversed(list));
		assert_int_equal(keylist_column(list), cases[i].column);
	}
	keylist_free(list);
}

/* Of one rank: the whole text decides, then the name, the id, and the place. */
static void
keylist_sorts_by_name_and_id_when_equal(void **state)
{
	static const struct apikey equals[] = {
		{ .id = "id-5", .name = "production 2", .organization = "o" },
		{ .id = "id-4", .name = "production 1", .organization = "o" },
		{ .id = "id-3", .name = "PRODUCTION 1", .organization = "o" },
		{ .id = "id-2", .name = "a", .organization = "organization b" },
		{ .id = "id-1", .name = "b", .organization = "organization a" },
		{ .id = "id-1",
		    .name = "b",
		    .organization = "organization a",
		    .owner = "second" },
	};
	struct keylist *list = keylist_new();
	struct apikeys set = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(equals) / sizeof(equals[0]); i++)
		apikeys_add(&set, &equals[i]);
	keylist_replace(list, &set);
	expect_rows(list, "211345");
	keylist_set_order(list, COLUMN_NAME, false);
	expect_rows(list, "211345");
	keylist_set_order(list, COLUMN_ORGANIZATION, false);
	expect_rows(list, "345112");
	assert_null(keylist_row(list, 3)->owner);
	keylist_set_order(list, COLUMN_ID, false);
	expect_rows(list, "112345");
	assert_string_equal(keylist_row(list, 1)->owner, "second");
	keylist_free(list);
}

static void
expect_filtered(
    struct keylist *list, const char *expression, const char *expected)
{
	struct error err;

	keylist_set_filter(list, expression, &err);
	assert_string_equal(keylist_filter(list), expression);
	expect_rows(list, expected);
	assert_int_equal(keylist_total(list), 5);
}

static void
keylist_shows_hits_when_filtered(void **state)
{
	struct keylist *list = new_list();

	(void)state;
	keylist_set_order(list, COLUMN_ID, false);
	expect_filtered(list, "", "12345");
	expect_filtered(list, "  ", "12345");
	expect_filtered(list, "alpha", "12");
	expect_filtered(list, "ALPHA acme", "2");
	expect_filtered(list, "acme alpha", "2");
	expect_filtered(list, "ecole", "5");
	expect_filtered(list, "E\u0301c", "5");
	expect_filtered(list, "zurich", "3");
	expect_filtered(list, "ID-4", "4");
	expect_filtered(list, "org-x", "4");
	expect_filtered(list, "aaa1", "1");
	expect_filtered(list, "nx_", "");
	expect_filtered(list, "alphaid", "");
	expect_filtered(list, "alpha beta", "");
	expect_filtered(list, "", "12345");
	keylist_free(list);
}

static void
keylist_shows_the_same_when_the_expression_grows(void **state)
{
	static const char expression[] = "al ac id";
	struct keylist *grown = new_list(), *fresh;
	struct error err;

	(void)state;
	for (size_t length = 0; length < sizeof(expression); length++) {
		char part[sizeof(expression)] = "";

		memcpy(part, expression, length);
		fresh = new_list();
		keylist_set_filter(grown, part, &err);
		keylist_set_filter(fresh, part, &err);
		assert_int_equal(keylist_rows(grown), keylist_rows(fresh));
		for (size_t i = 0; i < keylist_rows(fresh); i++)
			assert_string_equal(keylist_row(grown, i)->id,
			    keylist_row(fresh, i)->id);
		keylist_free(fresh);
	}
	expect_rows(grown, "2");
	keylist_set_filter(grown, "a", &err);
	expect_rows(grown, "2315");
	keylist_free(grown);
}

static void
keylist_keeps_order_and_filter_when_changed(void **state)
{
	struct apikey record = records[0];
	struct keylist *list = new_list();
	struct error err;

	(void)state;
	keylist_set_order(list, COLUMN_NAME, false);
	keylist_set_filter(list, "a", &err);
	expect_rows(list, "1235");
	record.name = "AAA";
	keylist_put(list, &record);
	expect_rows(list, "3125");
	assert_int_equal(keylist_total(list), 5);
	record.id = "id-6";
	record.name = "zulu a";
	keylist_put(list, &record);
	expect_rows(list, "31256");
	assert_int_equal(keylist_total(list), 6);
	keylist_remove(list, "id-1");
	keylist_remove(list, "id-1");
	expect_rows(list, "3256");
	record.id = "id-2";
	record.name = "bbb";
	record.organization = NULL;
	record.token = (struct token_mask){ 0 };
	keylist_put(list, &record);
	expect_rows(list, "356");
	assert_non_null(keylist_find(list, "id-2"));
	assert_int_equal(keylist_row_of(list, "id-2"), -1);
	assert_int_equal(keylist_row_of(list, "id-6"), 2);
	keylist_set_filter(list, "", &err);
	expect_rows(list, "43256");
	keylist_set_order(list, COLUMN_NAME, true);
	assert_int_equal(keylist_row_of(list, "id-6"), 0);
	keylist_free(list);
}

/* By walking. */
static const struct apikey *
walk_to(const struct keylist *list, const char *id)
{
	for (size_t i = 0; i < keylist_total(list); i++)
		if (keylist_at(list, i)->id != NULL &&
		    strcmp(keylist_at(list, i)->id, id) == 0)
			return keylist_at(list, i);
	return NULL;
}

static void
keylist_finds_each_when_some_come_and_go(void **state)
{
	struct keylist *list = keylist_new();
	struct apikey record = { .owner = "u", .is_readable = true };
	unsigned int dice = 1;
	char id[16];

	(void)state;
	keylist_set_order(list, COLUMN_NAME, false);
	for (int i = 0; i < 500; i++) {
		dice = dice * 1103515245u + 12345u;
		snprintf(id, sizeof(id), "id-%u", dice >> 16 & 31);
		record.id = record.name = id;
		if (dice >> 24 & 1)
			keylist_put(list, &record);
		else
			keylist_remove(list, id);
		for (int j = 0; j < 32; j++) {
			snprintf(id, sizeof(id), "id-%d", j);
			assert_ptr_equal(
			    keylist_find(list, id), walk_to(list, id));
		}
		assert_int_equal(keylist_rows(list), keylist_total(list));
		for (size_t row = 1; row < keylist_rows(list); row++)
			assert_true(strcmp(keylist_row(list, row - 1)->name,
			                keylist_row(list, row)->name) < 0);
	}
	keylist_free(list);
}

static void
keylist_takes_its_own_record_when_put(void **state)
{
	struct keylist *list = new_list();
	struct apikey record = *keylist_find(list, "id-1");

	(void)state;
	record.name = "Renamed";
	keylist_put(list, &record);
	assert_string_equal(keylist_find(list, "id-1")->name, "Renamed");
	assert_int_equal(keylist_total(list), 5);
	keylist_free(list);
}

static void
keylist_names_and_counts_organizations_when_known(void **state)
{
	struct keylist *list = new_list();
	struct profile none = { 0 };
	struct error err;

	(void)state;
	assert_int_equal(keylist_count_in(list, NULL), 1);
	assert_int_equal(keylist_count_in(list, "org-a"), 1);
	assert_int_equal(keylist_count_in(list, "org-b"), 2);
	assert_int_equal(keylist_count_in(list, "org-x"), 1);
	assert_int_equal(keylist_count_in(list, "org-y"), 0);
	assert_string_equal(
	    keylist_organization_name(list, keylist_find(list, "id-2")),
	    "Acme");
	assert_string_equal(
	    keylist_organization_name(list, keylist_find(list, "id-4")),
	    "org-x");
	assert_null(
	    keylist_organization_name(list, keylist_find(list, "id-1")));
	keylist_remove(list, "id-2");
	assert_int_equal(keylist_count_in(list, "org-b"), 1);
	keylist_set_organizations(list, &none);
	assert_string_equal(
	    keylist_organization_name(list, keylist_find(list, "id-5")),
	    "org-b");
	keylist_set_filter(list, "acme", &err);
	expect_rows(list, "");
	keylist_free(list);
}

/* A hundred thousand as they are: UUIDs, names of 15, masked tokens. */
static void
keylist_takes_little_memory_when_large(void **state)
{
	enum { COUNT = 100000 };
	struct keylist *list = keylist_new();
	struct apikeys set = { 0 };
	char id[37], name[16];
	struct error err;

	(void)state;
	for (unsigned i = 0; i < COUNT; i++) {
		snprintf(id, sizeof(id), "%08x-5a4b-4d8e-9c55-2f7e%08x",
		    i * 2654435761u, i);
		snprintf(name, sizeof(name), "invoices %06u", i % 1000000);
		apikeys_add(
		    &set, &(struct apikey){ .id = id,
		              .name = name,
		              .organization = i % 2 ? "org-a" : "org-b",
		              .owner = "8d1f6f3e-5a4b-4d8e-9c55-2f7e0a9f0001",
		              .created_ms = i,
		              .expires_ms = i % 977,
		              .token = { "nx_1", "2345", false },
		              .is_readable = true });
	}
	keylist_replace(list, &set);
	assert_int_equal(keylist_rows(list), COUNT);
	assert_true(keylist_bytes(list) <= (size_t)250 * COUNT);
	keylist_set_filter(list, "099999", &err);
	assert_int_equal(keylist_rows(list), 1);
	assert_string_equal(keylist_row(list, 0)->name, "invoices 099999");
	keylist_free(list);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keylist_is_empty_when_new),
		cmocka_unit_test(keylist_sorts_by_every_column_when_asked),
		cmocka_unit_test(keylist_sorts_by_name_and_id_when_equal),
		cmocka_unit_test(keylist_shows_hits_when_filtered),
		cmocka_unit_test(
		    keylist_shows_the_same_when_the_expression_grows),
		cmocka_unit_test(keylist_keeps_order_and_filter_when_changed),
		cmocka_unit_test(keylist_finds_each_when_some_come_and_go),
		cmocka_unit_test(keylist_takes_its_own_record_when_put),
		cmocka_unit_test(
		    keylist_names_and_counts_organizations_when_known),
		cmocka_unit_test(keylist_takes_little_memory_when_large),
	};

	return cmocka_run_group_tests_name("keylist", tests, NULL, NULL);
}
