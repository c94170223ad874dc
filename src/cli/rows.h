/* SPDX-License-Identifier: ISC */
/* Text in rows, whose columns are as wide as what stands in them. */
#ifndef KEYRACK_CLI_ROWS_H
#define KEYRACK_CLI_ROWS_H

#include <stddef.h>

#include "cli/text_table.h"

#define ROWS_COLUMNS_MAX 4

struct rows {
	size_t columns;
	struct text_column limits[ROWS_COLUMNS_MAX]; /* without widths */
	char **cells;                                /* row after row */
	size_t count, capacity;
};

/* Release with rows_clear. */
void rows_init(struct rows *rows, size_t columns);
void rows_clear(struct rows *rows);

/* The next cell of the row; copied and sanitised. NULL: it is empty. */
void rows_add(struct rows *rows, const char *text);

/* A column that may be cut to that width, or leave, as text_table.h says. */
void rows_limit(struct rows *rows, size_t column, int least, bool may_leave);

/*
 * On standard output, two blanks between the columns; 0 is any width, and
 * columns without a limit are never cut.
 */
void rows_print(const struct rows *rows, int width);

#endif
