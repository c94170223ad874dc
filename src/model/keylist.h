/* SPDX-License-Identifier: ISC */
/* The API keys that are shown: which of them, and in which order. */
#ifndef KEYRACK_MODEL_KEYLIST_H
#define KEYRACK_MODEL_KEYLIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "model/apikey.h"
#include "model/keyview.h"
#include "model/ledger.h"
#include "model/profile.h"

enum keylist_column {
	COLUMN_NAME,
	COLUMN_ORGANIZATION,
	COLUMN_TOKEN,
	COLUMN_CREATED,
	COLUMN_EXPIRES,
	COLUMN_ID,
	COLUMN_USED, /* when it was last used here */
	COLUMN_COUNT,
};

/*
 * Rows are the shown API keys, 0 to keylist_rows() - 1. Every question below
 * is answered from an index in constant time unless it says otherwise, so
 * that 100,000 API keys cost a key press no more than a hundred.
 */
struct keylist;

/*
 * Sorted by expiry, soonest first, unfiltered, empty. Release with
 * keylist_free, which accepts NULL.
 */
struct keylist *keylist_new(void);
void keylist_free(struct keylist *list);

/* Changes. Each sorts and filters anew, but for removing. */

/* Moves the set in; *set is empty afterwards. */
void keylist_replace(struct keylist *list, struct apikeys *set);

/*
 * Puts one record in, in place of the one with the same id if there is one.
 * What the caller holds is copied.
 */
void keylist_put(struct keylist *list, const struct apikey *record);
void keylist_remove(struct keylist *list, const char *id);

/* Organizations' names, for sorting, filtering and showing; copied. */
void keylist_set_organizations(
    struct keylist *list, const struct profile *profile);

/*
 * What this machine did with API keys, and what a person noted; lent until the
 * list is freed. Whoever changes it tells so: that something was done, or that
 * notes or tags are others now, too. Then other rows may be shown, in another
 * order.
 */
void keylist_set_ledger(struct keylist *list, const struct ledger *ledger);
void keylist_settle_ledger(struct keylist *list);
void keylist_settle_notes(struct keylist *list);
/* Whether what is shown, or its order, depends on it. */
bool keylist_needs_ledger(const struct keylist *list);

/*
 * What passes the expression (model/filter.h) and the view is shown; ""
 * shows all. False, and nothing changed, for a wrong expression.
 *
 * A regular expression is looked for in portions: until the last one is done
 * what was shown stays, and after another list nothing is.
 */
bool keylist_set_filter(
    struct keylist *list, const char *expression, struct error *err);
/*
 * The same while it is typed, letter by letter. False for a wrong expression,
 * of which the terms that are right filter. A last word that may become one
 * with a meaning of its own counts only where something matches it.
 */
bool keylist_type_filter(
    struct keylist *list, const char *expression, struct error *err);
bool keylist_is_searching(const struct keylist *list);
/* The next portion; true when it was the last. */
bool keylist_search(struct keylist *list);

/*
 * The word that a person sees where there is no organization, and so looks
 * for; copied. At first there is none.
 */
void keylist_set_personal(struct keylist *list, const char *word);

/* Copied. */
void keylist_set_view(struct keylist *list, const struct keyview *view);

/* The wall clock, for what expires; what is shown follows other changes. */
void keylist_set_now(struct keylist *list, int64_t now_ms);

void keylist_set_order(
    struct keylist *list, enum keylist_column column, bool is_reversed);

/*
 * Marks or unmarks a lent API key; one without an id, or that could not be
 * read, is never marked. Marks go with the id through every other change.
 */
void keylist_mark(
    struct keylist *list, const struct apikey *apikey, bool is_marked);
void keylist_unmark_all(struct keylist *list);

/* After marks have changed: a filter may ask for them. */
void keylist_settle_marks(struct keylist *list);

/* Questions. What is lent lives until the next change. */

size_t keylist_total(const struct keylist *list);
size_t keylist_rows(const struct keylist *list);
const struct apikey *keylist_row(const struct keylist *list, size_t row);

/* About a lent API key, and how many are marked, shown or not. */
bool keylist_is_marked(const struct keylist *list, const struct apikey *apikey);
bool keylist_is_shown(const struct keylist *list, const struct apikey *apikey);
size_t keylist_marked(const struct keylist *list);

/*
 * Every API key, shown or not: 0 to keylist_total() - 1, one behind the other
 * in an array; after keylist_replace in the order of the set.
 */
const struct apikey *keylist_at(const struct keylist *list, size_t index);

/* By halving: the API key of this id whether shown or not; NULL if none. */
const struct apikey *keylist_find(const struct keylist *list, const char *id);

/* By walking: the row that shows this id; -1 if it is not shown. */
long keylist_row_of(const struct keylist *list, const char *id);

const char *keylist_filter(const struct keylist *list);
/* What of it filters: less than all only while it is typed. */
const char *keylist_applied(const struct keylist *list);
const struct keyview *keylist_view(const struct keylist *list);
enum keylist_column keylist_column(const struct keylist *list);
bool keylist_is_reversed(const struct keylist *list);

/* The name to show for the row's organization; NULL for a personal key. */
const char *keylist_organization_name(
    const struct keylist *list, const struct apikey *apikey);

/*
 * When its token was last used here (ledger_last_used_ms); DATE_NONE: never.
 * By searching in the ledger, which is sorted.
 */
int64_t keylist_used_ms(
    const struct keylist *list, const struct apikey *apikey);

/* How many API keys belong to this organization (NULL: personal ones). */
size_t keylist_count_in(const struct keylist *list, const char *organization);

/* Bytes held for all API keys, for measuring. */
size_t keylist_bytes(const struct keylist *list);

#endif
