/* SPDX-License-Identifier: ISC */
/* Asks the service, and asks again what may be asked again by itself. */
#include "config.h"

#include <stddef.h>

#include "base/xmalloc.h"
#include "cli/errand.h"
#include "cli/progress.h"
#include "controller/retry.h"

/* What changes something is asked anew so often after 429. */
#define CHANGES_MAX 4

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

	errand_heed(errand);
	if (errand->signal != 0) {
		request_clear(request);
		*out =
		    (struct reply){ .kind = kind, .outcome = OUTCOME_NOT_SENT };
		return;
	}
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
