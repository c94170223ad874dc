/* SPDX-License-Identifier: ISC */
/* What the store of the session tells, now and then. */
#include "config.h"

#include "controller/journey.h"

static void
take_opened(struct controller *controller, const struct store_event *event,
    struct effects *out)
{
	struct login_screen *login = &controller->login;
	bool is_read = event->error.kind == ERROR_NONE;

	if (!dialog_is_open(controller, DIALOG_LOGIN) ||
	    login->stage != LOGIN_LOOKING)
		return;
	if (event->has_session) {
		dialog_close(controller, DIALOG_LOGIN);
		login_screen_clear(login);
		controller->given.session_ends_ms = event->session_ends_ms;
		browse_start(controller, out);
		return;
	}
	if (!is_read) {
		message_set(
		    &login->note, MESSAGE_STORE_TROUBLE, TONE_WARNING, NULL);
		login->note.error = event->error;
	}
	/* Perhaps the store is to be opened first, and no login is wanted. */
	login_screen_restart(controller, is_read, out);
}

void
store_hear(struct controller *controller, const struct store_event *event,
    struct effects *out)
{
	switch (event->tale) {
	case STORE_OPENED:
		take_opened(controller, event, out);
		break;
	case STORE_UNSAVED:
		journey_tell(
		    controller, MESSAGE_RENEWED_NOT_KEPT, TONE_WARNING, NULL);
		controller->message.error = event->error;
		break;
	}
}
