/* SPDX-License-Identifier: ISC */
/* What the end of a session interrupted is done again once, after a login. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "controller/journey.h"

void
again_clear(struct again *again)
{
	free(again->email);
	*again = (struct again){ 0 };
}

static bool
form_waits(const struct controller *controller, uint32_t seq)
{
	return seq != 0 && controller->form.stage != FORM_EDITING &&
	       controller->form.seq == seq;
}

static bool
deletion_waits(const struct controller *controller, uint32_t seq)
{
	return seq != 0 && controller->deletion.seq == seq;
}

/* The form or the deletion that waits for this request waits for a login. */
static bool
note_change(struct controller *controller, uint32_t seq)
{
	struct again *again = &controller->again;
	bool is_form = form_waits(controller, seq);
	bool is_deletion = deletion_waits(controller, seq);

	if (is_form)
		again->form_seq = seq;
	if (is_deletion)
		again->deletion_seq = seq;
	return bulk_interrupt(controller, seq) || is_form || is_deletion;
}

/* Whether somebody waited for this request. */
static bool
note(struct controller *controller, const struct reply *reply)
{
	struct loading *keys = &controller->keys_loading;
	struct loading *profile = &controller->profile_loading;

	switch (reply->kind) {
	case REQUEST_LIST:
		if (keys->seq != reply->seq)
			return false;
		keys->seq = 0;
		note_change(controller, reply->seq);
		return true;
	case REQUEST_PROFILE:
		if (profile->seq != reply->seq)
			return false;
		profile->seq = 0;
		return true;
	case REQUEST_CREATE:
	case REQUEST_RENAME:
	case REQUEST_DELETE:
		return note_change(controller, reply->seq);
	case REQUEST_LOGIN_ADDRESS:
	case REQUEST_TOKEN_BY_CODE:
	case REQUEST_TOKEN_REFRESH:
	case REQUEST_LOGOUT:
		break;
	}
	return false;
}

static bool
is_end_of_session(
    const struct controller *controller, const struct reply *reply)
{
	const struct again *again = &controller->again;
	bool is_repeated = again->first != 0 && reply->seq >= again->first &&
	                   reply->seq <= again->last;
	bool is_of_login = reply->kind == REQUEST_LOGIN_ADDRESS ||
	                   reply->kind == REQUEST_TOKEN_BY_CODE ||
	                   reply->kind == REQUEST_TOKEN_REFRESH ||
	                   reply->kind == REQUEST_LOGOUT;

	return reply->outcome == OUTCOME_REFUSED && reply->error.code == 401 &&
	       !is_repeated && !is_of_login;
}

void
again_stop_loading(struct controller *controller, struct effects *out)
{
	note_change(controller, controller->keys_loading.seq);
	load_cancel(&controller->keys_loading, out);
	load_cancel(&controller->profile_loading, out);
}

/* Nobody may go on in another account than the one they began in. */
static void
remember_account(struct controller *controller)
{
	struct again *again = &controller->again;

	const char *email = controller->profile.email;

	if (email == NULL)
		email = controller->given.email;
	free(again->email);
	again->email = email == NULL ? NULL : xstrdup(email);
}

bool
again_takes(
    struct controller *controller, struct reply *reply, struct effects *out)
{
	if (!is_end_of_session(controller, reply))
		return false;
	if (!note(controller, reply) ||
	    dialog_is_open(controller, DIALOG_LOGIN))
		return true;
	/* What was sent before the last login ended with the old session. */
	if (reply->seq <= controller->session_seq) {
		again_log_in(controller, out);
		return true;
	}
	/* Nobody presses y or v for a token that comes after a login. */
	wish_clear(&controller->wish);
	reveal_hide(controller);
	remember_account(controller);
	again_stop_loading(controller, out);
	login_screen_open(controller, LOGIN_SESSION_ENDED, out);
	return true;
}

void
again_log_in(struct controller *controller, struct effects *out)
{
	struct again *again = &controller->again;

	controller->session_has_ended = false;
	controller->session_seq = controller->last_seq;
	again->first = controller->last_seq + 1;
	again->is_logged_in = true;
	controller->greets = true;
	controller->warns = true;
	guard_begin(controller);
	load_profile(controller, out);
	if (again->form_seq == 0 && again->deletion_seq == 0)
		load_list_checked(controller, out);
	again->last = controller->last_seq;
}

