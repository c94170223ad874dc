/* SPDX-License-Identifier: ISC */
/* Looks organizations up by halving, since each API key asks for one. */
#include "config.h"

#include "model/organizations.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xmalloc.h"

static int
compare(const void *one, const void *other)
{
	const struct organization_entry *a = one, *b = other;

	return strcmp(a->id, b->id);
}

void
organizations_set(
    struct organizations *organizations, const struct profile *profile)
{
	size_t count = profile->organization_count;
	struct organization_entry *entries = xcalloc(count, sizeof(*entries));

	for (size_t i = 0; i < count; i++) {
		const struct organization *from = &profile->organizations[i];

		entries[i].id = xstrdup(from->id);
		entries[i].name = xstrdup(from->name);
		entries[i].folded_name = text_fold(from->name);
	}
	qsort(entries, count, sizeof(*entries), compare);
	organizations_clear(organizations);
	organizations->entries = entries;
	organizations->count = count;
}

void
organizations_clear(struct organizations *organizations)
{
	for (size_t i = 0; i < organizations->count; i++) {
		free(organizations->entries[i].id);
		free(organizations->entries[i].name);
		free(organizations->entries[i].folded_name);
	}
	free(organizations->entries);
	*organizations = (struct organizations){ 0 };
}

static struct organization_entry *
find(const struct organizations *organizations, const char *id)
{
	struct organization_entry wanted = { .id = (char *)(uintptr_t)id };

	if (organizations->count == 0)
		return NULL;
	return bsearch(&wanted, organizations->entries, organizations->count,
	    sizeof(wanted), compare);
}

void
organizations_count(
    struct organizations *organizations, const struct apikeys *set)
{
	organizations->personal_count = 0;
	for (size_t i = 0; i < organizations->count; i++)
		organizations->entries[i].count = 0;
	for (size_t i = 0; i < set->count; i++) {
		const char *id = set->items[i].organization;
		struct organization_entry *entry;

		if (id == NULL)
			organizations->personal_count++;
		else if ((entry = find(organizations, id)) != NULL)
			entry->count++;
	}
}

const struct organization_entry *
organizations_find(const struct organizations *organizations, const char *id)
{
	return find(organizations, id);
}

size_t
organizations_count_of(const struct organizations *organizations,
    const struct apikeys *set, const char *id)
{
	const struct organization_entry *entry;
	size_t count = 0;

	if (id == NULL)
		return organizations->personal_count;
	entry = find(organizations, id);
	if (entry != NULL)
		return entry->count;
	for (size_t i = 0; i < set->count; i++)
		if (set->items[i].organization != NULL &&
		    strcmp(set->items[i].organization, id) == 0)
			count++;
	return count;
}
