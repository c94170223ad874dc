/* SPDX-License-Identifier: ISC */
/* Divides the screen. */
#include "config.h"

#include "controller/layout.h"

#include <string.h>

enum {
	SIDE_PANE_FROM = 100, /* columns */
	SIDE_PANE_COLUMNS = 26,
	FRAME_FROM = 16, /* rows */
	GAPS_FROM = 15,  /* rows */
	GUTTER_COLUMNS = 2,
	GAP_COLUMNS = 2,
	COMPACT_HELD_MAX = 2,
	NAME_COLUMNS_MIN = 16,
	NAME_COLUMNS_GOOD = 20,
	ORGANIZATION_COLUMNS_MAX = 18,
};

/*
 * How wide each is at least; the name takes what remains, the id half of it,
 * and the organization what the name can spare.
 */
static const int widths[COLUMN_COUNT] = {
	[COLUMN_ORGANIZATION] = 15,
	[COLUMN_TOKEN] = 9,
	[COLUMN_CREATED] = 10,
	[COLUMN_EXPIRES] = 11,
	[COLUMN_ID] = 36,
	[COLUMN_USED] = 11,
};

/* Those that stay where there is little room come first. */
static const enum keylist_column by_weight[] = { COLUMN_EXPIRES, COLUMN_USED,
	COLUMN_CREATED, COLUMN_ORGANIZATION, COLUMN_TOKEN, COLUMN_ID };

static int
width_of(enum keylist_column column, int room)
{
	int half = (room - GAP_COLUMNS) / 2;

	return column == COLUMN_ID && half < widths[column] ? half
	                                                    : widths[column];
}

/* A sign stands before the expiry, and marks stand before the first column. */
static int
first_x(const struct columns *shown)
{
	return GUTTER_COLUMNS + (shown->items[0] == COLUMN_EXPIRES ? 1 : 0);
}

static void
place_columns(const struct columns *chosen, int name, struct layout *out)
{
	int x;

	out->column[COLUMN_NAME].columns = name;
	for (size_t i = 0; i < chosen->count; i++)
		if (out->column[chosen->items[i]].columns > 0)
			columns_add(&out->shown, chosen->items[i]);
	x = first_x(&out->shown);
	out->column[COLUMN_NAME].columns -= x - GUTTER_COLUMNS;
	for (size_t i = 0; i < out->shown.count; i++) {
		struct layout_column *place = &out->column[out->shown.items[i]];

		place->x = x;
		x += place->columns + GAP_COLUMNS;
	}
}

/* Of what the name has in plenty; returns what it is left with. */
static int
widen_organization(int name, struct layout_column *organization)
{
	int more = ORGANIZATION_COLUMNS_MAX - organization->columns;

	if (organization->columns == 0 || name <= NAME_COLUMNS_GOOD)
		return name;
	if (more > name - NAME_COLUMNS_GOOD)
		more = name - NAME_COLUMNS_GOOD;
	organization->columns += more;
	return name - more;
}

static void
solve_columns(int width, const struct columns *chosen, struct layout *out)
{
	int name = width - GUTTER_COLUMNS;

	for (size_t i = 0; i < sizeof(by_weight) / sizeof(by_weight[0]); i++) {
		enum keylist_column column = by_weight[i];
		int columns = width_of(column, name);

		if (!columns_has(chosen, column) ||
		    name - GAP_COLUMNS - columns < NAME_COLUMNS_MIN)
			continue;
		out->column[column].columns = columns;
		name -= GAP_COLUMNS + columns;
	}
	name = widen_organization(name, &out->column[COLUMN_ORGANIZATION]);
	place_columns(chosen, name, out);
}

