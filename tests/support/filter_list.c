/* SPDX-License-Identifier: ISC */
/* The five rows differ in each thing that a term can ask for. */
#include "config.h"

#include "support/filter_list.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
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

struct keylist *
filter_list_new(void)
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

void
filter_list_expect(
    const struct keylist *list, const char *what, const char *expected)
{
	char rows[16] = "";

	for (size_t i = 0; i < keylist_rows(list); i++)
		strcat(rows, keylist_row(list, i)->id + 2);
	if (strcmp(rows, expected) != 0)
		fail_msg("%s: rows %s, not %s", what, rows, expected);
}
