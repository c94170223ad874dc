/* SPDX-License-Identifier: ISC */
/* Measures the columns, and fills them up with blanks. */
#include "config.h"

#include "cli/rows.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xmalloc.h"
#include "ui/plain.h"

void
rows_init(struct rows *rows, size_t columns)
{
	assert(columns <= ROWS_COLUMNS_MAX);
	*rows = (struct rows){ .columns = columns };
}

void
rows_clear(struct rows *rows)
{
	for (size_t i = 0; i < rows->count; i++)
		free(rows->cells[i]);
	free(rows->cells);
	rows->cells = NULL;
	rows->count = rows->capacity = 0;
}

void
rows_limit(struct rows *rows, size_t column, int least, bool may_leave)
{
	rows->limits[column].least = least;
	rows->limits[column].may_leave = may_leave;
}

void
rows_add(struct rows *rows, const char *text)
{
	if (rows->count == rows->capacity) {
		rows->capacity = rows->capacity == 0 ? 16 : 2 * rows->capacity;
		rows->cells = xreallocarray(
		    rows->cells, rows->capacity, sizeof(*rows->cells));
	}
	rows->cells[rows->count++] = plain_text(text);
}

void
rows_print(const struct rows *rows, int width)
{
	struct text_column columns[ROWS_COLUMNS_MAX];

	memcpy(columns, rows->limits, sizeof(columns));
	for (size_t i = 0; i < rows->count; i++) {
		int own = text_width(rows->cells[i]);

		if (own > columns[i % rows->columns].width)
			columns[i % rows->columns].width = own;
	}
	text_table_fit(columns, rows->columns, width);
	for (size_t i = 0; i < rows->count; i++) {
		size_t column = i % rows->columns;
		bool is_last = column + 1 == rows->columns;

		text_table_print(rows->cells[i], &columns[column], is_last);
		if (is_last)
			putchar('\n');
	}
}
