/* SPDX-License-Identifier: ISC */
/* Columns of the table as a choice, and as words. */
#include "config.h"

#include "model/look.h"

#include <string.h>

static const char *const words[COLUMN_COUNT] = {
	[COLUMN_NAME] = "name",
	[COLUMN_ORGANIZATION] = "organization",
	[COLUMN_TOKEN] = "token",
	[COLUMN_CREATED] = "created",
	[COLUMN_EXPIRES] = "expires",
	[COLUMN_ID] = "id",
	[COLUMN_USED] = "used",
};

bool
columns_has(const struct columns *columns, enum keylist_column column)
{
	for (size_t i = 0; i < columns->count; i++)
		if (columns->items[i] == column)
			return true;
	return false;
}

void
columns_add(struct columns *columns, enum keylist_column column)
{
	if (!columns_has(columns, column))
		columns->items[columns->count++] = column;
}

enum keylist_column
columns_after(const struct columns *columns, enum keylist_column column)
{
	for (size_t i = 0; i < columns->count; i++)
		if (columns->items[i] == column)
			return columns->items[(i + 1) % columns->count];
	return columns->items[0];
}

const char *
column_word(enum keylist_column column)
{
	return words[column];
}

enum keylist_column
column_of_word(const char *word)
{
	int column = 0;

	while (column < COLUMN_COUNT && strcmp(words[column], word) != 0)
		column++;
	return (enum keylist_column)column;
}

void
look_init(struct look *look)
{
	*look = (struct look){ .order = COLUMN_EXPIRES };
	for (int i = COLUMN_NAME; i <= COLUMN_EXPIRES; i++)
		columns_add(&look->columns, (enum keylist_column)i);
}

static bool
has_same_columns(const struct columns *one, const struct columns *other)
{
	if (one->count != other->count)
		return false;
	for (size_t i = 0; i < one->count; i++)
		if (one->items[i] != other->items[i])
			return false;
	return true;
}

bool
look_is_same(const struct look *one, const struct look *other)
{
	return one->order == other->order &&
	       one->is_reversed == other->is_reversed &&
	       has_same_columns(&one->columns, &other->columns);
}

void
look_take_columns(struct look *look, const char *const *names)
{
	struct columns columns = { .count = 0 };
	enum keylist_column column;
	bool has_name = false;

	for (size_t i = 0; names[i] != NULL; i++)
		if (column_of_word(names[i]) == COLUMN_NAME)
			has_name = true;
	if (!has_name)
		columns_add(&columns, COLUMN_NAME);
	for (size_t i = 0; names[i] != NULL; i++) {
		column = column_of_word(names[i]);
		if (column != COLUMN_COUNT)
			columns_add(&columns, column);
	}
	look->columns = columns;
}

void
look_take_order(struct look *look, const char *word)
{
	bool is_reversed = *word == '-';
	enum keylist_column column =
	    column_of_word(is_reversed ? word + 1 : word);

	if (column == COLUMN_COUNT)
		return;
	look->order = column;
	look->is_reversed = is_reversed;
}
