/* SPDX-License-Identifier: ISC */
/* Text, frames and buttons: the one exit from state to the screen. */
#include "config.h"

#include "ui/draw.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xmalloc.h"
#include "ui/plain.h"

static int
smaller(int one, int other)
{
	return one < other ? one : other;
}

static void
set_role(const struct canvas *canvas, enum role role)
{
	const struct style *style = &canvas->theme->style[role];

	wattr_set(canvas->window, style->attributes, style->pair, NULL);
}

/* Puts text that is sanitised already and returns its columns. */
static int
put_safe(const struct canvas *canvas, int x, int y, int columns, enum role role,
    const char *safe)
{
	char *cut;
	int width;

	columns = smaller(columns, canvas->columns - x);
	if (columns <= 0 || x < 0 || y < 0 || y >= canvas->rows)
		return 0;
	cut = text_cut(safe, columns);
	width = text_width(cut);
	set_role(canvas, role);
	mvwaddstr(canvas->window, y, x, cut);
	set_role(canvas, ROLE_TEXT);
	free(cut);
	return width;
}

int
draw_text(const struct canvas *canvas, int x, int y, int columns,
    enum role role, const char *text)
{
	char *safe = plain_text(text);
	int width = put_safe(canvas, x, y, columns, role, safe);

	free(safe);
	return width;
}

void
draw_blanks(
    const struct canvas *canvas, int x, int y, int columns, enum role role)
{
	set_role(canvas, role);
	mvwhline(canvas->window, y, x, ' ', columns);
	set_role(canvas, ROLE_TEXT);
}

int
draw_text_right(const struct canvas *canvas, int x, int y, int columns,
    enum role role, const char *text)
{
	char *safe = plain_text(text);
	int width = smaller(text_width(safe), columns);

	width = put_safe(canvas, x + columns - width, y, width, role, safe);
	free(safe);
	return width;
}

int
draw_width(const char *text)
{
	char *safe = plain_text(text);
	int width = text_width(safe);

	free(safe);
	return width;
}

/* The columns of the first `length` bytes. */
static int
width_of_part(const char *safe, size_t length)
{
	char *part = xstrndup(safe, length);
	int width = text_width(part);

	free(part);
	return width;
}

/*
 * The bytes of the first line: up to the last blank that leaves it within
 * the columns, or as many characters as fit where there is no such blank.
 */
static size_t
line_length(const char *safe, int columns)
{
	size_t end = 0, next, blank = 0;
	int width = 0;

	while (safe[end] != '\0') {
		next = text_next(safe, end);
		width += width_of_part(safe + end, next - end);
		if (width > columns && safe[end] != ' ')
			return blank > 0 ? blank : end > 0 ? end : next;
		if (safe[end] == ' ')
			blank = end;
		end = next;
	}
	return end;
}

static const char *
after_line(const char *safe, size_t length)
{
	safe += length;
	while (*safe == ' ')
		safe++;
	return safe;
}

int
draw_wrapped(const struct canvas *canvas, struct rect rect, enum role role,
    const char *text)
{
	char *safe = plain_text(text), *line;
	const char *rest = safe;
	int lines = 0;
	size_t length;

	while (*rest != '\0' && lines < rect.rows && rect.columns > 0) {
		length = line_length(rest, rect.columns);
		/* The last line takes what is left, to be cut visibly. */
		if (lines + 1 == rect.rows)
			length = strlen(rest);
		line = xstrndup(rest, length);
		put_safe(
		    canvas, rect.x, rect.y + lines, rect.columns, role, line);
		free(line);
		rest = after_line(rest, length);
		lines++;
	}
	free(safe);
	return lines;
}

int
draw_wrapped_lines(int columns, const char *text)
{
	char *safe = plain_text(text);
	const char *rest = safe;
	int lines = 0;

	while (*rest != '\0' && columns > 0) {
		rest = after_line(rest, line_length(rest, columns));
		lines++;
	}
	free(safe);
	return lines;
}

int
draw_secret(const struct canvas *canvas, struct rect rect, enum role role,
    const struct secret *secret, long first_line)
{
	int cells = rect.columns * rect.rows, i;
	size_t start;

	if (rect.columns <= 0 || rect.rows <= 0)
		return 0;
	start = (size_t)first_line * (size_t)rect.columns;
	if (start > secret->length)
		start = secret->length;
	if ((size_t)cells > secret->length - start)
		cells = (int)(secret->length - start);
	set_role(canvas, role);
	for (i = 0; i < cells; i++) {
		unsigned char byte = (unsigned char)secret->bytes[start + i];

		if (byte <= ' ' || byte > '~')
			byte = '?';
		mvwaddch(canvas->window, rect.y + i / rect.columns,
		    rect.x + i % rect.columns, byte);
	}
	set_role(canvas, ROLE_TEXT);
	return (cells + rect.columns - 1) / rect.columns;
}

static void
draw_edges(WINDOW *window, struct rect rect)
{
	int right = rect.x + rect.columns - 1, bottom = rect.y + rect.rows - 1;

	mvwhline_set(window, rect.y, rect.x, WACS_HLINE, rect.columns);
	mvwhline_set(window, bottom, rect.x, WACS_HLINE, rect.columns);
	mvwvline_set(window, rect.y, rect.x, WACS_VLINE, rect.rows);
	mvwvline_set(window, rect.y, right, WACS_VLINE, rect.rows);
	mvwadd_wch(window, rect.y, rect.x, WACS_ULCORNER);
	mvwadd_wch(window, rect.y, right, WACS_URCORNER);
	mvwadd_wch(window, bottom, rect.x, WACS_LLCORNER);
	mvwadd_wch(window, bottom, right, WACS_LRCORNER);
}