static void
repeat_form(struct controller *controller, struct effects *out)
{
	struct form *form = &controller->form;

	switch (form->stage) {
	case FORM_EDITING:
		break;
	case FORM_LOOKING:
	case FORM_FINDING:
		form->seq = load_list(controller, out);
		break;
	case FORM_SENDING:
		if (form_kind(form) == REQUEST_CREATE)
			create_send(controller, out);
		else
			rename_send(controller, out);
		break;
	}
}

static void
repeat_deletion(struct controller *controller, struct effects *out)
{
	if (controller->deletion.is_finding)
		controller->deletion.seq = load_list(controller, out);
	else
		delete_send(controller, out);
}

/* Back to the form or the question, which say why nothing was sent. */
static void
refuse(struct controller *controller, const struct message *why)
{
	struct again *again = &controller->again;

	if (form_waits(controller, again->form_seq))
		form_refuse(&controller->form, why);
	if (deletion_waits(controller, again->deletion_seq))
		delete_refuse(controller, why);
	again->form_seq = 0;
	again->deletion_seq = 0;
	bulk_refuse(controller, why);
}

static void
repeat(struct controller *controller, struct effects *out)
{
	struct again *again = &controller->again;
	bool has_form = form_waits(controller, again->form_seq);
	bool has_deletion = deletion_waits(controller, again->deletion_seq);

	again->form_seq = 0;
	again->deletion_seq = 0;
	if (has_form)
		repeat_form(controller, out);
	if (has_deletion)
		repeat_deletion(controller, out);
	/* The list comes after a change, or now if none is under way. */
	if (controller->form.stage == FORM_SENDING ||
	    (has_deletion && !controller->deletion.is_finding))
		controller->keys_loading.is_postponed = true;
	else if (controller->keys_loading.seq == 0)
		load_list(controller, out);
}

static bool
is_same_account(const struct again *again, const struct reply *profile)
{
	return again->email == NULL || profile->profile.email == NULL ||
	       guard_is_same(again->email, profile->profile.email);
}

static void
refuse_other_account(
    struct controller *controller, const char *email, struct effects *out)
{
	struct message why = { 0 };

	message_set(&why, MESSAGE_OTHER_ACCOUNT, TONE_WARNING,
	    controller->given.is_presenter ? "" : email);
	refuse(controller, &why);
	message_clear(&why);
	holds_clear(&controller->holds);
	renamed_clear(&controller->renamed);
	/* What was lost there cannot be found here. */
	lost_clear(&controller->lost);
	load_list(controller, out);
}

static void
greet(struct controller *controller, const char *email)
{
	if (!controller->greets || email == NULL)
		return;
	controller->greets = false;
	if (controller->message.id == MESSAGE_NONE &&
	    !controller->given.is_presenter)
		journey_tell(controller, MESSAGE_LOGGED_IN, TONE_GOOD, email);
}

void
again_go_on(struct controller *controller, const struct reply *profile,
    struct effects *out)
{
	struct again *again = &controller->again;
	struct message why = { 0 };

	if (!again->is_logged_in)
		return;
	again->is_logged_in = false;
	if (profile->outcome != OUTCOME_DONE) {
		message_set_reply(
		    &why, MESSAGE_FAILED, TONE_BAD, profile, NULL);
		refuse(controller, &why);
		message_clear(&why);
		return;
	}
	greet(controller, profile->profile.email);
	if (!is_same_account(again, profile))
		refuse_other_account(controller, profile->profile.email, out);
	else if (again->form_seq != 0 || again->deletion_seq != 0)
		repeat(controller, out);
	again->last = controller->last_seq;
}

void
again_give_up(struct controller *controller)
{
	struct message why = { 0 };

	message_set(&why, MESSAGE_NOT_LOGGED_IN, TONE_WARNING, NULL);
	refuse(controller, &why);
	message_clear(&why);
}
