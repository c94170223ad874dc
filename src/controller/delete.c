/* SPDX-License-Identifier: ISC */
/* Deleting: what the question named is what goes, whatever the list does. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "controller/journey.h"

void
deletion_clear(struct deletion *deletion)
{
	free(deletion->id);
	free(deletion->name);
	free(deletion->organization_name);
	message_clear(&deletion->refusal);
	*deletion = (struct deletion){ 0 };
}

void
delete_open_for(struct controller *controller, const struct apikey *apikey)
{
	struct deletion *deletion = &controller->deletion;
	const char *organization =
	    keylist_organization_name(controller->keys, apikey);

	deletion_clear(deletion);
	deletion->id = xstrdup(apikey->id);
	deletion->name = xstrdup(apikey->name);
	deletion->organization_name =
	    organization == NULL ? NULL : xstrdup(organization);
	deletion->created_ms = apikey->created_ms;
	dialog_push(controller, DIALOG_DELETE);
}

void
delete_open(struct controller *controller, struct effects *out)
{
	(void)out;
	if (dialog_is_open(controller, DIALOG_DETAILS) ||
	    !delete_many_open(controller))
		delete_open_for(controller, journey_target(controller));
}

static void
keep(struct controller *controller)
{
	dialog_close(controller, DIALOG_DELETE);
	deletion_clear(&controller->deletion);
}

void
delete_refuse(struct controller *controller, const struct message *refusal)
{
	struct deletion *deletion = &controller->deletion;

	deletion->seq = 0;
	deletion->is_finding = false;
	message_copy(&deletion->refusal, refusal);
}

static bool
is_same(const char *one, const char *other)
{
	return one != NULL && strcmp(one, other) == 0;
}

/* The panel has its answer: what it shows is deleted. */
static void
close_created(struct controller *controller, const char *id)
{
	if (!is_same(controller->created.id, id))
		return;
	dialog_close(controller, DIALOG_CREATED);
	created_clear(&controller->created);
}

static void
close_details(struct controller *controller, const char *id)
{
	if (is_same(controller->details_id, id))
		dialog_close(controller, DIALOG_DETAILS);
}

void
delete_close(struct controller *controller, const char *id)
{
	char *gone = xstrdup(id);

	if (is_same(controller->deletion.id, gone))
		keep(controller);
	close_details(controller, gone);
	close_created(controller, gone);
	keylist_remove(controller->keys, gone);
	hold_gone(controller, gone);
	rotation_gone(controller, gone);
	browse_follow(controller);
	free(gone);
}

void
delete_send(struct controller *controller, struct effects *out)
{
	struct deletion *deletion = &controller->deletion;
	struct request request;

	load_postpone(controller, out);
	request = journey_request(controller, REQUEST_DELETE);
	request.id = xstrdup(deletion->id);
	deletion->seq = request.seq;
	message_clear(&deletion->refusal);
	effects_request(out, &request);
}

/* Esc while the dialog waits. What was sent may have been carried out. */
static void
cancel(struct controller *controller, struct effects *out)
{
	const struct error no_error = { 0 };
	uint32_t seq = controller->deletion.seq;

	if (controller->deletion.is_finding) {
		load_cancel(&controller->keys_loading, out);
		lost_unseen(controller, seq, &no_error);
	} else {
		effects_cancel(out, seq);
		lost_open(controller, REQUEST_DELETE, &no_error, out);
	}
}

/* The name in the question is the one that is confirmed. */
static bool
is_as_named(struct controller *controller)
{
	struct deletion *deletion = &controller->deletion;
	const struct apikey *apikey =
	    keylist_find(controller->keys, deletion->id);

	if (apikey == NULL || apikey->name == NULL ||
	    strcmp(apikey->name, deletion->name) == 0)
		return true;
	free(deletion->name);
	deletion->name = xstrdup(apikey->name);
	message_set(&deletion->refusal, MESSAGE_NAME_CHANGED, TONE_WARNING,
	    deletion->name);
	deletion->focus = BUTTON_CANCEL;
	return false;
}

/*
 * Held back, or behind others that are on their way. Nothing that is done with
 * lies over the countdown, which would wait for ever.
 */
