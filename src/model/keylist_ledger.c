/* SPDX-License-Identifier: ISC */
/* What the ledger knows beside the records: when each was last used here. */
#include "config.h"

#include "base/date.h"
#include "model/keylist_inside.h"

bool
keylist_needs_ledger(const struct keylist *list)
{
	return list->column == COLUMN_USED;
}

void
keylist_settle_ledger(struct keylist *list)
{
	if (list->column == COLUMN_USED)
		keylist_order_anew(list);
}

void
keylist_set_ledger(struct keylist *list, const struct ledger *ledger)
{
	list->ledger = ledger;
	keylist_settle_ledger(list);
}

int64_t
keylist_used_ms(const struct keylist *list, const struct apikey *apikey)
{
	if (list->ledger == NULL || apikey->id == NULL)
		return DATE_NONE;
	return ledger_last_used_ms(ledger_find(list->ledger, apikey->id));
}
