/* SPDX-License-Identifier: ISC */
/* Open addressing: an entry stands in the first free slot from its hash on. */
#include "config.h"

#include "model/ledger_index.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"

/* FNV-1a; ids are those of API keys that a person worked with here. */
static size_t
slot_of(const struct ledger_index *index, const char *id)
{
	uint64_t hash = UINT64_C(14695981039346656037);

	for (; *id != '\0'; id++)
		hash = (hash ^ (unsigned char)*id) * UINT64_C(1099511628211);
	return (size_t)(hash ^ hash >> 32) & (index->size - 1);
}

static void
put(struct ledger_index *index, const struct ledger_entry *entry)
{
	size_t slot = slot_of(index, entry->id);

	while (index->slots[slot] != NULL)
		slot = (slot + 1) & (index->size - 1);
	index->slots[slot] = entry;
}

void
ledger_index_init(struct ledger_index *index, const struct ledger *ledger)
{
	*index = (struct ledger_index){ .size = 0 };
	if (ledger == NULL || ledger->count == 0)
		return;
	/* At most half of the slots are taken, so there is a free one. */
	for (index->size = 2; index->size < 2 * ledger->count;)
		index->size *= 2;
	index->slots = xcalloc(index->size, sizeof(*index->slots));
	for (size_t i = 0; i < ledger->count; i++)
		put(index, &ledger->entries[i]);
}

void
ledger_index_clear(struct ledger_index *index)
{
	free(index->slots);
	*index = (struct ledger_index){ .size = 0 };
}

const struct ledger_entry *
ledger_index_find(const struct ledger_index *index, const char *id)
{
	size_t slot;

	if (index->size == 0 || id == NULL)
		return NULL;
	slot = slot_of(index, id);
	while (index->slots[slot] != NULL &&
	       strcmp(index->slots[slot]->id, id) != 0)
		slot = (slot + 1) & (index->size - 1);
	return index->slots[slot];
}
