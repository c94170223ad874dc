/* SPDX-License-Identifier: ISC */
/* Sorts by a number worked out beforehand; texts decide between equals. */
#include "config.h"

#include "model/order.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/xmalloc.h"
#include "model/ledger_index.h"

/* All that a comparison needs, so that it looks nowhere else for most. */
struct entry {
	uint64_t rank;
	const char *text;
	const char *name;
	const char *id;
	uint32_t index;
};

/* The first eight bytes, ranked as strcmp(3) ranks them. */
static uint64_t
rank_of_text(const char *text)
{
	uint64_t rank = 0;

	for (int i = 0; i < 8; i++) {
		rank = rank << 8 | (unsigned char)*text;
		text += *text != '\0';
	}
	return rank;
}

/* Flipping the sign's bit puts negative numbers before the others. */
static uint64_t
rank_of_number(int64_t number)
{
	return (uint64_t)number ^ UINT64_C(1) << 63;
}

static uint64_t
rank_of_date(int64_t when_ms)
{
	return when_ms == DATE_NONE ? UINT64_MAX : rank_of_number(when_ms);
}

/* DATE_NONE is the least number: never was longest ago. */
static uint64_t
rank_of_use(const struct ledger_index *uses, const char *id)
{
	return rank_of_number(ledger_last_used_ms(ledger_index_find(uses, id)));
}

static uint64_t
rank_of_token(const struct token_mask *token)
{
	char both[2 * sizeof(token->head)] = "";

	strcpy(both, token->head);
	strcat(both, token->tail);
	return rank_of_text(both);
}

static struct entry
entry_of(const struct apikey *apikey, const struct haystack *haystack,
    const struct ledger_index *uses, enum keylist_column column, size_t index)
{
	struct entry entry = {
		.text = "",
		.name = haystack_piece(haystack, index, PIECE_NAME),
		.id = apikey->id == NULL ? "" : apikey->id,
		.index = (uint32_t)index,
	};

	switch (column) {
	case COLUMN_COUNT:
	case COLUMN_NAME:
		entry.text = entry.name;
		break;
	case COLUMN_ORGANIZATION:
		entry.text =
		    haystack_piece(haystack, index, PIECE_ORGANIZATION);
		break;
	case COLUMN_ID:
		entry.text = entry.id;
		break;
	case COLUMN_TOKEN:
		entry.rank = rank_of_token(&apikey->token);
		return entry;
	case COLUMN_CREATED:
		entry.rank = rank_of_date(apikey->created_ms);
		return entry;
	case COLUMN_EXPIRES:
		entry.rank = rank_of_date(apikey->expires_ms);
		return entry;
	case COLUMN_USED:
		entry.rank = rank_of_use(uses, apikey->id);
		return entry;
	}
	entry.rank = rank_of_text(entry.text);
	return entry;
}

static int
compare(const void *one, const void *other)
{
	const struct entry *a = one, *b = other;
	int result;

	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	if ((result = strcmp(a->text, b->text)) != 0 ||
	    (result = strcmp(a->name, b->name)) != 0 ||
	    (result = strcmp(a->id, b->id)) != 0)
		return result;
	return a->index < b->index ? -1 : 1;
}

void
order_sort(const struct apikeys *set, const struct haystack *haystack,
    const struct ledger *ledger, enum keylist_column column, uint32_t *order)
{
	struct entry *entries = xcalloc(set->count, sizeof(*entries));
	struct ledger_index uses;

	ledger_index_init(&uses, column == COLUMN_USED ? ledger : NULL);
	for (size_t i = 0; i < set->count; i++)
		entries[i] =
		    entry_of(&set->items[i], haystack, &uses, column, i);
	qsort(entries, set->count, sizeof(*entries), compare);
	for (size_t i = 0; i < set->count; i++)
		order[i] = entries[i].index;
	ledger_index_clear(&uses);
	free(entries);
}
