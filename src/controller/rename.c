/* SPDX-License-Identifier: ISC */
/* Renaming: looks whether somebody else did it meanwhile, then sends once. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "controller/journey.h"

/* As many bytes for editing as the form that creates has. */
#define FIELD_MAX (16 * FORM_NAME_MAX)

void
rename_open_for(struct controller *controller, const struct apikey *apikey)
{
	struct form *form = &controller->form;

	form_clear(form);
	field_init(&form->name, FIELD_MAX);
	field_set(&form->name, apikey->name);
	form->id = xstrdup(apikey->id);
	form->old_name = xstrdup(apikey->name);
	dialog_push(controller, DIALOG_RENAME);
}

void
rename_open(struct controller *controller, struct effects *out)
{
	(void)out;
	rename_open_for(controller, journey_target(controller));
}

static void
refuse(struct form *form, enum message_id why, const char *subject)
{
	struct message refusal = { 0 };

	message_set(&refusal, why, TONE_WARNING, subject);
	form_refuse(form, &refusal);
	message_clear(&refusal);
}

void
rename_send(struct controller *controller, struct effects *out)
{
	struct form *form = &controller->form;
	struct request request;

	load_postpone(controller, out);
	request = journey_request(controller, REQUEST_RENAME);
	request.id = xstrdup(form->id);
	request.name = xstrdup(field_text(&form->name));
	form->stage = FORM_SENDING;
	form->seq = request.seq;
	form->rename_anyway = false;
	effects_request(out, &request);
}

void
rename_submit(struct controller *controller, struct effects *out)
{
	struct form *form = &controller->form;

	if (!form_accepts_name(form))
		return;
	if (form->rename_anyway) {
		rename_send(controller, out);
	} else if (strcmp(field_text(&form->name), form->old_name) == 0) {
		refuse(form, MESSAGE_RENAME_UNCHANGED, NULL);
	} else {
		/* The service has no ETag: looking just before is all. */
		form->seq = load_list(controller, out);
		form->stage = FORM_LOOKING;
	}
}

void
rename_looked(struct controller *controller, struct effects *out)
{
	struct form *form = &controller->form;
	const struct apikey *apikey = keylist_find(controller->keys, form->id);

	if (apikey == NULL) {
		refuse(form, MESSAGE_ALREADY_GONE, form->old_name);
	} else if (!apikey->is_readable || apikey->name == NULL) {
		refuse(form, MESSAGE_UNREADABLE, form->old_name);
	} else if (strcmp(apikey->name, form->old_name) != 0) {
		refuse(form, MESSAGE_RENAMED_MEANWHILE, apikey->name);
		form->rename_anyway = true;
	} else {
		rename_send(controller, out);
	}
}

static void
succeed(struct controller *controller, const struct apikey *record)
{
	const struct form *form = &controller->form;

	undo_note_rename(controller, form->id,
	    form->is_undo ? NULL : form->old_name, record->name);
	book_enter(controller, LEDGER_RENAMED, record->id, NULL);
	form_close(controller);
	keylist_put(controller->keys, record);
	browse_follow(controller);
	journey_tell(controller, MESSAGE_RENAMED, TONE_GOOD, record->name);
}

static void
fail(struct controller *controller, const struct reply *reply)
{
	struct form *form = &controller->form;
	struct message failure = { 0 };

	if (reply->outcome == OUTCOME_REFUSED && reply->error.code == 404) {
		keylist_remove(controller->keys, form->id);
		browse_follow(controller);
		refuse(form, MESSAGE_ALREADY_GONE, form->old_name);
		return;
	}
	message_set_reply(
	    &failure, MESSAGE_FAILED, TONE_BAD, reply, form->old_name);
	message_wait(&failure, controller->now.steady_ms);
	form_refuse(form, &failure);
	message_clear(&failure);
}

/* An answer about another API key tells nothing about this one. */
static void
check_id(const struct form *form, struct reply *reply)
{
	if (reply->outcome != OUTCOME_DONE ||
	    strcmp(reply->apikeys.items[0].id, form->id) == 0)
		return;
	reply->outcome = OUTCOME_UNKNOWN;
	error_set(&reply->error, ERROR_ANSWER, 200, "another API key");
}

void
rename_reply(
    struct controller *controller, struct reply *reply, struct effects *out)
{
	check_id(&controller->form, reply);
	if (reply->outcome == OUTCOME_UNKNOWN) {
		lost_open(controller, REQUEST_RENAME, &reply->error, out);
		return;
	}
	if (reply->outcome == OUTCOME_DONE)
		succeed(controller, &reply->apikeys.items[0]);
	else
		fail(controller, reply);
	load_resume(controller, out);
}
