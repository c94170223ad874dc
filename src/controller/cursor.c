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

/* The letters and control keys that move as the keys of the arrow block do. */
static enum key_code
code_of(struct key key)
{
	if (key.code != KEYCODE_CHARACTER)
		return key.code;
	if (key.has_control && key.scalar == 'b')
		return KEYCODE_PAGE_UP;
	if (key.has_control && key.scalar == 'f')
		return KEYCODE_PAGE_DOWN;
	if (key.has_control)
		return KEYCODE_OTHER;
	if (key.scalar == 'j')
		return KEYCODE_DOWN;
	if (key.scalar == 'k')
		return KEYCODE_UP;
	if (key.scalar == 'g')
		return KEYCODE_HOME;
	return key.scalar == 'G' ? KEYCODE_END : KEYCODE_OTHER;
}

bool
cursor_key(struct cursor *cursor, struct key key, long rows, long visible)
{
	enum key_code code = code_of(key);
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
