/* SPDX-License-Identifier: ISC */
/* Asks the service in a straight line, and says what it was not given. */
#include "config.h"

#include "cli/errand.h"

#include <assert.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/xmalloc.h"
#include "cli/commands.h"
#include "cli/progress.h"
#include "cli/reason.h"
#include "controller/retry.h"
#include "os/signals.h"
#include "ui/plain.h"
#include "ui/sentence.h"

/* What changes something is asked anew so often after 429. */
#define CHANGES_MAX 4

enum {
	FDS_MAX = 8,
};

int64_t
errand_steady_ms(void)
{
	struct clock clock = clock_of_system();

	return clock.steady_ms(clock.self);
}

int64_t
errand_wall_ms(void)
{
	struct clock clock = clock_of_system();

	return clock.wall_ms(clock.self);
}

void
errand_tell(const char *format, ...)
{
	va_list arguments;
	char *words, *safe;

	va_start(arguments, format);
	if (vasprintf(&words, format, arguments) < 0)
		abort();
	va_end(arguments);
	safe = plain_text(words);
	fprintf(stderr, "keyrack: %s\n", safe);
	free(safe);
	free(words);
}

static void
take_signals(struct errand *errand)
{
	struct signals_seen seen;

	signals_read(&seen);
	if (seen.has_hangup)
		errand->signal = SIGHUP;
	else if (seen.fatal != 0)
		errand->signal = seen.fatal;
	else if (seen.has_suspend) {
		signals_stop_self();
		auth_wake(errand->service->auth);
	}
}

void
errand_wait(
    struct errand *errand, struct wait_fd *fds, size_t count, int timeout_ms)
{
	struct wait_fd all[1 + FDS_MAX] = { { .fd = signals_fd() } };

	assert(count <= FDS_MAX);
	if (errand->signal != 0)
		return;
	for (size_t i = 0; i < count; i++)
		all[1 + i] = fds[i];
	auth_wait(errand->service->auth, all, 1 + count, timeout_ms);
	for (size_t i = 0; i < count; i++)
		fds[i] = all[1 + i];
	if (all[0].is_ready)
		take_signals(errand);
}

/* The store of a command answers when its program has. */
static void
open_store(struct errand *errand)
{
	struct service *service = errand->service;
	enum store_state state;
	struct error err;

	while (service->storage.is_asked && errand->signal == 0) {
		if (auth_take_opened(service->auth, &state, &err)) {
			service->storage.is_asked = false;
			if (state == STORE_DAMAGED || state == STORE_REFUSED)
				print_complaint(&err, NULL);
			return;
		}
		errand_wait(errand, NULL, 0, -1);
	}
}

bool
errand_has_session(struct errand *errand)
{
	open_store(errand);
	return errand->signal == 0 && auth_has_session(errand->service->auth);
}

static const char *
command_name(const struct errand *errand)
{
	return errand->options->command == NULL
	           ? "--plain"
	           : errand->options->command->name;
}

enum status
errand_interrupted(const struct errand *errand)
{
	errand_tell("%s: %s", command_name(errand), _("interrupted"));
	return STATUS_INTERRUPTED;
}

enum status
errand_need_session(struct errand *errand)
{
	struct service *service = errand->service;
	char *trouble;

	if (errand_has_session(errand))
		return STATUS_DONE;
	if (errand->signal != 0)
		return errand_interrupted(errand);
	if (service->trouble.id != MESSAGE_NONE) {
		trouble = sentence_of_message(
		    &service->trouble, &errand->chosen->bindings);
		errand_tell("%s", trouble);
		free(trouble);
	}
	errand_tell(_("%s: not logged in; keyrack login begins a session"),
	    chosen_account(errand->chosen)->name);
	return STATUS_NO_SESSION;
}

enum status
errand_need_change(const struct errand *errand)
{
	if (!options_has(errand->options, OPTION_READ_ONLY))
		return STATUS_DONE;
	errand_tell(
	    _("%s: nothing is changed with --read-only"), command_name(errand));
	return STATUS_FAILED;
}

/* The reply of this number; others are of nobody's interest any more. */
static bool
take_reply(struct errand *errand, struct reply *out)
{
	struct reply reply;

	while (auth_next(errand->service->auth, &reply)) {
		if (reply.seq == errand->seq) {
			*out = reply;
			return true;
		}
		reply_clear(&reply);
	}
	return false;
}

static void
interrupt(struct errand *errand, enum request_kind kind, struct reply *out)
{
	auth_cancel(errand->service->auth, errand->seq);
	*out = (struct reply){ .seq = errand->seq,
		.kind = kind,
		.outcome = request_is_mutating(kind) ? OUTCOME_UNKNOWN
		                                     : OUTCOME_NOT_SENT };
}

/* One exchange; the request is taken. */
static void
exchange(struct errand *errand, struct request *request, struct reply *out,
    struct progress *progress)
{
	enum request_kind kind = request->kind;

	request->seq = ++errand->seq;
	auth_submit(errand->service->auth, request);
	while (!take_reply(errand, out)) {
		if (errand->signal != 0) {
			interrupt(errand, kind, out);
			return;
		}
		errand_wait(errand, NULL, 0, progress_tick(progress));
	}
}

