/* SPDX-License-Identifier: ISC */
/* What the ledger knows beside the records: uses, notes and tags. */
#include "config.h"

#include "model/keylist_inside.h"

bool
keylist_needs_ledger(const struct keylist *list)
{
	const struct search *search = &list->search;

	return list->column == COLUMN_USED ||
	       filter_reads_notes(search_is_on(search) ? &search->next_filter
	                                               : &search->filter);
}

void
keylist_settle_ledger(struct keylist *list)
{
	if (list->column == COLUMN_USED)
		keylist_order_anew(list);
}

void
keylist_settle_notes(struct keylist *list)
{
	keylist_fold_anew(list);
}

void
keylist_set_ledger(struct keylist *list, const struct ledger *ledger)
{
	list->ledger = ledger;
	keylist_settle_notes(list);
}

const struct ledger_entry *
keylist_noted(const struct keylist *list, const char *id)
{
	return list->ledger == NULL || id == NULL
	           ? NULL
	           : ledger_find(list->ledger, id);
}

int64_t
keylist_used_ms(const struct keylist *list, const struct apikey *apikey)
{
	return ledger_last_used_ms(keylist_noted(list, apikey->id));
}
