/* SPDX-License-Identifier: ISC */
/* A new API key: the form is sent once for each press, and never again. */
#include "config.h"

#include "base/xmalloc.h"
#include "controller/journey.h"

/* More than is ever sent, so that nothing typed or pasted is cut unseen. */
#define FIELD_MAX (16 * FORM_NAME_MAX)

static void
fill_choices(struct form *form, const struct profile *profile)
{
	size_t count = profile->organization_count;

	form->choices = count + 1;
	form->choice_ids = xcalloc(form->choices, sizeof(char *));
	form->choice_names = xcalloc(form->choices, sizeof(char *));
	for (size_t i = 0; i < count; i++) {
		form->choice_ids[i + 1] = xstrdup(profile->organizations[i].id);
		form->choice_names[i + 1] =
		    xstrdup(profile->organizations[i].name);
	}
}

void
create_open(struct controller *controller, struct effects *out)
{
	struct form *form = &controller->form;

	(void)out;
	form_clear(form);
	field_init(&form->name, FIELD_MAX);
	fill_choices(form, &controller->profile);
	dialog_push(controller, DIALOG_CREATE);
}

void
create_send(struct controller *controller, struct effects *out)
{
	struct form *form = &controller->form;
	const char *organization = form_organization(form);
	struct request request;

	load_postpone(controller, out);
	request = journey_request(controller, REQUEST_CREATE);
	request.name = xstrdup(field_text(&form->name));
	request.organization =
	    organization == NULL ? NULL : xstrdup(organization);
	form->stage = FORM_SENDING;
	form->seq = request.seq;
	effects_request(out, &request);
}

/* Before anything else is created: what became of the creation before. */
static void
look_first(struct controller *controller, struct effects *out)
{
	journey_tell(controller, MESSAGE_UNKNOWN_LOOKING, TONE_WARNING,
	    controller->lost.name);
	controller->message.request = REQUEST_CREATE;
	controller->message.is_successor = controller->lost.predecessor != NULL;
	controller->form.seq = load_list(controller, out);
	controller->form.stage = FORM_FINDING;
}

void
create_submit(struct controller *controller, struct effects *out)
{
	const struct lost *lost = &controller->lost;

	if (!form_accepts_name(&controller->form))
		return;
	if (lost->is_open && lost->kind == REQUEST_CREATE)
		look_first(controller, out);
	else
		create_send(controller, out);
}

static void
succeed(struct controller *controller, struct reply *reply)
{
	const struct apikey *record = &reply->apikeys.items[0];
	struct form *form = &controller->form;

	rotation_made(controller, form->predecessor, record->id);
	dialog_swap(controller, form_dialog(form), DIALOG_CREATED);
	form_clear(form);
	created_set(controller, record, reply, CREATED_ANSWERED);
	book_enter(controller, LEDGER_CREATED, record->id, NULL);
	keylist_put(controller->keys, record);
	browse_follow(controller);
	journey_tell(
	    controller, MESSAGE_CREATED, TONE_GOOD, controller->created.name);
}

void
create_reply(
    struct controller *controller, struct reply *reply, struct effects *out)
{
	struct form *form = &controller->form;
	struct message failure = { 0 };

	if (reply->outcome == OUTCOME_UNKNOWN) {
		lost_open(controller, REQUEST_CREATE, &reply->error, out);
		return;
	}
	if (reply->outcome == OUTCOME_DONE) {
		succeed(controller, reply);
	} else {
		message_set_reply(&failure, MESSAGE_FAILED, TONE_BAD, reply,
		    field_text(&form->name));
		failure.is_successor = form->predecessor != NULL;
		message_wait(&failure, controller->now.steady_ms);
		form_refuse(form, &failure);
		rotation_refused(controller);
		message_clear(&failure);
	}
	load_resume(controller, out);
}
