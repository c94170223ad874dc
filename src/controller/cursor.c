/* SPDX-License-Identifier: ISC */
/* Keeps a cursor within its rows and in sight. */
#include "config.h"

#include "controller/cursor.h"

static long
limit(long value, long least, long most)
{
	if (value > most)
		value = most;
	return value < least ? least : value;
}

void
cursor_clamp(struct cursor *cursor, long rows, long visible)
{
	if (visible < 1)
		visible = 1;
	cursor->row = limit(cursor->row, 0, rows - 1);
	cursor->top =
	    limit(cursor->top, cursor->row - visible + 1, cursor->row);
	cursor->top = limit(cursor->top, 0, rows - visible);
}

void
cursor_move(struct cursor *cursor, long delta, long rows, long visible)
{
	cursor->row = limit(cursor->row + delta, 0, rows - 1);
	cursor_clamp(cursor, rows, visible);
}

bool
cursor_key(struct cursor *cursor, struct key key, long rows, long visible)
{
	enum key_code code = key.code;
	long page = visible < 1 ? 1 : visible;
	long delta;

	if (code == KEYCODE_UP)
		delta = -1;
	else if (code == KEYCODE_DOWN)
		delta = 1;
	else if (code == KEYCODE_PAGE_UP)
		delta = -page;
	else if (code == KEYCODE_PAGE_DOWN)
		delta = page;
	else if (code == KEYCODE_HOME)
		delta = -cursor->row;
	else if (code == KEYCODE_END)
		delta = rows - 1 - cursor->row;
	else
		return false;
	cursor_move(cursor, delta, rows, visible);
	return true;
}
