/* SPDX-License-Identifier: ISC */
/* Everything about one API key, and the commands that act on it. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xmalloc.h"
#include "controller/journey.h"

enum {
	FRAME_LINES = 3,     /* the frame, and the hints below it */
	LEDGER_LINES = 16,   /* what the ledger says, without its texts */
	FATE_LINES = 8,      /* what became of a deletion, at most */
	DATE_COLUMNS = 33,   /* with the zone and how far it is from now */
	SCROLL_MAX = 100000, /* lines */
};

void
details_open(struct controller *controller, struct effects *out)
{
	const struct apikey *apikey = controller_current(controller);

	(void)out;
	free(controller->details_id);
	controller->details_id = xstrdup(apikey->id);
	controller->details_scroll = 0;
	dialog_push(controller, DIALOG_DETAILS);
}

/*
 * The lines of a text, where wrapping at blanks wastes a part of each: no
 * fewer than it takes, by a guess, since only the view breaks lines.
 */
static long
lines_of(const char *text, long columns)
{
	char *safe =
	    text == NULL ? xstrdup("") : text_sanitise(text, strlen(text));
	long width = text_width(safe);

	free(safe);
	return width <= columns ? 1 : 1 + width * 5 / 4 / columns;
}

static long
ledger_lines(const struct controller *controller, const char *id, long columns)
{
	const struct ledger_entry *entry =
	    ledger_find(&controller->book.ledger, id);

	return entry == NULL ? 0
	                     : LEDGER_LINES + lines_of(entry->note, columns) +
	                           lines_of(entry->tags, columns);
}

/* How far it is worth scrolling; the view stops at the last line. */
static long
scroll_limit(const struct controller *controller, long page)
{
	const struct apikey *apikey = controller_details(controller);
	long columns = layout_details_columns(controller->size);
	long lines;

	if (apikey == NULL)
		return 0;
	/* The token and two dates, in UTC and in local time. */
	lines = 1 + 4 * (DATE_COLUMNS > columns ? 2 : 1);
	lines += lines_of(apikey->name, columns) +
	         lines_of(apikey->id, columns) +
	         lines_of(apikey->owner, columns) +
	         lines_of(keylist_organization_name(controller->keys, apikey),
	             columns);
	if (controller_fate(controller, apikey->id) != FATE_NONE)
		lines += FATE_LINES;
	if (apikey->organization != NULL)
		lines += lines_of(apikey->organization, columns);
	lines += ledger_lines(controller, apikey->id, columns);
	if (lines - page > SCROLL_MAX)
		return SCROLL_MAX;
	return lines > page ? lines - page : 0;
}

static bool
scroll(struct controller *controller, struct key key)
{
	struct cursor cursor = { .row = controller->details_scroll };
	long page = controller->size.rows - FRAME_LINES -
	            (layout_has_gaps(controller->size) ? 2 : 0);
	long limit = scroll_limit(controller, page);

	key = bindings_arrow(&controller->bindings, key);
	if (!cursor_key(&cursor, key, limit + 1, page))
		return false;
	controller->details_scroll = cursor.row;
	return true;
}

void
details_key(struct controller *controller, struct key key, struct effects *out)
{
	const struct command *command =
	    bindings_find(&controller->bindings, key);

	if (key.code == KEYCODE_ESCAPE &&
	    (wish_stop(controller, out) || copy_stop(controller, out)))
		return;
	if (key.code == KEYCODE_ESCAPE || key.code == KEYCODE_ENTER ||
	    (command != NULL && command->id == COMMAND_QUIT))
		dialog_pop(controller);
	else if (!scroll(controller, key) && command != NULL &&
	         (command->id == COMMAND_RENAME ||
	             command->id == COMMAND_NOTE ||
	             command->id == COMMAND_DELETE ||
	             command->id == COMMAND_COPY ||
	             command->id == COMMAND_COPY_ID ||
	             command->id == COMMAND_REVEAL ||
	             command->id == COMMAND_ROTATE ||
	             command->id == COMMAND_UNDO ||
	             command->id == COMMAND_HELP))
		journey_run(controller, command, out);
}

const struct apikey *
controller_details(const struct controller *controller)
{
	return controller->details_id == NULL
	           ? NULL
	           : keylist_find(controller->keys, controller->details_id);
}
