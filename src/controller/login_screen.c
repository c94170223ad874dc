/* SPDX-License-Identifier: ISC */
/* The steps of a login: listener, address, browser or paste, code, session. */
#include "config.h"

#include "controller/login_screen.h"

#include <stdlib.h>

#include "base/xmalloc.h"
#include "controller/journey.h"

/* So long browsers may still ask for their last page, or for its icon. */
#define LINGER_MS 3000

/* What an attempt has found out; the screen itself stays. */
static void
forget_attempt(struct login_screen *login)
{
	free(login->redirect_uri);
	free(login->url);
	free(login->host);
	login->redirect_uri = NULL;
	login->url = NULL;
	login->host = NULL;
	login->port = 0;
	login->listen_error = (struct error){ 0 };
	login->is_known = false;
	login->has_browser = false;
	login->seq = 0;
	login->retry = (struct retry){ 0 };
	login->question = LOGIN_ASKS_NOTHING;
}

void
login_screen_clear(struct login_screen *login)
{
	uint32_t attempt = login->attempt, late_seq = login->late_seq;

	forget_attempt(login);
	field_clear(&login->field);
	message_clear(&login->note);
	*login = (struct login_screen){
		.attempt = attempt, .late_seq = late_seq, .closes_ms = INT64_MAX
	};
}

void
login_screen_restart(
    struct controller *controller, bool may_start_browser, struct effects *out)
{
	struct login_screen *login = &controller->login;

	if (login->seq != 0)
		effects_cancel(out, login->seq);
	forget_attempt(login);
	login->stage = LOGIN_OPENING;
	login->may_start_browser = may_start_browser;
	login->closes_ms = INT64_MAX;
	effects_open_login(out,
	    (struct login_opening){ ++login->attempt, login->is_on_any_port });
}

static void
show(struct controller *controller, enum login_reason reason)
{
	struct login_screen *login = &controller->login;

	login_screen_clear(login);
	login->reason = reason;
	field_init(&login->field, LOGIN_PASTE_MAX);
	controller->session_has_ended = false;
	dialog_push(controller, DIALOG_LOGIN);
}

void
login_screen_open(struct controller *controller, enum login_reason reason,
    struct effects *out)
{
	if (dialog_is_open(controller, DIALOG_LOGIN))
		return;
	show(controller, reason);
	login_screen_restart(controller, reason == LOGIN_AT_START, out);
}

void
login_screen_look(struct controller *controller)
{
	show(controller, LOGIN_AT_START);
	controller->login.stage = LOGIN_LOOKING;
}

void
login_screen_fail(struct login_screen *login)
{
	login->stage = LOGIN_FAILED;
	login->question = LOGIN_ASKS_NOTHING;
	login->seq = 0;
	login->retry = (struct retry){ 0 };
}

void
login_screen_stop(struct login_screen *login)
{
	login->late_seq = login->seq;
	message_set(&login->note, MESSAGE_LOGIN_STOPPED, TONE_WARNING, NULL);
	login_screen_fail(login);
}

static void
show_link(struct controller *controller, struct login_event *event,
    struct effects *out)
{
	struct login_screen *login = &controller->login;

	login->url = xstrdup(event->text);
	login->host = xstrdup(event->host);
	login->is_known = event->is_known;
	login->stage = LOGIN_WAITING;
	login->waits_since_ms = controller->now.steady_ms;
	/* Without a listener the browser would end on an error page. */
	if (controller->given.no_browser == BROWSER_STARTS &&
	    login->may_start_browser && login->is_known && login->port != 0)
		effects_add(out, EFFECT_BROWSER);
}

void
login_screen_forget_late(struct controller *controller, struct effects *out)
{
	struct login_screen *login = &controller->login;

	if (login->late_seq != 0)
		effects_cancel(out, login->late_seq);
	login->late_seq = 0;
}

static void
redeem(struct controller *controller, struct redirect_answer *answer,
    struct effects *out)
{
	struct login_screen *login = &controller->login;
	struct request request =
	    journey_request(controller, REQUEST_TOKEN_BY_CODE);

	/* The session is to be that of the newest login. */
	login_screen_forget_late(controller, out);
	request.redirect_uri = xstrdup(login->redirect_uri);
	secret_take(&request.secret, &answer->code);
	request.issuer = answer->issuer;
	answer->issuer = NULL;
	login->stage = LOGIN_REDEEMING;
	login->seq = request.seq;
	login->field_is_open = false;
	login->question = LOGIN_ASKS_NOTHING;
	field_clear(&login->field);
	field_init(&login->field, LOGIN_PASTE_MAX);
	message_clear(&login->note);
	effects_add(out, EFFECT_LOGIN_FINISH);
	effects_request(out, &request);
}

