/* SPDX-License-Identifier: ISC */
/* The order of API keys by a column. */
#ifndef KEYRACK_MODEL_ORDER_H
#define KEYRACK_MODEL_ORDER_H

#include <stdint.h>

#include "model/apikey.h"
#include "model/haystack.h"
#include "model/keylist.h"
#include "model/ledger.h"

/*
 * Writes the indices of all records, ascending by the column; equals by
 * folded name, then by id. Dates that are not known come last; but what was
 * never used here comes before what was, by the ledger, which may be NULL.
 */
void order_sort(const struct apikeys *set, const struct haystack *haystack,
    const struct ledger *ledger, enum keylist_column column, uint32_t *order);

#endif
