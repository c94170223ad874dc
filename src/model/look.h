/* SPDX-License-Identifier: ISC */
/* How the table looks: which columns it has, and its order. */
#ifndef KEYRACK_MODEL_LOOK_H
#define KEYRACK_MODEL_LOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "model/keylist.h"

/* From the left, each once; the name is always among them. */
struct columns {
	enum keylist_column items[COLUMN_COUNT];
	size_t count;
};

struct look {
	struct columns columns;
	enum keylist_column order;
	bool is_reversed;
};

/* Without the id and the last use; by expiry, soonest first. */
void look_init(struct look *look);
bool look_is_same(const struct look *one, const struct look *other);

/* Appends it, unless it is there. */
void columns_add(struct columns *columns, enum keylist_column column);
bool columns_has(const struct columns *columns, enum keylist_column column);

/* The one that follows in their round; the first for one that is not there. */
enum keylist_column columns_after(
    const struct columns *columns, enum keylist_column column);

/*
 * "expires" and the like, as the configuration has them. COLUMN_COUNT: it is
 * none.
 */
const char *column_word(enum keylist_column column);
enum keylist_column column_of_word(const char *word);

/*
 * The columns of these words, up to NULL; those that it does not know are
 * left out, and the name comes first where it is missing.
 */
void look_take_columns(struct look *look, const char *const *words);

/* "expires", or "-expires" for the reverse; others change nothing. */
void look_take_order(struct look *look, const char *word);

#endif
