/* SPDX-License-Identifier: ISC */
/* Releases what an event still holds. */
#include "config.h"

#include "controller/event.h"

#include <stdlib.h>
#include <string.h>

#include <bsd/string.h>
#include <bsd/stdlib.h>

void
event_clear(struct event *event)
{
	switch (event->kind) {
	case EVENT_PASTE:
		/* A paste may be a token that went to the wrong window. */
		if (event->paste != NULL)
			freezero(event->paste, strlen(event->paste));
		break;
	case EVENT_REPLY:
		reply_clear(&event->reply);
		break;
	case EVENT_LOGIN:
		free(event->login.text);
		free(event->login.host);
		redirect_answer_clear(&event->login.answer);
		break;
	case EVENT_FILE:
		free(event->file.path);
		break;
	case EVENT_LEDGER:
		ledger_clear(&event->ledger.ledger);
		break;
	case EVENT_SESSION:
	case EVENT_CLIPBOARD:
	case EVENT_FOCUS_LOST:
	case EVENT_SUSPEND:
	case EVENT_STORE:
	case EVENT_START:
	case EVENT_KEY:
	case EVENT_MOUSE:
	case EVENT_RESIZE:
	case EVENT_TIME:
		break;
	}
	*event = (struct event){ .kind = EVENT_TIME };
}
