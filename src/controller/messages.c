/* SPDX-License-Identifier: ISC */
/* The dialog that shows the messages of this run. */
#include "config.h"

#include "controller/journey.h"

enum {
	MESSAGES_PAGE = 5, /* they may take several lines each */
};

void
messages_open(struct controller *controller, struct effects *out)
{
	(void)out;
	controller->messages = (struct cursor){ 0 };
	dialog_push(controller, DIALOG_MESSAGES);
}

void
messages_key(struct controller *controller, struct key key, struct effects *out)
{
	const struct bindings *bindings = &controller->bindings;

	if (key.code == KEYCODE_ESCAPE || key.code == KEYCODE_ENTER ||
	    bindings_has(bindings, key, COMMAND_MESSAGES) ||
	    bindings_has(bindings, key, COMMAND_QUIT))
		dialog_pop(controller);
	else if (bindings_has(bindings, key, COMMAND_HELP))
		help_open(controller, out);
	else if (!undo_takes_key(controller, key))
		cursor_key(&controller->messages, bindings_arrow(bindings, key),
		    (long)controller->history.count, MESSAGES_PAGE);
}