static void
copy_request(struct request *to, const struct request *from)
{
	*to = *from;
	to->id = from->id == NULL ? NULL : xstrdup(from->id);
	to->name = from->name == NULL ? NULL : xstrdup(from->name);
	to->organization =
	    from->organization == NULL ? NULL : xstrdup(from->organization);
	to->redirect_uri =
	    from->redirect_uri == NULL ? NULL : xstrdup(from->redirect_uri);
	to->issuer = from->issuer == NULL ? NULL : xstrdup(from->issuer);
	to->keep_token_of_id = from->keep_token_of_id == NULL
	                           ? NULL
	                           : xstrdup(from->keep_token_of_id);
	to->keep_tokens_of_name = from->keep_tokens_of_name == NULL
	                              ? NULL
	                              : xstrdup(from->keep_tokens_of_name);
	to->secret = (struct secret){ 0 };
	secret_set(
	    &to->secret, secret_bytes(&from->secret), from->secret.length);
}

/* There were too many requests; this one was not carried out. */
static bool
must_wait(const struct reply *reply)
{
	return reply->outcome == OUTCOME_REFUSED && reply->error.code == 429;
}

/* After a logout there is nothing left to ask with. */
static bool
may_ask_again(const struct request *taken, const struct reply *reply, int tries)
{
	if (reply->kind == REQUEST_LOGOUT ||
	    (reply->passed_on > 0 && !taken->sink->may_repeat))
		return false;
	return request_is_mutating(reply->kind)
	           ? must_wait(reply) && tries < CHANGES_MAX
	           : !must_wait(reply) || tries < CHANGES_MAX;
}

/* Until the moment for which the retry is planned. */
static void
pause_for(
    struct errand *errand, const struct retry *retry, struct progress *progress)
{
	int64_t left, tick;

	for (;;) {
		left = retry->again_ms - errand_steady_ms();
		if (left <= 0 || errand->signal != 0)
			break;
		tick = progress_tick(progress);
		errand_wait(errand, NULL, 0,
		    (int)(tick < 0 || left < tick ? left : tick));
	}
	progress_pause(progress, 0);
}

void
errand_ask(struct errand *errand, struct request *taken, struct reply *reply)
{
	struct progress progress;
	struct retry retry = { 0 };
	struct request request;
	int tries = 0;

	progress_begin(&progress, errand->service->address.host,
	    !options_has(errand->options, OPTION_PLAIN));
	for (;;) {
		copy_request(&request, taken);
		exchange(errand, &request, reply, &progress);
		request_clear(&request);
		if (reply->outcome == OUTCOME_DONE || errand->signal != 0 ||
		    !may_ask_again(taken, reply, ++tries) ||
		    !retry_plan(
		        &retry, reply, errand_steady_ms(), &errand->dice))
			break;
		if (must_wait(reply))
			progress_pause(&progress, retry.again_ms);
		pause_for(errand, &retry, &progress);
		if (errand->signal != 0)
			break;
		reply_clear(reply);
	}
	progress_end(&progress);
	request_clear(taken);
}

void
errand_ask_once(
    struct errand *errand, struct request *taken, struct reply *reply)
{
	struct progress progress;

	progress_begin(&progress, errand->service->address.host,
	    !options_has(errand->options, OPTION_PLAIN));
	exchange(errand, taken, reply, &progress);
	progress_end(&progress);
}

enum status
errand_status(const struct errand *errand, const struct reply *reply)
{
	if (errand->signal != 0)
		return STATUS_INTERRUPTED;
	if (reply->outcome == OUTCOME_UNKNOWN &&
	    request_is_mutating(reply->kind))
		return STATUS_UNKNOWN;
	switch (reply->error.kind) {
	case ERROR_RESOLVE:
	case ERROR_CONNECT:
	case ERROR_TLS:
	case ERROR_TIMEOUT:
	case ERROR_CUT:
		return STATUS_UNREACHABLE;
	case ERROR_REFUSED:
		return reply->error.code == 401 ? STATUS_NO_SESSION
		                                : STATUS_FAILED;
	case ERROR_USAGE:
	case ERROR_NONE:
	case ERROR_SYSTEM:
	case ERROR_INPUT:
	case ERROR_SERVICE:
	case ERROR_REDIRECT:
	case ERROR_ANSWER:
	case ERROR_TOO_LARGE:
	case ERROR_FILTER:
		break;
	}
	return STATUS_FAILED;
}

/* For free(3). */
static char *
reason_for(
    const struct errand *errand, enum status status, const struct reply *reply)
{
	if (status == STATUS_INTERRUPTED)
		return xstrdup(reply->outcome == OUTCOME_UNKNOWN
		                   ? _("interrupted; it may have been carried "
		                       "out: keyrack list shows it")
		                   : _("interrupted"));
	if (status == STATUS_NO_SESSION && errand->options->has_token)
		return xasprintf("%s (%d%s%s)",
		    _("KEYRACK_TOKEN was not accepted; set another, or unset "
		      "it and log in"),
		    reply->error.code, *reply->error.detail == '\0' ? "" : ": ",
		    reply->error.detail);
	return reason_of_reply(reply, errand->service->address.host);
}

enum status
errand_complain(
    const struct errand *errand, const char *what, const struct reply *reply)
{
	enum status status = errand_status(errand, reply);
	char *why = reason_for(errand, status, reply);

	errand_tell("%s: %s", what, why);
	free(why);
	return status;
}

enum status
errand_list(
    struct errand *errand, const char *keep_token_of_id, struct reply *reply)
{
	struct request request = { .kind = REQUEST_LIST };
	enum status status = errand_need_session(errand);

	if (status != STATUS_DONE)
		return status;
	if (keep_token_of_id != NULL)
		request.keep_token_of_id = xstrdup(keep_token_of_id);
	errand_ask(errand, &request, reply);
	if (reply->outcome == OUTCOME_DONE)
		return STATUS_DONE;
	status = errand_complain(errand, _("API keys"), reply);
	reply_clear(reply);
	return status;
}
