/* SPDX-License-Identifier: ISC */
/* Asks the service for the login page, again by itself where that may help. */
#include "config.h"

#include "base/xmalloc.h"
#include "controller/journey.h"

static void
send(struct controller *controller, struct effects *out)
{
	struct login_screen *login = &controller->login;
	struct request request =
	    journey_request(controller, REQUEST_LOGIN_ADDRESS);

	request.redirect_uri = xstrdup(login->redirect_uri);
	login->stage = LOGIN_ASKING;
	login->seq = request.seq;
	login->retry.again_ms = 0;
	effects_request(out, &request);
}

/* The listener comes first: the address is asked for with its port. */
void
login_page_ask(struct controller *controller, struct login_event *event,
    struct effects *out)
{
	struct login_screen *login = &controller->login;

	login->listen_error = event->error;
	if (event->text == NULL) {
		message_set(&login->note, MESSAGE_LOGIN_UNSAFE, TONE_BAD, NULL);
		login->note.error = event->error;
		login_screen_fail(login);
		return;
	}
	login->redirect_uri = xstrdup(event->text);
	login->port = event->error.kind == ERROR_NONE ? event->port : 0;
	/* Whoever has the port would get the code: nobody may be sent there. */
	if (event->is_in_other_hands)
		login->stage = LOGIN_BLOCKED;
	else
		send(controller, out);
}

static void
miss(struct controller *controller, const struct reply *reply)
{
	struct login_screen *login = &controller->login;
	int64_t now_ms = controller->now.steady_ms;

	if (!retry_plan(&login->retry, reply, now_ms, &controller->dice)) {
		message_set_reply(
		    &login->note, MESSAGE_FAILED, TONE_BAD, reply, NULL);
		login_screen_fail(login);
		return;
	}
	message_set_reply(
	    &login->note, MESSAGE_TRYING_AGAIN, TONE_WARNING, reply, NULL);
	login->note.ends_ms = login->retry.again_ms;
	message_count(&login->note, now_ms);
}

void
login_page_reply(
    struct controller *controller, struct reply *reply, struct effects *out)
{
	struct login_screen *login = &controller->login;

	if (login->stage != LOGIN_ASKING || reply->seq != login->seq)
		return;
	login->seq = 0;
	if (reply->outcome != OUTCOME_DONE) {
		miss(controller, reply);
		return;
	}
	login->retry = (struct retry){ 0 };
	if (login->note.id == MESSAGE_TRYING_AGAIN)
		message_clear(&login->note);
	login->stage = LOGIN_CHECKING;
	effects_add_text(out, EFFECT_LOGIN_ADDRESS, reply->login_address);
}

void
login_page_tick(struct controller *controller, struct effects *out)
{
	if (retry_is_due(&controller->login.retry, controller->now.steady_ms))
		send(controller, out);
}

bool
login_page_stop(struct login_screen *login)
{
	if (login->retry.again_ms == 0)
		return false;
	message_set(&login->note, MESSAGE_CANCELLED, TONE_INFO, NULL);
	login->note.request = REQUEST_LOGIN_ADDRESS;
	login_screen_fail(login);
	return true;
}
