/* SPDX-License-Identifier: ISC */
/* A token is shown whole for some seconds, and hidden at any sign. */
#include "config.h"

#include <stdlib.h>

#include "base/xmalloc.h"
#include "controller/journey.h"

#define SECOND_MS 1000

void
reveal_clear(struct reveal *reveal)
{
	free(reveal->name);
	secret_clear(&reveal->token);
	*reveal = (struct reveal){ .hides_ms = INT64_MAX };
}

/* A person who does something else meanwhile has not asked for it there. */
static bool
has_place(const struct controller *controller)
{
	enum dialog dialog = controller_dialog(controller);

	return dialog == DIALOG_NONE || dialog == DIALOG_DETAILS;
}

void
reveal_open(struct controller *controller, const struct wish *wish,
    struct secret *token)
{
	struct reveal *reveal = &controller->reveal;

	if (!has_place(controller)) {
		journey_tell(
		    controller, MESSAGE_NOT_REVEALED, TONE_WARNING, wish->name);
		return;
	}
	reveal_clear(reveal);
	reveal->name = xstrdup(wish->name);
	secret_take(&reveal->token, token);
	reveal->hides_ms =
	    controller->now.steady_ms + controller->given.reveal_s * SECOND_MS;
	message_clear(&controller->message);
	dialog_push(controller, DIALOG_REVEAL);
	book_enter(controller, LEDGER_REVEALED, wish->id, NULL);
}

void
reveal_hide(struct controller *controller)
{
	dialog_close(controller, DIALOG_REVEAL);
	reveal_clear(&controller->reveal);
}

/* Keys that move scroll where there is more than is seen; others hide. */
void
reveal_key(struct controller *controller, struct key key)
{
	struct reveal *reveal = &controller->reveal;
	struct cursor cursor = { .row = reveal->scroll };
	long page = layout_reveal_rows(controller->size);
	long columns = layout_created_columns(controller->size);
	long lines = ((long)reveal->token.length + columns - 1) / columns;

	key = bindings_arrow(&controller->bindings, key);
	if (lines > page && cursor_key(&cursor, key, lines - page + 1, page))
		reveal->scroll = cursor.row;
	else
		reveal_hide(controller);
}

void
reveal_tick(struct controller *controller)
{
	if (controller->now.steady_ms >= controller->reveal.hides_ms)
		reveal_hide(controller);
}
