/* SPDX-License-Identifier: ISC */
/* Everything about one API key, and the commands that act on it. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "controller/journey.h"

enum {
	PLAIN_LINES = 14,    /* what the details of short texts need */
	BYTES_A_LINE = 16,   /* of long ones, wrapped in a narrow dialog */
	FRAME_LINES = 6,     /* of the screen that show none of it */
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

static long
bytes_of(const char *text)
{
	return text == NULL ? 0 : (long)strlen(text);
}

/*
 * How far it is worth scrolling: an estimate that is never too small by much,
 * since only the view knows how the texts wrap; it stops at the last line.
 */
static long
scroll_limit(const struct controller *controller)
{
	const struct apikey *apikey = controller_details(controller);
	long lines = PLAIN_LINES - (controller->size.rows - FRAME_LINES);

	if (apikey != NULL)
		lines += (bytes_of(apikey->name) + bytes_of(apikey->id) +
		             bytes_of(apikey->owner) +
		             bytes_of(apikey->organization)) /
		         BYTES_A_LINE;
	if (lines > SCROLL_MAX)
		return SCROLL_MAX;
	return lines < 0 ? 0 : lines;
}

static bool
scroll(struct controller *controller, struct key key)
{
	struct cursor cursor = { .row = controller->details_scroll };
	long page = controller->size.rows - FRAME_LINES;

	if (!cursor_key(&cursor, key, scroll_limit(controller) + 1, page))
		return false;
	controller->details_scroll = cursor.row;
	return true;
}

void
details_key(struct controller *controller, struct key key, struct effects *out)
{
	const struct command *command = command_of_key(key);

	if (key.code == KEYCODE_ESCAPE || key.code == KEYCODE_ENTER ||
	    (command != NULL && command->id == COMMAND_QUIT))
		dialog_pop(controller);
	else if (!scroll(controller, key) && command != NULL &&
	         (command->id == COMMAND_RENAME ||
	             command->id == COMMAND_DELETE ||
	             command->id == COMMAND_HELP))
		journey_run(controller, command, out);
}
