/* SPDX-License-Identifier: ISC */
/* Measures the columns, and fills them up with blanks. */
#include "config.h"

#include "cli/rows.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "base/xmalloc.h"
#include "ui/plain.h"

enum {
	GAP = 2,
};

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
	*rows = (struct rows){ .columns = rows->columns };
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

/* The last column ends with its text. */
void
rows_print(const struct rows *rows)
{
	int widths[ROWS_COLUMNS_MAX] = { 0 };

	for (size_t i = 0; i < rows->count; i++) {
		int width = text_width(rows->cells[i]);

		if (width > widths[i % rows->columns])
			widths[i % rows->columns] = width;
	}
	for (size_t i = 0; i < rows->count; i++) {
		size_t column = i % rows->columns;
		int rest = widths[column] - text_width(rows->cells[i]) + GAP;

		fputs(rows->cells[i], stdout);
		if (column + 1 < rows->columns)
			printf("%*s", rest, "");
		else
			putchar('\n');
	}
}