static void
put_off(struct controller *controller, const struct apikey *apikey)
{
	struct targets one = { 0 };

	targets_add(&one, controller->keys, apikey);
	close_created(controller, apikey->id);
	close_details(controller, apikey->id);
	hold_take(controller, &one);
	keep(controller);
}

/* Nothing is sent in a session that may be another's. */
static bool
is_checked(struct controller *controller)
{
	struct message why = { 0 };

	if (!guard_waits(controller))
		return true;
	message_set(&why, MESSAGE_NOT_CHECKED, TONE_WARNING, NULL);
	delete_refuse(controller, &why);
	message_clear(&why);
	return false;
}

static void
confirm(struct controller *controller, struct effects *out)
{
	const char *id = controller->deletion.id;
	const struct apikey *apikey = keylist_find(controller->keys, id);

	if (!is_checked(controller) || !is_as_named(controller))
		return;
	if (controller_fate(controller, id) == FATE_BEING_DELETED) {
		journey_tell(
		    controller, MESSAGE_BEING_DELETED, TONE_WARNING, NULL);
		keep(controller);
	} else if (controller_is_held_back(controller, id)) {
		hold_send_one(controller, id);
		keep(controller);
	} else if (controller->given.delete_delay_s == 0 &&
	           !bulk_is_running(controller)) {
		delete_send(controller, out);
	} else if (apikey == NULL) {
		journey_tell(controller, MESSAGE_ALREADY_GONE, TONE_INFO,
		    controller->deletion.name);
		delete_close(controller, id);
	} else {
		put_off(controller, apikey);
	}
}

/* False: the question has no use for the key. */
static bool
answer_key(struct controller *controller, struct key key, struct effects *out)
{
	struct deletion *deletion = &controller->deletion;
	bool is_yes = key.code == KEYCODE_CHARACTER && !key.has_control &&
	              key.scalar == 'y';
	bool is_enter = key.code == KEYCODE_ENTER;

	if (is_yes || (is_enter && deletion->focus == BUTTON_DELETE))
		confirm(controller, out);
	else if (is_enter || key.code == KEYCODE_ESCAPE)
		keep(controller);
	else if (key.code == KEYCODE_TAB || key.code == KEYCODE_BACKTAB ||
	         key.code == KEYCODE_LEFT || key.code == KEYCODE_RIGHT)
		deletion->focus = deletion->focus == BUTTON_CANCEL
		                      ? BUTTON_DELETE
		                      : BUTTON_CANCEL;
	else
		return false;
	return true;
}

/* What the dialog says may be true no longer; the message line tells more. */
static void
reload(struct controller *controller, struct effects *out)
{
	message_clear(&controller->deletion.refusal);
	browse_reload(controller, out);
}

void
delete_key(struct controller *controller, struct key key, struct effects *out)
{
	const struct bindings *bindings = &controller->bindings;
	bool is_waiting = controller->deletion.seq != 0;

	if (is_waiting && key.code == KEYCODE_ESCAPE)
		cancel(controller, out);
	else if (!is_waiting && answer_key(controller, key, out))
		return;
	else if (bindings_has(bindings, key, COMMAND_HELP))
		help_open(controller, out);
	else if (!is_waiting && bindings_has(bindings, key, COMMAND_RELOAD))
		reload(controller, out);
}

static void
succeed(
    struct controller *controller, enum message_id id, enum message_tone tone)
{
	struct deletion *deletion = &controller->deletion;

	journey_tell(controller, id, tone, deletion->name);
	delete_close(controller, deletion->id);
}

void
delete_reply(
    struct controller *controller, struct reply *reply, struct effects *out)
{
	struct message failure = { 0 };

	if (reply->outcome == OUTCOME_UNKNOWN) {
		lost_open(controller, REQUEST_DELETE, &reply->error, out);
		return;
	}
	if (reply->outcome == OUTCOME_DONE) {
		succeed(controller, MESSAGE_DELETED, TONE_GOOD);
	} else if (reply->outcome == OUTCOME_REFUSED &&
	           reply->error.code == 404) {
		succeed(controller, MESSAGE_ALREADY_GONE, TONE_INFO);
	} else {
		message_set_reply(&failure, MESSAGE_FAILED, TONE_BAD, reply,
		    controller->deletion.name);
		message_wait(&failure, controller->now.steady_ms);
		delete_refuse(controller, &failure);
		message_clear(&failure);
	}
	load_resume(controller, out);
}
