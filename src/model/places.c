/* SPDX-License-Identifier: ISC */
/* Indices sorted by the ids they stand for; halving finds one. */
#include "config.h"

#include "model/places.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"

/* An id with its first bytes as a number, which decide most comparisons. */
struct ranked {
	uint64_t rank;
	const char *id;
	uint32_t index;
};

uint64_t
places_rank(const char *id)
{
	uint64_t rank = 0;

	for (size_t i = 0; i < sizeof(rank); i++) {
		rank = rank << 8 | (unsigned char)*id;
		id += *id != '\0';
	}
	return rank;
}

/* Those of the same id in the order of the set. */
static int
compare(const void *one, const void *other)
{
	const struct ranked *a = one, *b = other;
	int order;

	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	order = strcmp(a->id, b->id);
	return order != 0 ? order : (a->index > b->index ? 1 : -1);
}

void
places_make(struct places *places, const struct apikeys *set)
{
	struct ranked *sorted = xcalloc(set->count, sizeof(*sorted));
	size_t count = 0;

	for (size_t i = 0; i < set->count; i++) {
		const char *id = set->items[i].id;

		if (id != NULL)
			sorted[count++] =
			    (struct ranked){ places_rank(id), id, (uint32_t)i };
	}
	qsort(sorted, count, sizeof(*sorted), compare);
	places->items =
	    xreallocarray(places->items, count, sizeof(*places->items));
	for (size_t i = 0; i < count; i++)
		places->items[i] = sorted[i].index;
	places->count = count;
	free(sorted);
}

void
places_clear(struct places *places)
{
	free(places->items);
	*places = (struct places){ 0 };
}

/* How many have an id that comes before this one. */
static size_t
count_before(
    const struct places *places, const struct apikeys *set, const char *id)
{
	size_t first = 0, end = places->count;

	while (first < end) {
		size_t middle = first + (end - first) / 2;

		if (strcmp(set->items[places->items[middle]].id, id) < 0)
			first = middle + 1;
		else
			end = middle;
	}
	return first;
}

const struct apikey *
places_find(
    const struct places *places, const struct apikeys *set, const char *id)
{
	size_t at = count_before(places, set, id);
	const struct apikey *apikey;

	if (at == places->count)
		return NULL;
	apikey = &set->items[places->items[at]];
	return strcmp(apikey->id, id) == 0 ? apikey : NULL;
}

void
places_add(struct places *places, const struct apikeys *set)
{
	const char *id = set->items[set->count - 1].id;
	size_t at;

	if (id == NULL)
		return;
	at = count_before(places, set, id);
	places->items = xreallocarray(
	    places->items, places->count + 1, sizeof(*places->items));
	memmove(&places->items[at + 1], &places->items[at],
	    (places->count - at) * sizeof(*places->items));
	places->items[at] = (uint32_t)(set->count - 1);
	places->count++;
}

size_t
places_drop(uint32_t *items, size_t count, size_t index)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (items[i] != index)
			items[kept++] = items[i] - (items[i] > index ? 1 : 0);
	return kept;
}

void
places_remove(struct places *places, size_t index)
{
	places->count = places_drop(places->items, places->count, index);
}
