/* SPDX-License-Identifier: ISC */
/* Runs a command where it can be done, and says why where it cannot. */
#include "config.h"

#include "controller/journey.h"

/* Help can be opened over any dialog; not every command makes sense there. */
static bool
fits_dialog(const struct controller *controller, enum command_id id)
{
	enum dialog dialog = controller_dialog(controller);

	if (dialog == DIALOG_NONE || id == COMMAND_HELP ||
	    id == COMMAND_PALETTE || id == COMMAND_MESSAGES ||
	    id == COMMAND_REDRAW || id == COMMAND_QUIT)
		return true;
	return dialog == DIALOG_DETAILS &&
	       (id == COMMAND_RENAME || id == COMMAND_NOTE ||
	           id == COMMAND_DELETE || id == COMMAND_COPY ||
	           id == COMMAND_COPY_ID || id == COMMAND_REVEAL ||
	           id == COMMAND_ROTATE || id == COMMAND_UNDO ||
	           id == COMMAND_RELOAD);
}

/* Those that end in a POST, PUT or DELETE of an API key. */
static bool
would_change(enum command_id id)
{
	static const enum command_id changes[] = { COMMAND_NEW, COMMAND_RENAME,
		COMMAND_DELETE, COMMAND_ROTATE };

	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++)
		if (changes[i] == id)
			return true;
	return false;
}

void
journey_run(struct controller *controller, const struct command *command,
    struct effects *out)
{
	enum message_id why = MESSAGE_DIALOG_OPEN;

	if (would_change(command->id) && controller->given.is_read_only)
		why = MESSAGE_READ_ONLY;
	else if (fits_dialog(controller, command->id) &&
	         (command->can == NULL || command->can(controller, &why))) {
		command->run(controller, out);
		return;
	}
	journey_tell(controller, why, TONE_WARNING, NULL);
	controller->message.request = controller->logout_seq != 0
	                                  ? REQUEST_LOGOUT
	                                  : journey_change(controller);
	controller->message.number = bulk_has_rest(controller) ? 1 : 0;
}
