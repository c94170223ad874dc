/* SPDX-License-Identifier: ISC */
/* What the files of the list share with each other and nobody else. */
#ifndef KEYRACK_MODEL_KEYLIST_INSIDE_H
#define KEYRACK_MODEL_KEYLIST_INSIDE_H

#include "model/haystack.h"
#include "model/keylist.h"
#include "model/marks.h"
#include "model/organizations.h"
#include "model/places.h"
#include "model/search.h"

struct keylist {
	struct apikeys set;
	struct places by_id;
	struct organizations organizations;
	char *personal;           /* the folded word for none of them */
	struct haystack haystack; /* a straw for each record of the set */
	uint32_t *order;          /* all records, ascending by the column */
	uint32_t *shown;          /* those of them that are hits */
	size_t shown_count;
	struct search search;
	struct marks marks;
	const struct ledger *ledger; /* lent; NULL: nothing was done here */
	struct keyview view;
	char *filter;  /* the expression */
	char *applied; /* its terms that decide what is shown */
	bool is_typed; /* it is not finished, and may be wrong */
	int64_t now_ms;
	enum keylist_column column;
	bool is_reversed;
};

/* Sorts all records by the column; what is shown follows. */
void keylist_order_anew(struct keylist *list);

/* Folds all texts, then sorts and filters. */
void keylist_fold_anew(struct keylist *list);

/* What the ledger has of this id, which may be NULL; NULL: nothing. */
const struct ledger_entry *keylist_noted(
    const struct keylist *list, const char *id);

/* The hits become the rows, in the order of the column. */
void keylist_collect(struct keylist *list);

/* Where to search; lent until the next change. */
struct search_ground keylist_ground(const struct keylist *list);

/* The place of a lent record in the set. */
size_t keylist_index_of(
    const struct keylist *list, const struct apikey *apikey);

#endif
