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

#include "auth/helper_wait.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/xmalloc.h"
#include "cli/commands.h"
#include "cli/reason.h"
#include "os/signals.h"
#include "ui/plain.h"
#include "ui/sentence.h"

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

void
errand_heed(struct errand *errand)
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
		errand_heed(errand);
}

void
errand_wait_for_helper(struct errand *errand, const struct helper *helper)
{
	struct wait_fd fds[HELPER_WAIT_MAX];

	errand_wait(errand, fds, helper_wait_fds(helper, fds),
	    helper_timeout_ms(helper));
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
