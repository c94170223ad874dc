/* SPDX-License-Identifier: ISC */
/* The columns that there are: which of them are shown, and where. */
#include "config.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "ui/panes.h"

enum {
	COLUMNS = 52,
	SIGN_COLUMNS = 4,
};

static const char *
column_name(enum keylist_column column)
{
	switch (column) {
	case COLUMN_NAME:
		/* TRANSLATORS: columns of the table, in a list of them. */
		return _("name");
	case COLUMN_ORGANIZATION:
		return _("organization");
	case COLUMN_TOKEN:
		return _("end of the token");
	case COLUMN_CREATED:
		return _("day of creation");
	case COLUMN_EXPIRES:
		return _("time of expiry");
	case COLUMN_ID:
		return _("id");
	case COLUMN_USED:
		return _("last used here");
	case COLUMN_COUNT:
		break;
	}
	return "";
}

static void
draw_column(const struct canvas *dialog, struct rect line,
    const struct controller *controller, int row)
{
	const struct columns_screen *screen = &controller->columns_screen;
	enum keylist_column column = screen->items[row];
	bool is_shown = screen->is_shown[column];
	bool is_current = row == screen->cursor.row;
	bool has_room = controller->layout.column[column].columns > 0;
	enum role role = is_current ? ROLE_SELECTED : ROLE_TEXT;
	int x = line.x + 2 + SIGN_COLUMNS, width;

	if (is_current) {
		draw_text(dialog, line.x, line.y, 1, ROLE_TITLE, ">");
		dialog->caret->x = getbegx(dialog->window) + line.x;
		dialog->caret->y = getbegy(dialog->window) + line.y;
	}
	draw_text(dialog, line.x + 2, line.y, SIGN_COLUMNS, ROLE_ACCENT,
	    is_shown ? "[x]" : "[ ]");
	width = draw_text(dialog, x, line.y, line.columns - 2 - SIGN_COLUMNS,
	    is_shown || is_current ? role : ROLE_DIM, column_name(column));
	if (is_shown && !has_room && columns_has(&controller->columns, column))
		/* TRANSLATORS: behind the name of a column. */
		draw_text_right(dialog, x + width + 1, line.y,
		    line.columns - (x + width + 1 - line.x), ROLE_WARNING,
		    _("no room now"));
}

void
view_columns(const struct canvas *screen, const struct controller *controller)
{
	struct cursor cursor = controller->columns_screen.cursor;
	int gap = layout_has_gaps(controller->size) ? 1 : 0;
	int rows = layout_columns_rows(controller->size);
	int end;
	struct canvas dialog;
	struct rect inside;

	/* The screen may have grown since a key was pressed. */
	cursor_clamp(&cursor, COLUMN_COUNT, rows);
	end = (int)cursor.top + rows;
	if (!draw_dialog_open(screen,
	        layout_dialog(controller->size, COLUMNS, rows + 2 + 2 * gap),
	        _("Columns"), &dialog, &inside))
		return;
	inside.y += gap;
	for (int row = (int)cursor.top; row < end; row++, inside.y++)
		draw_column(&dialog, inside, controller, row);
	view_more(&dialog, (struct rect){ 0, 0, dialog.columns, dialog.rows },
	    cursor.top, COLUMN_COUNT - end);
	draw_dialog_close(&dialog);
}
