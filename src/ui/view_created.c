/* SPDX-License-Identifier: ISC */
/* The panel after a creation: the one place where a new token is shown. */
#include "config.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "ui/panes.h"

enum {
	LABEL_COLUMNS = 14,
};

static int
draw_line(const struct canvas *dialog, struct rect inside, int y,
    const char *label, const char *value)
{
	struct rect rect = { inside.x, y, inside.columns, 1 };

	return y + view_labelled(dialog, rect, LABEL_COLUMNS, label, value);
}

static const char *
missing_words(const struct created *created)
{
	if (created->is_masked)
		return _("The service masks the token in its list: it cannot "
		         "be shown. Delete this API key and create another.");
	return _("The service did not tell the token. Delete this API key and "
	         "create another.");
}

static const char *
advice(const struct created *created)
{
	if (created->asks_to_leave)
		return _("The token is gone when this closes. Esc again "
		         "closes, Enter if you have it.");
	if (secret_is_empty(&created->token))
		return "";
	return _("Copy it now: keyrack forgets it.");
}

/* How many lines all of the token takes, or what is said in its place. */
static int
token_lines(const struct created *created, int columns)
{
	int length = (int)created->token.length;

	if (length == 0)
		return draw_wrapped_lines(columns, missing_words(created));
	return (length + columns - 1) / columns;
}

/* Alone on its lines, so that what is copied is the token and nothing else. */
static void
draw_token(const struct canvas *dialog, struct rect rect,
    const struct created *created)
{
	struct rect frame = { 0, 0, dialog->columns, dialog->rows };
	int lines = token_lines(created, rect.columns);
	long top = created->scroll;

	if (secret_is_empty(&created->token)) {
		draw_wrapped(
		    dialog, rect, ROLE_WARNING, missing_words(created));
		return;
	}
	if (top > lines - rect.rows)
		top = lines > rect.rows ? lines - rect.rows : 0;
	draw_secret(dialog, rect, ROLE_STRONG, &created->token, top);
	view_more(dialog, frame, top, lines - top - rect.rows);
}

static void
draw_buttons(const struct canvas *dialog, struct rect inside, int y,
    const struct created *created)
{
	int x = inside.x;

	x += draw_button(dialog, x, y, _("I have it"),
	         created->focus == CREATED_HAVE_IT) +
	     1;
	if (created->origin != CREATED_FOUND)
		return;
	x += draw_button(dialog, x, y, _("Delete it"),
	         created->focus == CREATED_DELETE) +
	     1;
	draw_button(
	    dialog, x, y, _("Another"), created->focus == CREATED_ANOTHER);
}

/* Names and gaps, the token, the advice and the buttons with the frame. */
static int
rows_wished(const struct created *created, int columns, bool has_room)
{
	return token_lines(created, columns) +
	       draw_wrapped_lines(columns, advice(created)) +
	       (has_room ? 10 : 4);
}

/* From below: the buttons, the advice; the token has what is left. */
static void
draw_inside(const struct canvas *dialog, struct rect inside,
    const struct created *created, bool has_room)
{
	int gap = has_room ? 1 : 0, y = inside.y + gap;
	int bottom = dialog->rows - 2 - gap;
	struct rect rest = inside;

	draw_buttons(dialog, inside, bottom, created);
	y = draw_line(dialog, inside, y, _("Name"), created->name);
	if (has_room)
		y = draw_line(dialog, inside, y, _("Organization"),
		    created->organization_name == NULL
		        ? _("personal")
		        : created->organization_name);
	rest.rows = draw_wrapped_lines(inside.columns, advice(created));
	rest.y = bottom - gap - rest.rows;
	draw_wrapped(dialog, rest,
	    created->asks_to_leave ? ROLE_WARNING : ROLE_DIM, advice(created));
	bottom = rest.y - gap;
	rest.y = y + gap;
	rest.rows = bottom - rest.y;
	draw_token(dialog, rest, created);
}

void
view_created(const struct canvas *screen, const struct controller *controller)
{
	const struct created *created = &controller->created;
	bool has_room = layout_has_gaps(controller->size);
	int columns = layout_created_columns(controller->size);
	int rows = rows_wished(created, columns, has_room);
	struct canvas dialog;
	struct rect inside;

	if (!draw_dialog_open(screen,
	        layout_dialog(controller->size, LAYOUT_CREATED_COLUMNS, rows),
	        created->origin == CREATED_FOUND ? _("API key found")
	                                         : _("API key created"),
	        &dialog, &inside))
		return;
	draw_inside(&dialog, inside, created, has_room);
	draw_dialog_close(&dialog);
}
