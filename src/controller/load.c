/* SPDX-License-Identifier: ISC */
/* Asks for the list and the profile, and takes what comes. */
#include "config.h"

#include "controller/load.h"

#include "base/xmalloc.h"
#include "controller/journey.h"

/* Longer lists are loaded when a person asks for it. */
#define RELOAD_BYTES_MAX ((size_t)1024 * 1024)

void
load_cancel(struct loading *loading, struct effects *out)
{
	loading->retry.again_ms = 0;
	apikeys_clear(&loading->later);
	loading->has_later = false;
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
	if (controller->wish.kind != WISH_NOTHING)
		request.keep_token_of_id = xstrdup(controller->wish.id);
	loading->is_postponed = false;
	loading->is_quiet = false;
	loading->dialogs_opened = controller->dialogs_opened;
	loading->seq = request.seq;
	effects_request(out, &request);
	return loading->seq;
}

void
load_list_checked(struct controller *controller, struct effects *out)
{
	if (guard_waits(controller))
		controller->keys_loading.is_postponed = true;
	else
		load_list(controller, out);
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
	struct loading *loading = &controller->keys_loading;

	if (loading->seq == 0 && !loading->has_later)
		return;
	load_cancel(loading, out);
	loading->is_postponed = true;
	/* What became of the change is told, and not that a list came. */
	loading->is_asked = false;
}

void
load_resume(struct controller *controller, struct effects *out)
{
	if (controller->keys_loading.is_postponed)
		load_list(controller, out);
}

/* What went wrong, and when it is asked for again; nothing if it is not. */
static void
tell_wait(struct controller *controller, enum request_kind kind,
    const struct loading *loading)
{
	struct message *message = &controller->message;

	if (loading->retry.again_ms == 0)
		return;
	journey_tell(controller, MESSAGE_TRYING_AGAIN, TONE_WARNING, NULL);
	message->request = kind;
	message->error = loading->error;
	message->ends_ms = loading->retry.again_ms;
	message_count(message, controller->now.steady_ms);
}

/* Whether it tells that this is waited for. */
static bool
tells_wait(const struct message *message, enum request_kind kind)
{
	if (message->id == MESSAGE_NOT_LOADED)
		return kind == REQUEST_LIST;
	return (message->id == MESSAGE_TRYING_AGAIN ||
	           message->id == MESSAGE_STILL_WAITING) &&
	       message->request == kind;
}

/* What was told of the wait is over; the other may have failed as well. */
static void
take_back(struct controller *controller, enum request_kind kind)
{
	if (!tells_wait(&controller->message, kind))
		return;
	message_clear(&controller->message);
	if (kind == REQUEST_LIST)
		tell_wait(
		    controller, REQUEST_PROFILE, &controller->profile_loading);
	else
		tell_wait(controller, REQUEST_LIST, &controller->keys_loading);
}

static void
succeed(struct controller *controller, struct loading *loading,
    enum request_kind kind)
{
	loading->is_loaded = true;
	loading->loaded_ms = controller->now.wall_ms;
	loading->error = (struct error){ 0 };
	loading->retry = (struct retry){ 0 };
	take_back(controller, kind);
}

/* Whether the rename form looks in the list that bears this number. */
static bool
rename_waits(const struct controller *controller, uint32_t seq)
{
	return controller->form.stage == FORM_LOOKING &&
	       controller->form.seq == seq;
}

/*
 * What is below a dialog stays as it was when the dialog came, unless somebody
 * there waits for the list.
 */
static bool
is_for_later(const struct controller *controller, uint32_t seq)
{
	const struct loading *loading = &controller->keys_loading;
	bool is_waited_for =
	    controller->lost.is_open || controller->form.seq == seq ||
	    controller->deletion.seq == seq ||
	    (loading->is_asked &&
	        loading->dialogs_opened == controller->dialogs_opened);

	return loading->is_loaded && controller->dialog_count > 0 &&
	       !is_waited_for;
}

/* Moves the API keys into the table. */
static void
show_list(struct controller *controller, struct apikeys *apikeys, bool is_news)
{
	keylist_replace(controller->keys, apikeys);
	/* What is found in it is of more interest than that it came. */
	if (is_news) {
		journey_tell(controller, MESSAGE_RELOADED, TONE_GOOD, NULL);
		controller->message.number =
		    (int64_t)keylist_total(controller->keys);
	}
	hold_look(controller);
	rotation_look(controller);
	browse_follow(controller);
	expiring_tell(controller);
}

void
load_show_later(struct controller *controller)
{
	struct loading *loading = &controller->keys_loading;

	if (!loading->has_later || controller->dialog_count > 0)
		return;
	loading->has_later = false;
	show_list(controller, &loading->later, loading->is_asked);
	loading->is_asked = false;
}

static void
take_list(
    struct controller *controller, struct reply *reply, struct effects *out)
{
	struct loading *loading = &controller->keys_loading;
	bool is_news = loading->is_asked && !controller->lost.is_open &&
	               controller->wish.kind == WISH_NOTHING;

