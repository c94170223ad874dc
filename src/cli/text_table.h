/* SPDX-License-Identifier: ISC */
/* Columns of text on standard output, as wide as a terminal lets them be. */
#ifndef KEYRACK_CLI_TEXT_TABLE_H
#define KEYRACK_CLI_TEXT_TABLE_H

#include <stdbool.h>
#include <stddef.h>

struct text_column {
	int width;      /* of its widest text at first; 0: there is no room */
	int least;      /* to which it may be cut; 0: it is not to be cut */
	bool may_leave; /* where there is no room for all */
};

/* Of the terminal; 0: standard output is none, and there is no limit. */
int text_table_room(void);

/*
 * Makes a line, gaps included, fit into the width (0: it does as it is).
 * Columns leave, the last of them first, while not even the least of all has
 * room; then the widest ones are cut, and none that is narrower than another
 * that could give.
 */
void text_table_fit(struct text_column *columns, size_t count, int width);

/* Sanitised text, cut and filled up; the last of a line ends with its text. */
void text_table_print(
    const char *safe, const struct text_column *column, bool is_last);

#endif
