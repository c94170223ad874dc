/* SPDX-License-Identifier: ISC */
/* Keeps what a deletion was confirmed for, and finds it by its id. */
#include "config.h"

#include "controller/targets.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "model/places.h"

void
target_clear(struct target *target)
{
	free(target->id);
	free(target->name);
	free(target->organization_name);
	message_clear(&target->refusal);
	*target = (struct target){ 0 };
}

void
target_copy(struct target *to, const struct target *from)
{
	const char *organization = from->organization_name;

	target_clear(to);
	to->id = xstrdup(from->id);
	to->name = xstrdup(from->name);
	to->organization_name =
	    organization == NULL ? NULL : xstrdup(organization);
	to->created_ms = from->created_ms;
	message_copy(&to->refusal, &from->refusal);
}

bool
target_rename(struct target *target, const char *name)
{
	if (strcmp(target->name, name) == 0)
		return false;
	free(target->name);
	target->name = xstrdup(name);
	return true;
}

void
targets_clear(struct targets *targets)
{
	for (size_t i = 0; i < targets->count; i++)
		target_clear(&targets->items[i]);
	free(targets->items);
	free(targets->by_id);
	*targets = (struct targets){ 0 };
}

static void
forget_order(struct targets *targets)
{
	free(targets->by_id);
	targets->by_id = NULL;
}

void
targets_take(struct targets *targets, struct target *target)
{
	forget_order(targets);
	if (targets->count == targets->capacity) {
		targets->capacity = 2 * targets->capacity + 4;
		targets->items = xreallocarray(
		    targets->items, targets->capacity, sizeof(*targets->items));
	}
	targets->items[targets->count++] = *target;
	*target = (struct target){ 0 };
}

void
targets_add(struct targets *targets, const struct keylist *keys,
    const struct apikey *apikey)
{
	const char *organization = keylist_organization_name(keys, apikey);
	struct target target = { .id = xstrdup(apikey->id),
		.name = xstrdup(apikey->name),
		.organization_name =
		    organization == NULL ? NULL : xstrdup(organization),
		.created_ms = apikey->created_ms };

	targets_take(targets, &target);
}

void
targets_forget_gone(struct targets *targets)
{
	size_t count = targets->count;

	forget_order(targets);
	targets->count = 0;
	for (size_t i = 0; i < count; i++)
		if (targets->items[i].id != NULL)
			targets->items[targets->count++] = targets->items[i];
}

void
targets_append(struct targets *to, struct targets *from)
{
	if (to->count == 0) {
		targets_clear(to);
		*to = *from;
		*from = (struct targets){ 0 };
		return;
	}
	for (size_t i = 0; i < from->count; i++)
		targets_take(to, &from->items[i]);
	targets_clear(from);
}

void
targets_drop(struct targets *targets, size_t place, struct target *target)
{
	target_clear(target);
	forget_order(targets);
	*target = targets->items[place];
	targets->count--;
	memmove(&targets->items[place], &targets->items[place + 1],
	    (targets->count - place) * sizeof(*targets->items));
}

/* The first bytes of the ids decide most comparisons. */
struct ranked {
	uint64_t rank;
	const char *id;
	size_t place;
};

/* Of the same id, the latest first: that one is looked for. */
static int
compare(const void *one, const void *other)
{
	const struct ranked *a = one, *b = other;
	int order;

	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	order = strcmp(a->id, b->id);
	return order != 0 ? order : (a->place < b->place ? 1 : -1);
}

void
targets_sort(struct targets *targets)
{
	struct ranked *sorted;

	if (targets->by_id != NULL)
		return;
	sorted = xcalloc(targets->count, sizeof(*sorted));
	for (size_t i = 0; i < targets->count; i++) {
		const char *id = targets->items[i].id;

		sorted[i] = (struct ranked){ places_rank(id), id, i };
	}
	qsort(sorted, targets->count, sizeof(*sorted), compare);
	targets->by_id = xcalloc(targets->count + 1, sizeof(*targets->by_id));
	for (size_t i = 0; i < targets->count; i++)
		targets->by_id[i] = sorted[i].place;
	free(sorted);
}

/* How many of the sorted ones have an id that comes before this one. */
static size_t
count_before(const struct targets *targets, const char *id)
{
	size_t first = 0, end = targets->count;

	while (first < end) {
		size_t middle = first + (end - first) / 2;
		size_t place = targets->by_id[middle];

		if (strcmp(targets->items[place].id, id) < 0)
			first = middle + 1;
		else
			end = middle;
	}
	return first;
}

void
targets_insert(struct targets *targets, struct target *target)
{
	size_t *by_id = targets->by_id;
	size_t at = by_id == NULL ? 0 : count_before(targets, target->id);

	/* Taking it would forget the order. */
	targets->by_id = NULL;
	targets_take(targets, target);
	if (by_id == NULL) {
		targets_sort(targets);
		return;
	}
	by_id = xreallocarray(by_id, targets->count, sizeof(*by_id));
	memmove(&by_id[at + 1], &by_id[at],
	    (targets->count - 1 - at) * sizeof(*by_id));
	by_id[at] = targets->count - 1;
	targets->by_id = by_id;
}

size_t
targets_sorted(const struct targets *targets, size_t number)
{
	return targets->by_id[number];
}

size_t
targets_place(const struct targets *targets, const char *id)
{
	size_t first, end = targets->count;

	if (targets->by_id == NULL) {
		while (end > 0 && strcmp(targets->items[end - 1].id, id) != 0)
			end--;
		return end > 0 ? end - 1 : targets->count;
	}
	first = count_before(targets, id);
	if (first == targets->count ||
	    strcmp(targets->items[targets->by_id[first]].id, id) != 0)
		return targets->count;
	return targets->by_id[first];
}
