/* SPDX-License-Identifier: ISC */
/* The panel after a creation: the one place where a new token is shown. */
#include "config.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "ui/panes.h"

enum {
	COLUMNS = 72,
	ROWS = 16,
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
	return _("Copy it now: keyrack does not keep it.");
}

/* Alone on its lines, so that what is copied is the token and nothing else. */
static int
draw_token(const struct canvas *dialog, struct rect rest,
    const struct created *created)
{
	if (secret_is_empty(&created->token))
		return draw_wrapped(
		    dialog, rest, ROLE_WARNING, missing_words(created));
	return draw_secret(dialog, rest, ROLE_STRONG, &created->token);
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

void
view_created(const struct canvas *screen, const struct controller *controller)
{
	const struct created *created = &controller->created;
	bool has_room = controller->size.rows > ROWS;
	struct canvas dialog;
	struct rect inside, rest;
	int y, gap = has_room ? 1 : 0, bottom;

	if (!draw_dialog_open(screen,
	        layout_dialog(controller->size, COLUMNS,
	            has_room ? ROWS : controller->size.rows),
	        created->origin == CREATED_FOUND ? _("API key found")
	                                         : _("API key created"),
	        &dialog, &inside))
		return;
	bottom = dialog.rows - 2 - gap;
	y = inside.y + gap;
	y = draw_line(&dialog, inside, y, _("Name"), created->name);
	if (has_room)
		y = draw_line(&dialog, inside, y, _("Organization"),
		    created->organization_name == NULL
		        ? _("personal")
		        : created->organization_name);
	y += gap;
	rest =
	    (struct rect){ inside.x, y, inside.columns, bottom - y - 1 - gap };
	y += draw_token(&dialog, rest, created) + gap;
	rest.y = y;
	rest.rows = bottom - y;
	draw_wrapped(&dialog, rest,
	    created->asks_to_leave ? ROLE_WARNING : ROLE_DIM, advice(created));
	draw_buttons(&dialog, inside, bottom, created);
	draw_dialog_close(&dialog);
}
