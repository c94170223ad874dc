/* SPDX-License-Identifier: ISC */
/* Text in rows, whose columns are as wide as what stands in them. */
#ifndef KEYRACK_CLI_ROWS_H
#define KEYRACK_CLI_ROWS_H

#include <stddef.h>

#define ROWS_COLUMNS_MAX 4

struct rows {
	size_t columns;
	char **cells; /* row after row */
	size_t count, capacity;
};

/* Release with rows_clear. */
void rows_init(struct rows *rows, size_t columns);
void rows_clear(struct rows *rows);

/* The next cell of the row; copied and sanitised. NULL: it is empty. */
void rows_add(struct rows *rows, const char *text);

/* On standard output, two blanks between the columns. */
void rows_print(const struct rows *rows);

#endif
