/* SPDX-License-Identifier: ISC */
/* Asks for the list and the profile, and takes what comes. */
#include "config.h"

#include "base/xmalloc.h"
#include "controller/journey.h"

void
load_cancel(struct loading *loading, struct effects *out)
{
	if (loading->seq == 0)
		return;
	effects_cancel(out, loading->seq);
	loading->seq = 0;
}

uint32_t
load_list(struct controller *controller, struct effects *out)
{
	const struct lost *lost = &controller->lost;
	struct loading *loading = &controller->keys_loading;
	struct request request;

	load_cancel(loading, out);
	request = journey_request(controller, REQUEST_LIST);
	/* What is found has a token that the list alone can tell. */
	if (lost->is_open && lost->kind == REQUEST_CREATE)
		request.keep_tokens_of_name = xstrdup(lost->name);
	loading->is_postponed = false;
	loading->seq = request.seq;
	effects_request(out, &request);
	return loading->seq;
}

void
load_profile(struct controller *controller, struct effects *out)
{
	struct request request;

	load_cancel(&controller->profile_loading, out);
	request = journey_request(controller, REQUEST_PROFILE);
	controller->profile_loading.seq = request.seq;
	effects_request(out, &request);
}

void
load_postpone(struct controller *controller, struct effects *out)
{
	if (controller->keys_loading.seq == 0)
		return;
	load_cancel(&controller->keys_loading, out);
	controller->keys_loading.is_postponed = true;
}

void
load_resume(struct controller *controller, struct effects *out)
{
	if (controller->keys_loading.is_postponed)
		load_list(controller, out);
}

static void
succeed(struct loading *loading, int64_t now_ms)
{
	loading->is_loaded = true;
	loading->loaded_ms = now_ms;
	loading->error = (struct error){ 0 };
}

/* Whether the rename form looks in the list that bears this number. */
static bool
rename_waits(const struct controller *controller, uint32_t seq)
{
	return controller->form.stage == FORM_LOOKING &&
	       controller->form.seq == seq;
}

static void
take_list(
    struct controller *controller, struct reply *reply, struct effects *out)
{
	struct loading *loading = &controller->keys_loading;
	bool is_news = loading->is_asked && !controller->lost.is_open;

	lost_look(controller, reply);
	succeed(loading, controller->now.wall_ms);
	keylist_replace(controller->keys, &reply->apikeys);
	browse_follow(controller);
	if (is_news) {
		journey_tell(controller, MESSAGE_RELOADED, TONE_GOOD, NULL);
		controller->message.number =
		    (int64_t)keylist_total(controller->keys);
	}
	if (rename_waits(controller, reply->seq))
		rename_looked(controller, out);
}

static void
miss_list(struct controller *controller, const struct reply *reply)
{
	struct message failure = { 0 };

	controller->keys_loading.error = reply->error;
	if (lost_unseen(controller, reply->seq, &reply->error))
		return;
	message_set_reply(&failure, MESSAGE_FAILED, TONE_BAD, reply, NULL);
	if (rename_waits(controller, reply->seq))
		form_refuse(&controller->form, &failure);
	else
		message_copy(&controller->message, &failure);
	message_clear(&failure);
}

void
load_list_reply(
    struct controller *controller, struct reply *reply, struct effects *out)
{
	struct loading *loading = &controller->keys_loading;

	if (reply->seq != loading->seq)
		return;
	loading->seq = 0;
	if (reply->outcome == OUTCOME_DONE)
		take_list(controller, reply, out);
	else
		miss_list(controller, reply);
	loading->is_asked = false;
}

void
load_profile_reply(
    struct controller *controller, struct reply *reply, struct effects *out)
{
	struct loading *loading = &controller->profile_loading;

	if (reply->seq != loading->seq)
		return;
	loading->seq = 0;
	if (reply->outcome != OUTCOME_DONE) {
		loading->error = reply->error;
		message_set_reply(&controller->message, MESSAGE_FAILED,
		    TONE_BAD, reply, NULL);
		again_go_on(controller, reply, out);
		return;
	}
	succeed(loading, controller->now.wall_ms);
	again_go_on(controller, reply, out);
	profile_take(&controller->profile, &reply->profile);
	keylist_set_organizations(controller->keys, &controller->profile);
	browse_follow(controller);
}
