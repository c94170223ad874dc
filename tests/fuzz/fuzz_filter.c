/* SPDX-License-Identifier: ISC */
/* Fuzzes the filter: any expression is read or refused, and asked soon. */
#include "config.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xmalloc.h"
#include "fuzz/fuzz.h"
#include "model/keylist.h"

#define EXPRESSION_MAX 1024

static void
demand(bool is_true)
{
	if (!is_true)
		abort();
}

static struct keylist *
new_list(void)
{
	static const struct apikey records[] = {
		{ "id-1", "prod extract", "org-a", "u", 10, 500,
		    { "nx_a", "aaa1", false }, true },
		{ "id-2", "\u00c9cole", NULL, "u", 20, INT64_MIN,
		    { "nx_b", "bbb2", false }, true },
		{ "id-3", NULL, NULL, "u", 20, 300, { "", "", false }, false },
	};
	struct keylist *list = keylist_new();
	struct apikeys set = { 0 };

	for (size_t i = 0; i < sizeof(records) / sizeof(records[0]); i++)
		apikeys_add(&set, &records[i]);
	keylist_replace(list, &set);
	return list;
}

/* The first letters of what is typed lead to the same hits. */
static void
type(struct keylist *list, const char *expression)
{
	struct error err;

	for (size_t at = 0; expression[at] != '\0';) {
		char *part;

		at = text_next(expression, at);
		part = xstrndup(expression, at);
		keylist_type_filter(list, part, &err);
		free(part);
	}
}

static void
check(const char *expression)
{
	struct keylist *typed = new_list(), *fresh = new_list();
	struct keylist *other = new_list();
	struct error err = { 0 };

	type(typed, expression);
	keylist_type_filter(other, expression, &err);
	demand(keylist_rows(typed) == keylist_rows(other));
	keylist_free(other);
	if (keylist_set_filter(fresh, expression, &err))
		demand(keylist_set_filter(typed, expression, &err) &&
		       keylist_rows(typed) == keylist_rows(fresh));
	else
		demand(err.kind == ERROR_FILTER && keylist_rows(fresh) == 3);
	while (keylist_is_searching(fresh))
		keylist_search(fresh);
	keylist_free(typed);
	keylist_free(fresh);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	char expression[EXPRESSION_MAX + 1];

	if (size > EXPRESSION_MAX || !text_is_valid((const char *)bytes, size))
		return 0;
	memcpy(expression, bytes, size);
	expression[size] = '\0';
	check(expression);
	return 0;
}
