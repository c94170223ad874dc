/* SPDX-License-Identifier: ISC */
/* Logs in by whichever comes first: the browser's call, or a pasted address. */
#include "config.h"

#include "cli/log_in.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "auth/login.h"
#include "base/i18n.h"
#include "base/xmalloc.h"
#include "cli/owner.h"
#include "cli/paste.h"
#include "os/browser.h"

/*
 * How long the browser may take for its last page: before the code is traded,
 * which must not wait (it is as good as a password), and after that.
 */
#define PROMPT_MS 300
#define LINGER_MS 3000

struct log_in {
	struct errand *errand;
	struct login *login;
	struct paste paste;
	struct redirect_answer answer;
	bool is_answered;
	bool is_pasted;
};

/* Before the first write, where it will go. */
static void
tell_storage(const struct storage *storage)
{
	switch (storage->kind) {
	case STORE_KIND_FILE:
		errand_tell(_("the session will be kept in %s, which only you "
		              "can read"),
		    storage->path);
		break;
	case STORE_KIND_COMMAND:
		errand_tell(
		    _("the session will be kept by %s"), storage->command);
		break;
	case STORE_KIND_REFUSED:
	case STORE_KIND_MEMORY:
	case STORE_KIND_HOMELESS:
		errand_tell(_("the session will be kept in memory alone: it "
		              "ends with this command"));
		break;
	}
}

/* Nobody's browser is sent where keyrack does not know what answers. */
static const char *
why_no_browser(const struct log_in *self)
{
	const struct errand *errand = self->errand;

	if (options_has(errand->options, OPTION_NO_BROWSER))
		return _("no browser is started, as --no-browser has it");
	if (errand->place->is_over_ssh)
		return _("no browser is started over SSH");
	if (!errand->place->has_display)
		return _("no browser is started without a display");
	if (!login_has_known_host(self->login))
		return _("no browser is started: the host of the link is not "
		         "among login_hosts");
	return NULL;
}

static void
start_browser(struct log_in *self)
{
	const char *why = why_no_browser(self);
	struct error err;
	int pid;

	if (why != NULL)
		errand_tell("%s", why);
	else if (!browser_start(settings_text(&self->errand->chosen->settings,
	                            SETTING_BROWSER),
	             login_url(self->login), &pid, &err))
		errand_tell(_("no browser was started: %s"), err.detail);
}

static void
tell_link(const struct log_in *self)
{
	const struct place *place = self->errand->place;

	errand_tell(_("open this link to log in:"));
	/* On one line and bare, so that it can be taken whole. */
	fprintf(stderr, "%s\n", login_url(self->login));
	if (place->is_over_ssh && place->ssh_target != NULL)
		errand_tell(_("where the browser is, this brings its answer "
		              "here: ssh -N -L %d:127.0.0.1:%d %s"),
		    login_port(self->login), login_port(self->login),
		    place->ssh_target);
}

/* The listener first: the link must not be asked for in vain. */
static enum status
open_login(struct log_in *self)
{
	struct errand *errand = self->errand;
	struct login_options options = errand->service->login;
	struct request request = { .kind = REQUEST_LOGIN_ADDRESS };
	enum status status = STATUS_DONE;
	struct error err;
	struct reply reply;

	options.issuer = auth_issuer(errand->service->auth);
	self->login = login_new(&options, &err);
	if (self->login == NULL)
		return print_complaint(&err, "login");
	if (!login_listen(self->login, &err))
		errand_tell("login: %s", err.detail);
	if (login_is_in_other_hands(self->login)) {
		errand_tell(_("login: another user of this machine may have "
		              "this port; --redirect-uri takes another"));
		return STATUS_FAILED;
	}
	request.redirect_uri = xstrdup(login_redirect_uri(self->login));
	errand_ask(errand, &request, &reply);
	if (reply.outcome != OUTCOME_DONE)
		status = errand_complain(errand, "login", &reply);
	else if (!login_set_address(self->login, reply.login_address, &err)) {
		errand_tell("login: %s", err.detail);
		status = STATUS_FAILED;
	}
	reply_clear(&reply);
	return status;
}

static void
take_answer(struct log_in *self, struct redirect_answer *answer, bool is_pasted)
{
	switch (answer->verdict) {
	case REDIRECT_CODE:
		redirect_answer_take(&self->answer, answer);
		self->is_answered = true;
		self->is_pasted = is_pasted;
		return;
	case REDIRECT_DENIED:
		errand_tell(_("login: refused: %s %s; the link can be opened "
		              "again"),
		    answer->error == NULL ? "" : answer->error,
		    answer->description == NULL ? "" : answer->description);
		break;
	case REDIRECT_FOREIGN:
		if (is_pasted)
			errand_tell(_("login: this is not the address that "
			              "the browser ends at after this link; "
			              "take the whole of it"));
		break;
	}
	redirect_answer_clear(answer);
}

/* Judges what was pasted, once it is whole. */
static void
take_paste(struct log_in *self)
{
	struct redirect_answer answer = { 0 };
	const char *text = paste_whole(&self->paste, errand_steady_ms());

	if (text == NULL)
		return;
	if (strspn(text, " \t\r\n") < strlen(text)) {
		login_paste(self->login, text, &answer);
		take_answer(self, &answer, true);
	}
	paste_reset(&self->paste);
}