void
draw_frame(const struct canvas *canvas, struct rect rect, bool is_focused,
    const char *title)
{
	int y, room = rect.columns - 4, width;

	if (rect.columns < 2 || rect.rows < 2)
		return;
	set_role(canvas, ROLE_TEXT);
	for (y = rect.y; y < rect.y + rect.rows; y++)
		mvwhline(canvas->window, y, rect.x, ' ', rect.columns);
	set_role(canvas, is_focused ? ROLE_ACCENT : ROLE_DIM);
	draw_edges(canvas->window, rect);
	set_role(canvas, ROLE_TEXT);
	width = draw_text(canvas, rect.x + 2, rect.y, room - 1,
	    is_focused ? ROLE_TITLE : ROLE_TEXT, title);
	if (width == 0)
		return;
	mvwaddch(canvas->window, rect.y, rect.x + 1, ' ');
	mvwaddch(canvas->window, rect.y, rect.x + 2 + width, ' ');
}

/*
 * Where drawing of a field starts so that its cursor is seen: the text moves
 * by half a field at a time, which keeps it still while one types.
 */
static size_t
field_start(const char *safe, int before, int columns)
{
	int step = columns > 1 ? columns / 2 : 1, skip = 0, width = 0;
	size_t start = 0, next;

	if (before >= columns)
		skip = (before - columns + step) / step * step;
	while (width < skip && safe[start] != '\0') {
		next = text_next(safe, start);
		width += width_of_part(safe + start, next - start);
		start = next;
	}
	return start;
}

/* As many whole characters as fit; no ellipsis, a field scrolls instead. */
static char *
field_part(const char *safe, int columns)
{
	size_t end = 0, next;
	int width = 0;

	while (safe[end] != '\0') {
		next = text_next(safe, end);
		width += width_of_part(safe + end, next - end);
		if (width > columns)
			break;
		end = next;
	}
	return xstrndup(safe, end);
}

void
draw_field(const struct canvas *canvas, int x, int y, int columns,
    const struct field *field, bool is_focused)
{
	const char *text = field_text(field);
	char *before = xstrndup(text, field->cursor), *safe_before, *safe,
	     *part;
	size_t start;

	columns = smaller(columns, canvas->columns - x);
	safe_before = plain_text(before);
	safe = plain_text(text);
	start = field_start(safe, text_width(safe_before), columns);
	part = field_part(safe + start, columns);
	set_role(canvas, ROLE_FIELD);
	mvwhline(canvas->window, y, x, ' ', columns > 0 ? columns : 0);
	put_safe(canvas, x, y, columns, ROLE_FIELD, part);
	if (is_focused && columns > 0) {
		canvas->caret->is_shown = true;
		canvas->caret->y = getbegy(canvas->window) + y;
		canvas->caret->x = getbegx(canvas->window) + x +
		                   text_width(safe_before) -
		                   width_of_part(safe, start);
	}
	free(before);
	free(safe_before);
	free(safe);
	free(part);
}

static int
draw_button_taking(
    const struct canvas *canvas, int x, int y, char *text, bool is_focused)
{
	int width = draw_text(canvas, x, y, canvas->columns - x,
	    is_focused ? ROLE_BUTTON_FOCUSED : ROLE_BUTTON, text);

	if (is_focused) {
		canvas->caret->y = getbegy(canvas->window) + y;
		canvas->caret->x = getbegx(canvas->window) + x + 2;
	}
	free(text);
	return width;
}

int
draw_button(const struct canvas *canvas, int x, int y, const char *label,
    bool is_focused)
{
	return draw_button_taking(
	    canvas, x, y, xasprintf("[ %s ]", label), is_focused);
}

int
draw_tight_button(const struct canvas *canvas, int x, int y, const char *label,
    bool is_focused)
{
	return draw_button_taking(
	    canvas, x, y, xasprintf("[%s]", label), is_focused);
}

bool
draw_dialog_open(const struct canvas *screen, struct rect rect,
    const char *title, struct canvas *dialog, struct rect *inside)
{
	bool has_room = rect.rows >= 5 && rect.columns >= 20;
	struct rect frame = { 0, 0, rect.columns, rect.rows };

	*dialog = *screen;
	dialog->columns = rect.columns;
	dialog->rows = rect.rows;
	dialog->window = newwin(rect.rows, rect.columns, rect.y, rect.x);
	if (dialog->window == NULL)
		return false;
	leaveok(dialog->window, TRUE);
	draw_frame(dialog, frame, true, title);
	inside->x = has_room ? LAYOUT_DIALOG_MARGIN : 1;
	inside->y = 1;
	inside->columns = rect.columns - 2 * inside->x;
	inside->rows = rect.rows - 2;
	/* What lies below is covered, its caret and its link with it. */
	dialog->caret->is_shown = false;
	dialog->link->url = NULL;
	return true;
}

void
draw_dialog_close(struct canvas *dialog)
{
	touchwin(dialog->window);
	wnoutrefresh(dialog->window);
	/* A token may stand in it, and what is freed is not wiped. */
	werase(dialog->window);
	delwin(dialog->window);
	dialog->window = NULL;
}
