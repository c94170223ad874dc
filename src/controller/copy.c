/* SPDX-License-Identifier: ISC */
/* Copying: by which way it went is said, and a token is cleared in time. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "controller/journey.h"

#define SECOND_MS 1000

void
copying_clear(struct copying *copying)
{
	free(copying->id);
	free(copying->name);
	*copying = (struct copying){ .clears_ms = INT64_MAX };
}

/* Where the person looks now. */
static struct message *
message_place(struct controller *controller)
{
	enum dialog dialog = controller_dialog(controller);

	if (dialog == DIALOG_LOGIN)
		return &controller->login.note;
	if (dialog == DIALOG_CREATED)
		return &controller->created.note;
	return &controller->message;
}

static void
tell(struct controller *controller, enum message_id id, enum message_tone tone,
    const struct clipboard_news *news)
{
	struct message *message = message_place(controller);

	message_set(message, id, tone, controller->copying.name);
	message->copied = controller->copying.what;
	if (news == NULL)
		return;
	message->route = news->route;
	message->error = news->error;
}

static void
begin(struct controller *controller, enum copy_what what, const char *id,
    const char *name)
{
	struct copying *copying = &controller->copying;
	char *id_copy = id == NULL ? NULL : xstrdup(id);
	char *name_copy = name == NULL ? NULL : xstrdup(name);

	free(copying->id);
	free(copying->name);
	copying->id = id_copy;
	copying->name = name_copy;
	copying->what = what;
	tell(controller, MESSAGE_COPYING, TONE_INFO, NULL);
}

void
copy_token(struct controller *controller, const char *id, const char *name,
    struct secret *token, struct effects *out)
{
	begin(controller, COPY_TOKEN, id, name);
	effects_add_secret(out, EFFECT_COPY_TOKEN, token);
}

void
copy_text(struct controller *controller, enum copy_what what, const char *name,
    const char *text, struct effects *out)
{
	begin(controller, what, NULL, name);
	effects_add_text(out, EFFECT_COPY, text);
}

void
copy_id(struct controller *controller, struct effects *out)
{
	const struct apikey *apikey = journey_target(controller);

	copy_text(controller, COPY_ID, apikey->name, apikey->id, out);
}

/* What was copied before is there no more: it need not be cleared. */
static void
plan_clearing(struct controller *controller)
{
	int64_t seconds = controller->given.clipboard_clear_s;

	controller->copying.clears_ms =
	    controller->copying.what == COPY_TOKEN && seconds > 0
	        ? controller->now.steady_ms + seconds * SECOND_MS
	        : INT64_MAX;
}

/* What was given up may have come to the clipboard all the same. */
bool
copy_stop(struct controller *controller, struct effects *out)
{
	if (controller->copying.what == COPY_NOTHING)
		return false;
	effects_add(out, EFFECT_COPY_STOP);
	tell(controller, MESSAGE_COPY_STOPPED, TONE_INFO, NULL);
	if (controller->copying.what == COPY_TOKEN)
		plan_clearing(controller);
	controller->copying.what = COPY_NOTHING;
	return true;
}

static void
take_copied(struct controller *controller, const struct clipboard_news *news)
{
	struct copying *copying = &controller->copying;
	bool is_answered = news->route < ROUTE_TMUX;

	tell(controller, MESSAGE_COPIED, is_answered ? TONE_GOOD : TONE_INFO,
	    news);
	if (copying->what == COPY_TOKEN && copying->id != NULL) {
		book_enter(controller, LEDGER_COPIED, copying->id, NULL);
		rotation_handed(controller, copying->id);
	}
	plan_clearing(controller);
}

void
copy_hear(struct controller *controller, const struct clipboard_news *news)
{
	bool was_waited_for = controller->copying.what != COPY_NOTHING;

	switch (news->deed) {
	case CLIPBOARD_COPIED:
		if (was_waited_for)
			take_copied(controller, news);
		break;
	case CLIPBOARD_NOT_COPIED:
		if (was_waited_for)
			tell(controller, MESSAGE_NOT_COPIED, TONE_BAD, news);
		break;
	case CLIPBOARD_CLEARED:
		tell(controller, MESSAGE_CLIPBOARD_CLEARED, TONE_GOOD, news);
		return;
	case CLIPBOARD_OVERWRITTEN:
		tell(
		    controller, MESSAGE_CLIPBOARD_OVERWRITTEN, TONE_INFO, news);
		return;
	case CLIPBOARD_CHANGED:
		tell(controller, MESSAGE_CLIPBOARD_CHANGED, TONE_INFO, news);
		return;
	case CLIPBOARD_NOT_CLEARED:
		tell(controller, MESSAGE_CLIPBOARD_NOT_CLEARED, TONE_WARNING,
		    news);
		return;
	}
	controller->copying.what = COPY_NOTHING;
}

void
copy_tick(struct controller *controller, struct effects *out)
{
	struct copying *copying = &controller->copying;

	if (controller->now.steady_ms < copying->clears_ms)
		return;
	/* Clearing would end a copy that is under way, which goes first. */
	if (copying->what != COPY_NOTHING) {
		copying->clears_ms = controller->now.steady_ms + SECOND_MS;
		return;
	}
	copying->clears_ms = INT64_MAX;
	effects_add(out, EFFECT_CLIPBOARD_CLEAR);
}
