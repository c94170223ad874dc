/* SPDX-License-Identifier: ISC */
/* Tests of searches that take several portions. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/keylist.h"

enum { COUNT = 20000 };

static void
fill(struct keylist *list, unsigned first)
{
	struct apikeys set = { 0 };
	char id[37], name[16];

	for (unsigned i = first; i < first + COUNT; i++) {
		snprintf(id, sizeof(id), "%08x-5a4b-4d8e-9c55-2f7e%08x",
		    i * 2654435761u, i);
		snprintf(name, sizeof(name), "invoices %06u", i);
		apikeys_add(&set, &(struct apikey){ .id = id,
		                      .name = name,
		                      .expires_ms = i,
		                      .is_readable = true });
	}
	keylist_replace(list, &set);
}

/* How many portions it takes until the search is done. */
static int
finish(struct keylist *list)
{
	int portions = 0;

	while (keylist_is_searching(list)) {
		keylist_search(list);
		assert_true(++portions < 1000);
	}
	return portions;
}

static void
set_filter(struct keylist *list, const char *expression)
{
	struct error err;

	if (!keylist_set_filter(list, expression, &err))
		fail_msg("%s: %s", expression, err.detail);
}

static void
search_keeps_what_is_shown_until_it_is_done(void **state)
{
	struct keylist *list = keylist_new();

	(void)state;
	fill(list, 0);
	set_filter(list, "\"s 00012\"");
	assert_int_equal(keylist_rows(list), 10);
	set_filter(list, "name:~0000[0-4]7$");
	assert_true(keylist_is_searching(list));
	assert_int_equal(keylist_rows(list), 10);
	assert_true(finish(list) > 2);
	assert_int_equal(keylist_rows(list), 5);
	assert_string_equal(keylist_row(list, 0)->name, "invoices 000007");
	/* More words ask the hits alone, and no pattern once more. */
	set_filter(list, "name:~0000[0-4]7$ 000017");
	assert_false(keylist_is_searching(list));
	assert_int_equal(keylist_rows(list), 1);
	keylist_free(list);
}

static void
search_is_given_up_when_another_begins(void **state)
{
	struct keylist *list = keylist_new();

	(void)state;
	fill(list, 0);
	set_filter(list, "~1$");
	assert_true(keylist_is_searching(list));
	set_filter(list, "~2$");
	finish(list);
	assert_string_equal(keylist_row(list, 0)->name, "invoices 000002");
	set_filter(list, "~3$");
	set_filter(list, "");
	assert_false(keylist_is_searching(list));
	assert_int_equal(keylist_rows(list), COUNT);
	keylist_free(list);
}

static void
search_begins_anew_when_records_change(void **state)
{
	struct keylist *list = keylist_new();

	(void)state;
	fill(list, 0);
	set_filter(list, "~0[0-2]7$");
	keylist_search(list);
	keylist_remove(list, keylist_at(list, 7)->id);
	assert_true(keylist_is_searching(list));
	finish(list);
	assert_string_equal(keylist_row(list, 0)->name, "invoices 000017");
	fill(list, 50000);
	set_filter(list, "~0[0-2]8$");
	assert_true(keylist_is_searching(list));
	finish(list);
	assert_string_equal(keylist_row(list, 0)->name, "invoices 050008");
	fill(list, 0);
	assert_true(keylist_is_searching(list));
	assert_int_equal(keylist_rows(list), 0);
	finish(list);
	assert_string_equal(keylist_row(list, 0)->name, "invoices 000008");
	keylist_free(list);
}

/* A word that hides all there is waits for its end, whatever it is beside. */
static void
search_waits_for_the_end_of_a_word_when_it_is_typed(void **state)
{
	struct keylist *list = keylist_new();
	struct error err;

	(void)state;
	fill(list, 0);
	assert_true(keylist_type_filter(list, "name:~00[0-9]7$ exp", &err));
	finish(list);
	assert_int_equal(keylist_rows(list), 20);
	keylist_type_filter(list, "", &err);
	keylist_type_filter(list, "name:~00[0-9]7$ i", &err);
	finish(list);
	assert_int_equal(keylist_rows(list), 20);
	keylist_type_filter(list, "name:~00[0-9]7$ !i", &err);
	finish(list);
	assert_int_equal(keylist_rows(list), 20);
	keylist_free(list);
}

/* A change to one record asks that one alone. */
static void
search_asks_one_record_when_one_changes(void **state)
{
	struct keylist *list = keylist_new();
	struct apikey record;
	size_t rows;

	(void)state;
	fill(list, 0);
	set_filter(list, "~00[0-9]7$");
	finish(list);
	rows = keylist_rows(list);
	record = *keylist_find(list, keylist_row(list, 3)->id);
	record.name = "other";
	keylist_put(list, &record);
	assert_false(keylist_is_searching(list));
	assert_int_equal(keylist_rows(list), rows - 1);
	record.name = "new 0007";
	record.id = "new";
	keylist_put(list, &record);
	assert_int_equal(keylist_rows(list), rows);
	keylist_remove(list, "new");
	assert_false(keylist_is_searching(list));
	assert_int_equal(keylist_rows(list), rows - 1);
	keylist_free(list);
}

/* A name of a megabyte, and a pattern that tries all starts of it. */
static void
search_ends_soon_when_a_name_is_endless(void **state)
{
	enum { LONG = 1024 * 1024 };
	struct keylist *list = keylist_new();
	struct apikeys set = { 0 };
	char *name = malloc(LONG + 1);

	(void)state;
	assert_non_null(name);
	memset(name, 'a', LONG);
	name[LONG] = '\0';
	apikeys_add(&set,
	    &(struct apikey){ .id = "id", .name = name, .is_readable = true });
	keylist_replace(list, &set);
	set_filter(list, "~(a|aa)*b");
	finish(list);
	assert_int_equal(keylist_rows(list), 0);
	set_filter(list, "~^a{100}");
	finish(list);
	assert_int_equal(keylist_rows(list), 1);
	keylist_free(list);
	free(name);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(search_keeps_what_is_shown_until_it_is_done),
		cmocka_unit_test(search_is_given_up_when_another_begins),
		cmocka_unit_test(search_begins_anew_when_records_change),
		cmocka_unit_test(
		    search_waits_for_the_end_of_a_word_when_it_is_typed),
		cmocka_unit_test(search_asks_one_record_when_one_changes),
		cmocka_unit_test(search_ends_soon_when_a_name_is_endless),
	};

	return cmocka_run_group_tests_name("search", tests, NULL, NULL);
}
