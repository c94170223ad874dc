/* SPDX-License-Identifier: ISC */
/* Sorts by a number worked out beforehand; texts decide between equals. */
#include "config.h"

#include "model/order.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/xmalloc.h"
#include "model/ledger_index.h"

/* What is sorted by what. */
struct order_ground {
	const struct apikeys *set;
	const struct haystack *haystack;
	const struct ledger_index *uses;
	enum keylist_column column;
};

/* Small, since there is one for each of a long list. */
struct ranked {
	uint64_t rank;
	uint32_t index;
};

/* What decides between those of one rank. */
struct texts {
	const char *text; /* of the column */
	const char *name;
	const struct apikey *apikey;
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

static const char *
id_of(const struct apikey *apikey)
{
	return apikey->id == NULL ? "" : apikey->id;
}

/* The text by which a column is sorted; "" where it is not one of texts. */
static const char *
text_of(const struct order_ground *ground, size_t index)
{
	switch (ground->column) {
	case COLUMN_COUNT:
	case COLUMN_NAME:
		return haystack_piece(ground->haystack, index, PIECE_NAME);
	case COLUMN_ORGANIZATION:
		/* What is personal comes first in every language. */
		return ground->set->items[index].organization == NULL
		           ? ""
		           : haystack_piece(
		                 ground->haystack, index, PIECE_ORGANIZATION);
	case COLUMN_ID:
		return id_of(&ground->set->items[index]);
	case COLUMN_TOKEN:
	case COLUMN_CREATED:
	case COLUMN_EXPIRES:
	case COLUMN_USED:
		return "";
	}
	return "";
}

static uint64_t
rank_of(const struct order_ground *ground, size_t index)
{
	const struct apikey *apikey = &ground->set->items[index];

	switch (ground->column) {
	case COLUMN_TOKEN:
		return rank_of_token(&apikey->token);
	case COLUMN_CREATED:
		return rank_of_date(apikey->created_ms);
	case COLUMN_EXPIRES:
		return rank_of_date(apikey->expires_ms);
	case COLUMN_USED:
		return rank_of_use(ground->uses, apikey->id);
	case COLUMN_COUNT:
	case COLUMN_NAME:
	case COLUMN_ORGANIZATION:
	case COLUMN_ID:
		break;
	}
	return rank_of_text(text_of(ground, index));
}

static int
compare_ranks(const void *one, const void *other)
{
	const struct ranked *a = one, *b = other;

	return (a->rank > b->rank) - (a->rank < b->rank);
}

static int
compare_texts(const void *one, const void *other)
{
	const struct texts *a = one, *b = other;
	int result;

	if ((result = strcmp(a->text, b->text)) != 0 ||
	    (result = strcmp(a->name, b->name)) != 0 ||
	    (result = strcmp(id_of(a->apikey), id_of(b->apikey))) != 0)
		return result;
	return a->apikey < b->apikey ? -1 : 1;
}

/* Puts those of one rank into their order. */
static void
sort_equals(
    const struct order_ground *ground, struct ranked *equals, size_t count)
{
	struct texts *texts = xcalloc(count, sizeof(*texts));

	for (size_t i = 0; i < count; i++) {
		uint32_t index = equals[i].index;

		texts[i] = (struct texts){
			.text = text_of(ground, index),
			.name =
			    haystack_piece(ground->haystack, index, PIECE_NAME),
			.apikey = &ground->set->items[index],
		};
	}
	qsort(texts, count, sizeof(*texts), compare_texts);
	for (size_t i = 0; i < count; i++)
		equals[i].index =
		    (uint32_t)(texts[i].apikey - ground->set->items);
	free(texts);
}

static void
sort(const struct order_ground *ground, uint32_t *order)
{
	size_t count = ground->set->count, end;
	struct ranked *all = xcalloc(count, sizeof(*all));

	for (size_t i = 0; i < count; i++)
		all[i] = (struct ranked){ rank_of(ground, i), (uint32_t)i };
	qsort(all, count, sizeof(*all), compare_ranks);
	for (size_t first = 0; first < count; first = end) {
		end = first + 1;
		while (end < count && all[end].rank == all[first].rank)
			end++;
		if (end > first + 1)
			sort_equals(ground, &all[first], end - first);
	}
	for (size_t i = 0; i < count; i++)
		order[i] = all[i].index;
	free(all);
}

void
order_sort(const struct apikeys *set, const struct haystack *haystack,
    const struct ledger *ledger, enum keylist_column column, uint32_t *order)
{
	struct ledger_index uses;
	const struct order_ground ground = { set, haystack, &uses, column };

	ledger_index_init(&uses, column == COLUMN_USED ? ledger : NULL);
	sort(&ground, order);
	ledger_index_clear(&uses);
}
