/* SPDX-License-Identifier: ISC */
/* Keeps what a deletion was confirmed for, and finds it by its id. */
#include "config.h"

#include "controller/targets.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"

void
target_clear(struct target *target)
{
	free(target->id);
	free(target->name);
	free(target->organization_name);
	message_clear(&target->refusal);
	*target = (struct target){ 0 };
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
targets_append(struct targets *to, struct targets *from)
{
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

/* qsort(3) hands over no context: what is sorted points at the targets. */
static int
compare_targets(const void *one, const void *other)
{
	const struct target *const *left = one, *const *right = other;
	int order = strcmp((*left)->id, (*right)->id);

	return order != 0 ? order : (*left > *right) - (*left < *right);
}

void
targets_sort(struct targets *targets)
{
	const struct target **sorted =
	    xcalloc(targets->count + 1, sizeof(*sorted));

	forget_order(targets);
	for (size_t i = 0; i < targets->count; i++)
		sorted[i] = &targets->items[i];
	qsort(sorted, targets->count, sizeof(*sorted), compare_targets);
	targets->by_id = xcalloc(targets->count + 1, sizeof(*targets->by_id));
	for (size_t i = 0; i < targets->count; i++)
		targets->by_id[i] = (size_t)(sorted[i] - targets->items);
	free(sorted);
}

size_t
targets_place(const struct targets *targets, const char *id)
{
	size_t first = 0, end = targets->count;

	if (targets->by_id == NULL) {
		while (first < end && strcmp(targets->items[first].id, id) != 0)
			first++;
		return first;
	}
	while (first < end) {
		size_t middle = first + (end - first) / 2;
		size_t place = targets->by_id[middle];

		if (strcmp(targets->items[place].id, id) < 0)
			first = middle + 1;
		else
			end = middle;
	}
	if (first == targets->count ||
	    strcmp(targets->items[targets->by_id[first]].id, id) != 0)
		return targets->count;
	return targets->by_id[first];
}