/* Profile and table, between the header and the message. */
static void
solve_panes(struct size size, struct layout *out)
{
	int below = size.rows - 2; /* the first line after the panes */
	int strip = out->is_compact ? 1 : 2;

	if (out->has_side_pane) {
		out->profile =
		    (struct rect){ 0, 1, SIDE_PANE_COLUMNS, below - 1 };
		out->table = (struct rect){ SIDE_PANE_COLUMNS, 1,
			size.columns - SIDE_PANE_COLUMNS, below - 1 };
	} else {
		out->profile = (struct rect){ 0, 1, size.columns, strip };
		out->table = (struct rect){ 0, 1 + strip, size.columns,
			below - 1 - strip };
	}
}

/* Inside the table's frame, whose lowest line a compact one lacks. */
static void
solve_table(const struct columns *chosen, struct layout *out)
{
	struct rect inside = { out->table.x + 1, out->table.y + 1,
		out->table.columns - 2,
		out->table.rows - (out->is_compact ? 1 : 2) };
	int heads = out->is_compact ? 0 : 1;

	out->filter = (struct rect){ inside.x, inside.y + inside.rows - 1,
		inside.columns, 1 };
	out->rows = (struct rect){ inside.x, inside.y + heads, inside.columns,
		inside.rows - heads };
	solve_columns(inside.columns, chosen, out);
}

void
layout_solve(struct size size, const struct columns *chosen, struct layout *out)
{
	memset(out, 0, sizeof(*out));
	out->is_too_small =
	    size.columns < LAYOUT_COLUMNS_MIN || size.rows < LAYOUT_ROWS_MIN;
	if (out->is_too_small)
		return;
	out->has_side_pane = size.columns >= SIDE_PANE_FROM;
	out->is_compact = size.rows < FRAME_FROM;
	out->header = (struct rect){ 0, 0, size.columns, 1 };
	out->message = (struct rect){ 0, size.rows - 2, size.columns, 1 };
	out->hints = (struct rect){ 0, size.rows - 1, size.columns, 1 };
	solve_panes(size, out);
	solve_table(chosen, out);
}

void
layout_hold(struct layout *layout, int lines)
{
	layout->held_wished = lines;
	if (layout->is_too_small)
		return;
	if (layout->is_compact && lines > COMPACT_HELD_MAX)
		lines = COMPACT_HELD_MAX;
	layout->table.rows -= lines;
	layout->rows.rows -= lines;
	layout->filter.y -= lines;
	layout->message.y -= lines;
	if (layout->has_side_pane)
		layout->profile.rows -= lines;
	layout->held = (struct rect){ 0, layout->hints.y - lines,
		layout->hints.columns, lines };
}

long
layout_delete_many_rows(struct size size, long count)
{
	int around = layout_has_gaps(size) ? 9 : 5;
	long room = layout_dialog(size, 0, size.rows).rows - around;

	return count < room ? count : room;
}

struct rect
layout_dialog(struct size size, int columns, int rows)
{
	int room = size.rows - 2; /* message and hints */

	if (columns > size.columns)
		columns = size.columns;
	if (rows > room)
		room = size.rows - 1;
	if (rows > room)
		rows = room;
	return (struct rect){ (size.columns - columns) / 2, (room - rows) / 2,
		columns, rows };
}

bool
layout_has_gaps(struct size size)
{
	return size.rows >= GAPS_FROM;
}

/* What is told of a column that cannot be hidden stays in sight. */
int
layout_columns_rows(struct size size)
{
	int room = size.rows - 2 - (layout_has_gaps(size) ? 4 : 2);

	return room < COLUMN_COUNT ? room : COLUMN_COUNT;
}

int
layout_created_columns(struct size size)
{
	return layout_dialog(size, LAYOUT_CREATED_COLUMNS, 0).columns -
	       2 * LAYOUT_DIALOG_MARGIN;
}

int
layout_reveal_frame(struct size size)
{
	return layout_has_gaps(size) ? 9 : 5;
}

int
layout_reveal_rows(struct size size)
{
	return size.rows - 1 - layout_reveal_frame(size);
}

int
layout_details_columns(struct size size)
{
	return layout_dialog(size, LAYOUT_DETAILS_COLUMNS, 0).columns -
	       2 * LAYOUT_DIALOG_MARGIN - LAYOUT_LABEL_COLUMNS;
}
