/* SPDX-License-Identifier: ISC */
/* Sets of API keys whose strings share an arena, and masks of their tokens. */
#include "config.h"

#include "model/apikey.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"

#define MASK_PART_MAX ((size_t)4)

/* Beyond so many different strings, looking for one costs more than it saves.
 */
#define INTERNED_MAX 64

static bool
is_printable_ascii(const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (bytes[i] < 0x20 || bytes[i] > 0x7e)
			return false;
	return true;
}

/* Whether a run of three stars, dots or bullets, or an ellipsis, is there. */
static bool
has_mask(const char *token, size_t length)
{
	static const char bullet[] = "\u2022", ellipsis[] = "\u2026";
	size_t run = 0;

	/* Most tokens have none of the bytes with which these begin. */
	if (memchr(token, '*', length) == NULL &&
	    memchr(token, '.', length) == NULL &&
	    memchr(token, bullet[0], length) == NULL)
		return false;
	for (size_t i = 0; i < length; i++) {
		if (token[i] == '*' || token[i] == '.') {
			run++;
		} else if (length - i >= 3 &&
		           memcmp(token + i, bullet, 3) == 0) {
			run++;
			i += 2;
		} else if (length - i >= 3 &&
		           memcmp(token + i, ellipsis, 3) == 0) {
			return true;
		} else {
			run = 0;
		}
		if (run == 3)
			return true;
	}
	return false;
}

/* A quarter of the token, eight characters at most; the tail gets the odd one.
 */
struct token_mask
token_mask_of(const char *token, size_t length)
{
	struct token_mask mask = { .is_masked = has_mask(token, length) };
	size_t visible = length / 4;
	size_t head, tail;

	if (!is_printable_ascii(token, length))
		return mask;
	if (visible > 2 * MASK_PART_MAX)
		visible = 2 * MASK_PART_MAX;
	head = visible / 2;
	tail = visible - head;
	memcpy(mask.head, token, head);
	memcpy(mask.tail, token + length - tail, tail);
	return mask;
}

static const char *
copy_of(struct apikeys *set, const char *text)
{
	if (text == NULL)
		return NULL;
	return arena_copy(&set->arena, text, strlen(text));
}

/* The same few organizations and owners stand in thousands of records. */
static const char *
interned_copy_of(struct apikeys *set, const char *text)
{
	const char *copy;

	if (text == NULL)
		return NULL;
	for (size_t i = 0; i < set->interned_count; i++)
		if (strcmp(set->interned[i], text) == 0)
			return set->interned[i];
	copy = copy_of(set, text);
	if (set->interned == NULL)
		set->interned = xcalloc(INTERNED_MAX, sizeof(*set->interned));
	if (set->interned_count < INTERNED_MAX)
		set->interned[set->interned_count++] = copy;
	return copy;
}

void
apikeys_add(struct apikeys *set, const struct apikey *record)
{
	struct apikey copy = *record;

	copy.id = copy_of(set, record->id);
	copy.name = copy_of(set, record->name);
	copy.organization = interned_copy_of(set, record->organization);
	copy.owner = interned_copy_of(set, record->owner);
	if (set->count == set->capacity) {
		set->capacity += set->capacity / 2 + 16;
		set->items = xreallocarray(
		    set->items, set->capacity, sizeof(*set->items));
	}
	set->items[set->count++] = copy;
}

void
apikeys_clear(struct apikeys *set)
{
	free(set->items);
	free(set->interned);
	arena_clear(&set->arena);
	*set = (struct apikeys){ 0 };
}

void
apikeys_take(struct apikeys *to, struct apikeys *from)
{
	apikeys_clear(to);
	*to = *from;
	*from = (struct apikeys){ 0 };
}

const struct apikey *
apikeys_find(const struct apikeys *set, const char *id)
{
	for (size_t i = 0; i < set->count; i++)
		if (set->items[i].id != NULL &&
		    strcmp(set->items[i].id, id) == 0)
			return &set->items[i];
	return NULL;
}

/* An id with its first bytes as a number, which decide most comparisons. */
struct ranked_id {
	uint64_t rank;
	const char *id;
	struct apikey *record;
};

/* Which ids are equal is all that matters, so that any order of bytes does. */
static uint64_t
rank_of_id(const char *id)
{
	char start[sizeof(uint64_t)] = "";
	uint64_t rank;

	memcpy(start, id, strnlen(id, sizeof(start)));
	memcpy(&rank, start, sizeof(rank));
	return rank;
}

/* Those of the same id in the order of the list. */
static int
compare_ids(const void *one, const void *other)
{
	const struct ranked_id *a = one, *b = other;
	int difference;

	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	difference = strcmp(a->id, b->id);
	return difference != 0
	           ? difference
	           : (a->record > b->record) - (a->record < b->record);
}

void
apikeys_mark_duplicates(struct apikeys *set)
{
	struct ranked_id *by_id =
	    xreallocarray(NULL, set->count, sizeof(*by_id));
	size_t count = 0;

	for (size_t i = 0; i < set->count; i++) {
		struct apikey *record = &set->items[i];

		if (record->is_readable)
			by_id[count++] =
			    (struct ranked_id){ rank_of_id(record->id),
				    record->id, record };
	}
	qsort(by_id, count, sizeof(*by_id), compare_ids);
	for (size_t i = 1; i < count; i++)
		if (by_id[i - 1].rank == by_id[i].rank &&
		    strcmp(by_id[i - 1].id, by_id[i].id) == 0)
			by_id[i].record->is_readable = false;
	free(by_id);
}