	loading->has_later = is_for_later(controller, reply->seq);
	lost_look(controller, reply);
	bulk_look(controller, reply);
	wish_look(controller, reply, out);
	succeed(controller, loading, REQUEST_LIST);
	if (loading->has_later)
		apikeys_take(&loading->later, &reply->apikeys);
	else
		show_list(controller, &reply->apikeys, is_news);
	if (rename_waits(controller, reply->seq))
		rename_looked(controller, out);
}

/* Tells of the failure, and of the next try if there is one. */
static void
tell_failure(struct controller *controller, struct loading *loading,
    const struct reply *reply)
{
	int64_t now_ms = controller->now.steady_ms;

	if (retry_plan(&loading->retry, reply, now_ms, &controller->dice)) {
		tell_wait(controller, reply->kind, loading);
		return;
	}
	loading->retry = (struct retry){ 0 };
	message_set_reply(
	    &controller->message, MESSAGE_FAILED, TONE_BAD, reply, NULL);
}

static void
miss_list(struct controller *controller, const struct reply *reply)
{
	struct loading *loading = &controller->keys_loading;
	struct message failure = { 0 };

	bool was_told = wish_unseen(controller, reply);

	loading->error = reply->error;
	if (bulk_unseen(controller, reply->seq, &reply->error) ||
	    loading->is_quiet ||
	    lost_unseen(controller, reply->seq, &reply->error))
		return;
	if (!rename_waits(controller, reply->seq)) {
		if (!was_told)
			tell_failure(controller, loading, reply);
		return;
	}
	/* The person asked for the rename; the look before it is keyrack's. */
	message_set_reply(&failure, MESSAGE_FAILED, TONE_BAD, reply,
	    controller->form.old_name);
	failure.request = REQUEST_RENAME;
	form_refuse(&controller->form, &failure);
	message_clear(&failure);
}

/* When the list is loaded again by itself, after this reply. */
static int64_t
next_reload(const struct controller *controller, const struct reply *reply)
{
	int64_t wait_s = controller->given.refresh_interval_s;

	if (wait_s == 0 || reply->list_bytes > RELOAD_BYTES_MAX)
		return INT64_MAX;
	if (wait_s < reply->retry_after_s)
		wait_s = reply->retry_after_s;
	return controller->now.steady_ms + wait_s * 1000;
}

void
load_list_reply(
    struct controller *controller, struct reply *reply, struct effects *out)
{
	struct loading *loading = &controller->keys_loading;

	if (reply->seq != loading->seq)
		return;
	loading->seq = 0;
	controller->reload_ms = next_reload(controller, reply);
	if (reply->outcome == OUTCOME_DONE)
		take_list(controller, reply, out);
	else
		miss_list(controller, reply);
	loading->is_quiet = false;
	if (loading->retry.again_ms == 0 && !loading->has_later)
		loading->is_asked = false;
}

void
load_profile_taken(
    struct controller *controller, struct reply *reply, struct effects *out)
{
	const struct loading *keys = &controller->keys_loading;

	succeed(controller, &controller->profile_loading, REQUEST_PROFILE);
	again_go_on(controller, reply, out);
	profile_take(&controller->profile, &reply->profile);
	keylist_set_organizations(controller->keys, &controller->profile);
	browse_follow(controller);
	/* A list that came before this one left the place to its failure. */
	if (keys->seq == 0 && !keys->is_postponed)
		expiring_tell(controller);
	if (journey_change(controller) == REQUEST_LIST)
		load_resume(controller, out);
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
		tell_failure(controller, loading, reply);
		again_go_on(controller, reply, out);
		return;
	}
	if (!guard_stops(controller, reply))
		load_profile_taken(controller, reply, out);
}

bool
load_is_awaited(const struct controller *controller)
{
	const struct loading *keys = &controller->keys_loading;
	const struct loading *profile = &controller->profile_loading;

	return (keys->seq != 0 && !keys->is_quiet) ||
	       keys->retry.again_ms != 0 || profile->seq != 0 ||
	       profile->retry.again_ms != 0;
}

/* Nothing moves below a dialog, and nothing comes between a change. */
static bool
may_reload(const struct controller *controller)
{
	return controller->keys_loading.is_loaded &&
	       controller->keys_loading.seq == 0 &&
	       controller->dialog_count == 0 &&
	       !controller->session_has_ended && !guard_waits(controller) &&
	       !load_is_awaited(controller) &&
	       controller_connection(controller) != CONNECTION_LOADING;
}

void
load_tick(struct controller *controller, struct effects *out)
{
	struct loading *keys = &controller->keys_loading;
	int64_t now_ms = controller->now.steady_ms;

	if (retry_is_due(&controller->profile_loading.retry, now_ms))
		load_profile(controller, out);
	if (retry_is_due(&keys->retry, now_ms)) {
		load_list(controller, out);
	} else if (now_ms >= controller->reload_ms && may_reload(controller)) {
		load_list(controller, out);
		keys->is_quiet = true;
	}
}

int64_t
load_deadline(const struct controller *controller)
{
	int64_t keys = retry_deadline(&controller->keys_loading.retry);
	int64_t profile = retry_deadline(&controller->profile_loading.retry);
	int64_t soonest = keys < profile ? keys : profile;

	return may_reload(controller) && controller->reload_ms < soonest
	           ? controller->reload_ms
	           : soonest;
}
