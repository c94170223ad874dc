/* SPDX-License-Identifier: ISC */
/* The login screen: the part of its paper that is seen, and the paste. */
#include "config.h"

#include "base/i18n.h"
#include "ui/login_paper.h"
#include "ui/panes.h"

enum {
	COLUMNS_MAX = 100,
	ROWS_MAX = 30,
	ROOM_FROM = 16, /* rows of the screen */
};

/* How much was pasted is shown, never what: a login code is in it. */
static void
draw_masked(const struct canvas *dialog, struct rect inside, int y,
    const struct login_screen *login)
{
	const char *label = _("Address: ");
	int x = inside.x +
	        draw_text(dialog, inside.x, y, inside.columns, ROLE_DIM, label);
	int columns = inside.columns - (x - inside.x);
	int length = (int)login->field.text.length;
	struct field mask;

	field_init(&mask, LOGIN_PASTE_MAX);
	for (int i = 0; i < length && i < columns - 1; i++)
		buffer_add_text(&mask.text, "*");
	mask.cursor = mask.text.length;
	draw_field(dialog, x, y, columns, &mask, true);
	field_clear(&mask);
}

/* Where the link can be seen when the paper is shown from this line on. */
static void
show_link(const struct login_paper *paper, const struct canvas *dialog,
    struct rect place, int top, const char *url)
{
	int first = paper->link_y - top;
	int end = first + paper->link_rows;

	if (first < 0)
		first = 0;
	if (end > place.rows)
		end = place.rows;
	if (first >= end)
		return;
	dialog->link->url = url;
	dialog->link->place = (struct rect){ getbegx(dialog->window) + place.x,
		getbegy(dialog->window) + place.y + first, place.columns,
		end - first };
	dialog->link->style = dialog->theme->style[ROLE_ACCENT];
}

/* The part of the paper that the scrolling has come to. */
static void
show_part(const struct login_paper *paper, const struct canvas *dialog,
    struct rect place, const struct login_screen *login)
{
	int last = paper->y - place.rows, top = (int)login->scroll;

	if (top > last)
		top = last;
	if (top < 0)
		top = 0;
	show_link(paper, dialog, place, top, login->url);
	copywin(paper->canvas.window, dialog->window, top, 0, place.y, place.x,
	    place.y + place.rows - 1, place.x + place.columns - 1, FALSE);
	if (top < last)
		draw_text_right(dialog, place.x, place.y + place.rows,
		    place.columns, ROLE_DIM, _("Down shows more"));
}

void
view_login(const struct canvas *screen, const struct controller *controller)
{
	const struct login_screen *login = &controller->login;
	struct size size = controller->size;
	bool has_room = size.rows >= ROOM_FROM;
	int columns =
	    size.columns > COLUMNS_MAX + 4 ? COLUMNS_MAX : size.columns;
	int rows = has_room ? size.rows - 3 : size.rows - 1;
	struct login_paper paper = { .gap = size.rows >= 24 ? 1 : 0,
		.is_tight = !has_room };
	struct canvas dialog;
	struct rect place, inside;

	if (rows > ROWS_MAX)
		rows = ROWS_MAX;
	place = layout_dialog(size, columns, rows);
	/* The header stays in sight: it says who is logged in where. */
	if (has_room && place.y == 0)
		place.y = 1;
	if (!draw_dialog_open(screen, place, _("Log in"), &dialog, &inside))
		return;
	/* The last line is that of the field. */
	inside.rows -= 1;
	paper.canvas = dialog;
	paper.canvas.window = newpad(LOGIN_PAPER_ROWS, inside.columns);
	paper.canvas.columns = inside.columns;
	paper.canvas.rows = LOGIN_PAPER_ROWS;
	if (paper.canvas.window != NULL) {
		login_paper_write(&paper, controller);
		show_part(&paper, &dialog, inside, login);
		delwin(paper.canvas.window);
	}
	if (login->field_is_open)
		draw_masked(&dialog, inside, inside.y + inside.rows, login);
	draw_dialog_close(&dialog);
}
