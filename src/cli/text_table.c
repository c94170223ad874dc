/* SPDX-License-Identifier: ISC */
/* Shares the room among columns, and prints cells of that width. */
#include "config.h"

#include "cli/text_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/text.h"

enum {
	GAP = 2,
};

/* COLUMNS is what a person has set; a pipe has no width. */
int
text_table_room(void)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;

	if (!isatty(STDOUT_FILENO))
		return 0;
	if (columns != NULL && atoi(columns) > 0)
		return atoi(columns);
	return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

static bool
can_give(const struct text_column *column)
{
	return column->least > 0 && column->width > column->least;
}

/* Of a line, as the columns are or as they are at least. */
static int
line_width(const struct text_column *columns, size_t count, bool is_least)
{
	int sum = -GAP;

	for (size_t i = 0; i < count; i++)
		if (columns[i].width > 0)
			sum += GAP + (is_least && can_give(&columns[i])
			                     ? columns[i].least
			                     : columns[i].width);
	return sum;
}

/* The one that can give most fairly; NULL: none can. */
static struct text_column *
widest_giver(struct text_column *columns, size_t count)
{
	struct text_column *widest = NULL;

	for (size_t i = 0; i < count; i++)
		if (can_give(&columns[i]) &&
		    (widest == NULL || columns[i].width >= widest->width))
			widest = &columns[i];
	return widest;
}

void
text_table_fit(struct text_column *columns, size_t count, int width)
{
	struct text_column *giver;

	if (width <= 0)
		return;
	for (size_t i = count; i-- > 0;)
		if (columns[i].may_leave &&
		    line_width(columns, count, true) > width)
			columns[i].width = 0;
	while (line_width(columns, count, false) > width &&
	       (giver = widest_giver(columns, count)) != NULL)
		giver->width--;
}

void
text_table_print(
    const char *safe, const struct text_column *column, bool is_last)
{
	char *cut;

	if (column->width == 0)
		return;
	cut = text_cut(safe, column->width);
	fputs(cut, stdout);
	if (!is_last)
		printf("%*s", column->width - text_width(cut) + GAP, "");
	free(cut);
}