/* For the listener, and what is in fds already; -1: as long as it takes. */
static void
wait_listening(
    struct log_in *self, struct wait_fd *fds, size_t count, int most_ms)
{
	int listeners[LOGIN_FDS_MAX], wait_ms = login_timeout_ms(self->login);
	size_t listener_count = login_fds(self->login, listeners);

	for (size_t i = 0; i < listener_count; i++)
		fds[count++] = (struct wait_fd){ .fd = listeners[i] };
	if (wait_ms < 0 || (most_ms >= 0 && most_ms < wait_ms))
		wait_ms = most_ms;
	errand_wait(self->errand, fds, count, wait_ms);
}

/* Until something comes, and takes it. */
static void
take_turn(struct log_in *self)
{
	struct wait_fd fds[LOGIN_FDS_MAX + 1] = { { .fd = STDIN_FILENO } };
	struct redirect_answer answer = { 0 };
	int64_t now_ms = errand_steady_ms();
	bool is_reading = !self->paste.has_ended;

	wait_listening(
	    self, fds, is_reading ? 1 : 0, paste_wait_ms(&self->paste, now_ms));
	if (is_reading && fds[0].is_ready)
		paste_read(&self->paste, errand_steady_ms());
	if (is_reading)
		take_paste(self);
	login_run(self->login);
	while (!self->is_answered && login_next(self->login, &answer))
		take_answer(self, &answer, false);
}

/* Without a port and without input there is no way for an answer. */
static bool
can_be_answered(const struct log_in *self)
{
	int listeners[LOGIN_FDS_MAX];

	return !self->paste.has_ended || login_fds(self->login, listeners) > 0;
}

static enum status
await_answer(struct log_in *self)
{
	while (!self->is_answered && self->errand->signal == 0) {
		if (!can_be_answered(self)) {
			errand_tell(_("login: no answer can come here: the "
			              "port is not free, and standard input "
			              "has ended"));
			return STATUS_FAILED;
		}
		take_turn(self);
	}
	/* Whatever is asked from now on is no paste. */
	paste_clear(&self->paste);
	return self->errand->signal == 0 ? STATUS_DONE
	                                 : errand_interrupted(self->errand);
}

/*
 * The browser is sent on to a page whose address holds no code. Where keyrack
 * has ended by then it finds nobody, so it is waited for.
 */
static void
see_off(struct log_in *self, int64_t most_ms)
{
	struct errand *errand = self->errand;
	int64_t end_ms = errand_steady_ms() + most_ms, left_ms = most_ms;
	struct wait_fd fds[LOGIN_FDS_MAX];

	while (!self->is_pasted && !login_is_seen(self->login) &&
	       errand->signal == 0 && left_ms > 0) {
		wait_listening(self, fds, 0, (int)left_ms);
		login_run(self->login);
		left_ms = end_ms - errand_steady_ms();
	}
}

static enum status
trade_code(struct log_in *self)
{
	struct errand *errand = self->errand;
	struct request request = { .kind = REQUEST_TOKEN_BY_CODE };
	enum status status = STATUS_DONE;
	struct reply reply;

	request.redirect_uri = xstrdup(login_redirect_uri(self->login));
	if (self->answer.issuer != NULL)
		request.issuer = xstrdup(self->answer.issuer);
	secret_take(&request.secret, &self->answer.code);
	errand_ask(errand, &request, &reply);
	login_finish(self->login);
	if (reply.outcome != OUTCOME_DONE)
		status = errand_complain(errand, "login", &reply);
	else if (!reply.login.is_stored &&
	         reply.login.store_error.kind != ERROR_NONE) {
		errand_tell(_("login: the session could not be kept: %s"),
		    reply.login.store_error.detail);
		owner_end_session(errand);
		status = STATUS_FAILED;
	}
	reply_clear(&reply);
	return status;
}

static enum status
run_login(struct log_in *self)
{
	enum status status = open_login(self);

	if (status != STATUS_DONE)
		return status;
	tell_storage(&self->errand->service->storage);
	tell_link(self);
	start_browser(self);
	errand_tell(_("or paste the address that the browser ends at; it is "
	              "not shown:"));
	status = await_answer(self);
	if (status != STATUS_DONE)
		return status;
	see_off(self, PROMPT_MS);
	if (self->errand->signal != 0)
		return errand_interrupted(self->errand);
	status = trade_code(self);
	see_off(self, LINGER_MS);
	return status == STATUS_DONE ? owner_ask_new(self->errand) : status;
}

enum status
log_in_run(struct errand *errand)
{
	struct log_in self = { .errand = errand };
	enum status status;

	if (errand->options->has_token) {
		errand_tell(_("login: KEYRACK_TOKEN stands in for a login; "
		              "unset it to log in"));
		return STATUS_USAGE;
	}
	/* A session that the service does not accept is no reason to stay. */
	if (errand_has_session(errand)) {
		status = owner_ask(errand);
		if (status != STATUS_NO_SESSION)
			return status;
	}
	if (errand->signal != 0)
		return errand_interrupted(errand);
	paste_init(&self.paste);
	status = run_login(&self);
	paste_clear(&self.paste);
	redirect_answer_clear(&self.answer);
	login_free(self.login);
	return status;
}
