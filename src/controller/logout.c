/* SPDX-License-Identifier: ISC */
/* Logging out: the service is told, all is forgotten, the facts are said. */
#include "config.h"

#include <stdlib.h>

#include "base/date.h"
#include "controller/journey.h"

void
logout_send(struct controller *controller, struct effects *out)
{
	struct request request;

	load_cancel(&controller->keys_loading, out);
	load_cancel(&controller->profile_loading, out);
	login_screen_forget_late(controller, out);
	request = journey_request(controller, REQUEST_LOGOUT);
	controller->logout_seq = request.seq;
	journey_tell(controller, MESSAGE_STILL_WAITING, TONE_INFO, NULL);
	controller->message.request = REQUEST_LOGOUT;
	effects_request(out, &request);
}

void
logout_run(struct controller *controller, struct effects *out)
{
	if (!leave_asks(controller, LEAVE_LOGOUT))
		logout_send(controller, out);
}

void
logout_cancel(struct controller *controller, struct effects *out)
{
	effects_cancel(out, controller->logout_seq);
	controller->logout_seq = 0;
	journey_tell(controller, MESSAGE_CANCELLED, TONE_INFO, NULL);
	controller->message.request = REQUEST_LOGOUT;
}

/* Nothing of the account stays behind the login screen. */
static void
forget_account(struct controller *controller)
{
	struct apikeys none = { 0 };

	profile_clear(&controller->profile);
	keylist_replace(controller->keys, &none);
	keylist_set_organizations(controller->keys, &controller->profile);
	apikeys_clear(&controller->keys_loading.later);
	controller->keys_loading = (struct loading){ 0 };
	controller->profile_loading = (struct loading){ 0 };
	browse_aim(controller, NULL);
	browse_follow(controller);
	lost_clear(&controller->lost);
	again_clear(&controller->again);
	while (controller->dialog_count > 0)
		dialog_pop(controller);
	form_clear(&controller->form);
	deletion_clear(&controller->deletion);
	delete_many_clear(&controller->delete_many);
	holds_clear(&controller->holds);
	targets_clear(&controller->failures);
	leave_clear(&controller->leave);
	renamed_clear(&controller->renamed);
	marking_drop_range(controller);
	created_clear(&controller->created);
	wish_clear(&controller->wish);
	reveal_clear(&controller->reveal);
}

void
logout_reply(
    struct controller *controller, struct reply *reply, struct effects *out)
{
	struct login_screen *login = &controller->login;

	if (reply->seq != controller->logout_seq)
		return;
	controller->logout_seq = 0;
	controller->given.token_source = NULL;
	controller->given.session_ends_ms = DATE_NONE;
	message_clear(&controller->message);
	if (dialog_is_open(controller, DIALOG_GUARD)) {
		guard_logged_out(controller, out);
	} else {
		forget_account(controller);
		login_screen_open(controller, LOGIN_AFTER_LOGOUT, out);
	}
	message_set_reply(&login->note, MESSAGE_LOGGED_OUT,
	    reply->logout.was_told &&
	            reply->logout.store_error.kind == ERROR_NONE
	        ? TONE_GOOD
	        : TONE_WARNING,
	    reply, NULL);
	login->note.logout = reply->logout;
}