static void
tell_denial(struct login_screen *login, const struct redirect_answer *answer)
{
	char *said =
	    answer->description == NULL
	        ? xstrdup(answer->error)
	        : xasprintf("%s: %s", answer->error, answer->description);

	message_set(&login->note, MESSAGE_LOGIN_DENIED, TONE_BAD, said);
	free(said);
}

static enum message_id
fault_message(enum redirect_fault fault)
{
	switch (fault) {
	case REDIRECT_FAULT_NONE:
	case REDIRECT_NO_ADDRESS:
		return MESSAGE_LOGIN_NO_ADDRESS;
	case REDIRECT_NO_STATE:
		return MESSAGE_LOGIN_NO_STATE;
	case REDIRECT_WRONG_STATE:
		return MESSAGE_LOGIN_WRONG_STATE;
	case REDIRECT_NO_CODE:
		return MESSAGE_LOGIN_NO_CODE;
	case REDIRECT_WRONG_ISSUER:
		return MESSAGE_LOGIN_WRONG_ISSUER;
	}
	return MESSAGE_LOGIN_NO_ADDRESS;
}

/* The first answer with the right state is taken, no other. */
static void
take_answer(struct controller *controller, struct login_event *event,
    struct effects *out)
{
	struct login_screen *login = &controller->login;

	if (login->stage != LOGIN_WAITING)
		return;
	switch (event->answer.verdict) {
	case REDIRECT_CODE:
		redeem(controller, &event->answer, out);
		break;
	case REDIRECT_DENIED:
		tell_denial(login, &event->answer);
		break;
	case REDIRECT_FOREIGN:
		message_set(&login->note, fault_message(event->answer.fault),
		    TONE_WARNING, NULL);
		break;
	}
}

static void
tell_browser(struct login_screen *login, const struct error *error)
{
	bool is_started = error->kind == ERROR_NONE;

	login->has_browser = is_started;
	message_set(&login->note,
	    is_started ? MESSAGE_BROWSER_STARTED : MESSAGE_BROWSER_FAILED,
	    is_started ? TONE_INFO : TONE_WARNING, NULL);
	login->note.error = *error;
}

void
login_screen_hear(struct controller *controller, struct login_event *event,
    struct effects *out)
{
	struct login_screen *login = &controller->login;

	if (event->attempt != login->attempt ||
	    !dialog_is_open(controller, DIALOG_LOGIN))
		return;
	switch (event->news) {
	case LOGIN_OPENED:
		if (login->stage == LOGIN_OPENING)
			login_page_ask(controller, event, out);
		break;
	case LOGIN_READY:
		if (login->stage == LOGIN_CHECKING)
			show_link(controller, event, out);
		break;
	case LOGIN_UNSAFE:
		message_set(&login->note, MESSAGE_LOGIN_UNSAFE, TONE_BAD, NULL);
		login->note.error = event->error;
		login_screen_fail(login);
		break;
	case LOGIN_ANSWERED:
		take_answer(controller, event, out);
		break;
	case LOGIN_BROWSER:
		if (login->stage == LOGIN_WAITING)
			tell_browser(login, &event->error);
		break;
	}
}

static void
succeed(struct controller *controller, const struct reply *reply,
    struct effects *out)
{
	struct login_screen *login = &controller->login;

	if (login->seq != 0 && login->seq != reply->seq)
		effects_cancel(out, login->seq);
	login->late_seq = 0;
	dialog_close(controller, DIALOG_LOGIN);
	login_screen_clear(login);
	login->closes_ms = controller->now.steady_ms + LINGER_MS;
	message_clear(&controller->message);
	if (reply->login.store_error.kind != ERROR_NONE) {
		message_set(
		    &controller->message, MESSAGE_NOT_KEPT, TONE_WARNING, NULL);
		controller->message.error = reply->login.store_error;
	}
	controller->given.session_ends_ms = reply->login.session_ends_ms;
	controller->given.token_source = NULL;
	again_log_in(controller, out);
}

void
login_screen_token_reply(
    struct controller *controller, struct reply *reply, struct effects *out)
{
	struct login_screen *login = &controller->login;

	bool is_late = reply->seq == login->late_seq;

	if (is_late)
		login->late_seq = 0;
	else if (login->stage != LOGIN_REDEEMING || reply->seq != login->seq)
		return;
	if (reply->outcome == OUTCOME_DONE) {
		succeed(controller, reply, out);
		return;
	}
	if (is_late)
		return;
	/* Whatever became of it, a code works once: never sent again. */
	message_set_reply(&login->note,
	    reply->outcome == OUTCOME_REFUSED ? MESSAGE_LOGIN_USED
	                                      : MESSAGE_FAILED,
	    TONE_BAD, reply, NULL);
	login_screen_fail(login);
}

void
login_screen_tick(struct controller *controller, struct effects *out)
{
	struct login_screen *login = &controller->login;

	if (controller->now.steady_ms < login->closes_ms)
		return;
	login->closes_ms = INT64_MAX;
	effects_add(out, EFFECT_LOGIN_CLOSE);
}
