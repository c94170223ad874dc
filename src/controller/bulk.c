/* SPDX-License-Identifier: ISC */
/* Sends deletions one after another, and says what became of each. */
#include "config.h"

#include "controller/bulk.h"

#include <string.h>

#include "base/xmalloc.h"
#include "controller/journey.h"

void
bulk_clear(struct bulk *bulk)
{
	targets_clear(&bulk->targets);
	message_clear(&bulk->result);
	*bulk = (struct bulk){ 0 };
}

void
bulk_take(struct controller *controller, struct targets *targets)
{
	struct bulk *bulk = &controller->bulk;

	bulk->total += targets->count;
	targets_append(&bulk->targets, targets);
	targets_sort(&bulk->targets);
}

bool
bulk_is_running(const struct controller *controller)
{
	return controller->bulk.total > 0;
}

static bool
is_underway(const struct bulk *bulk)
{
	return bulk->seq != 0 || bulk->lost_seq != 0;
}

bool
bulk_has_rest(const struct controller *controller)
{
	const struct bulk *bulk = &controller->bulk;

	return bulk->targets.count > bulk->next + (is_underway(bulk) ? 1 : 0);
}

/* It keeps its mark, if it had one, and says why until it is tried again. */
static void
give_reason(
    struct bulk *bulk, struct target *target, const struct message *refusal)
{
	if (bulk->result.id == MESSAGE_NONE)
		message_set_like(&bulk->result, refusal, target->name);
	message_set_like(&target->refusal, refusal, target->name);
}

/* A copy of it fails: among so many no place is worth moving the others. */
static void
fail(struct controller *controller, struct message *refusal)
{
	struct bulk *bulk = &controller->bulk;
	struct target target = { 0 };

	target_copy(&target, &bulk->targets.items[bulk->next++]);
	give_reason(bulk, &target, refusal);
	targets_insert(&controller->failures, &target);
	message_clear(refusal);
}

/* It is gone: by this request, or before it came. */
static void
succeed(
    struct controller *controller, enum message_id id, enum message_tone tone)
{
	struct bulk *bulk = &controller->bulk;
	const struct target *target = &bulk->targets.items[bulk->next++];

	bulk->deleted++;
	if (bulk->total == 1)
		message_set(&bulk->result, id, tone, target->name);
	delete_close(controller, target->id);
	/* A list that is on its way may be of the time before. */
	if (controller->keys_loading.seq != 0)
		controller->keys_loading.is_postponed = true;
}

void
bulk_refuse(struct controller *controller, const struct message *refusal)
{
	struct bulk *bulk = &controller->bulk;
	struct target target = { 0 };

	while (bulk_has_rest(controller)) {
		targets_drop(&bulk->targets, bulk->targets.count - 1, &target);
		give_reason(bulk, &target, refusal);
		targets_take(&controller->failures, &target);
	}
	targets_sort(&bulk->targets);
	targets_sort(&controller->failures);
}

/* The one that is on its way, or comes next. */
static const struct target *
current(const struct bulk *bulk)
{
	return &bulk->targets.items[bulk->next];
}

/* What was sent may have been carried out: the list tells. */
static void
lose(struct controller *controller, const struct error *reason)
{
	struct bulk *bulk = &controller->bulk;
	struct reply unknown = { .kind = REQUEST_DELETE, .error = *reason };

	bulk->seq = 0;
	bulk->lost_seq = controller->last_seq;
	bulk->reason = *reason;
	message_set_reply(&controller->message, MESSAGE_UNKNOWN_LOOKING,
	    TONE_WARNING, &unknown, current(bulk)->name);
}

static void
set_result(const struct bulk *bulk, enum message_id id, enum message_tone tone,
    struct message *result)
{
	message_set(result, id, tone, current(bulk)->name);
	result->request = REQUEST_DELETE;
	result->error = bulk->reason;
}

static void
give_up_looking(struct controller *controller, const struct error *reason)
{
	struct bulk *bulk = &controller->bulk;
	struct message result = { 0 };

	bulk->lost_seq = 0;
	bulk->has_unknown = true;
	bulk->reason = *reason;
	set_result(bulk, MESSAGE_UNKNOWN_UNSEEN, TONE_BAD, &result);
	fail(controller, &result);
}

void
bulk_stop(struct controller *controller, struct effects *out)
{
	const struct error no_error = { 0 };
	struct bulk *bulk = &controller->bulk;
	struct message refusal = { 0 };

	if (bulk_has_rest(controller)) {
		bulk->is_stopped = true;
		message_set(&refusal, MESSAGE_NOT_SENT, TONE_WARNING, NULL);
		bulk_refuse(controller, &refusal);
		message_clear(&refusal);
	} else if (bulk->seq != 0) {
		effects_cancel(out, bulk->seq);
		lose(controller, &no_error);
	} else {
		load_cancel(&controller->keys_loading, out);
		give_up_looking(controller, &no_error);
	}
}

void
bulk_reply(struct controller *controller, struct reply *reply)
{
	struct bulk *bulk = &controller->bulk;
	struct message refusal = { 0 };

	if (reply->outcome == OUTCOME_UNKNOWN) {
		lose(controller, &reply->error);
		return;
	}
	bulk->seq = 0;
	if (reply->outcome == OUTCOME_DONE) {
		succeed(controller, MESSAGE_DELETED, TONE_GOOD);
	} else if (reply->outcome == OUTCOME_REFUSED &&
	           reply->error.code == 404) {
		succeed(controller, MESSAGE_ALREADY_GONE, TONE_INFO);
	} else {
		message_set_reply(&refusal, MESSAGE_FAILED, TONE_BAD, reply,
		    current(bulk)->name);
		fail(controller, &refusal);
	}
}

bool
bulk_interrupt(struct controller *controller, uint32_t seq)
{
	struct bulk *bulk = &controller->bulk;

	if (seq == 0 || bulk->seq != seq)
		return false;
	bulk->seq = 0;
	return true;
}

void
bulk_look(struct controller *controller, const struct reply *list)
{
	struct bulk *bulk = &controller->bulk;
	struct message result = { 0 };

	if (bulk->lost_seq == 0 || list->seq <= bulk->lost_seq)
		return;
	bulk->lost_seq = 0;
	message_clear(&controller->message);
	if (apikeys_find(&list->apikeys, current(bulk)->id) == NULL) {
		succeed(controller, MESSAGE_DELETE_FOUND, TONE_GOOD);
		return;
	}
	set_result(bulk, MESSAGE_DELETE_NOT_FOUND, TONE_WARNING, &result);
	fail(controller, &result);
}

bool
bulk_unseen(
    struct controller *controller, uint32_t seq, const struct error *reason)
{
	struct bulk *bulk = &controller->bulk;

	if (bulk->lost_seq == 0 || seq <= bulk->lost_seq)
		return false;
	give_up_looking(controller, reason);
	return true;
}

static void
send(struct controller *controller, struct effects *out)
{
	struct bulk *bulk = &controller->bulk;
	struct request request;

	load_postpone(controller, out);
	request = journey_request(controller, REQUEST_DELETE);
	request.id = xstrdup(current(bulk)->id);
	bulk->seq = request.seq;
	effects_request(out, &request);
}

static void
tell_result(struct controller *controller)
{
	struct bulk *bulk = &controller->bulk;
	struct message *message = &controller->message;

	if (bulk->total == 1) {
		message_copy(message, &bulk->result);
		return;
	}
	if (bulk->deleted == bulk->total)
		message_set(message, MESSAGE_DELETED_MANY, TONE_GOOD, NULL);
	else if (bulk->has_unknown)
		message_set(message, MESSAGE_DELETED_UNSURE, TONE_BAD, NULL);
	else if (bulk->is_stopped)
		message_set(
		    message, MESSAGE_DELETED_STOPPED, TONE_WARNING, NULL);
	else
		message_set(message, MESSAGE_DELETED_SOME, TONE_BAD,
		    bulk->result.subject);
	message->error = bulk->result.error;
	message->number = (int64_t)bulk->deleted;
	message->total = (int64_t)bulk->total;
}

static void
finish(struct controller *controller, struct effects *out)
{
	bool is_whole = controller->bulk.deleted == controller->bulk.total;

	tell_result(controller);
	bulk_clear(&controller->bulk);
	load_resume(controller, out);
	leave_sent(controller, is_whole, out);
}

/* One change at a time; and nobody may wait for the list. */
static bool
is_free(const struct controller *controller)
{
	return controller_connection(controller) != CONNECTION_LOGGED_OUT &&
	       !controller->again.is_logged_in && !guard_waits(controller) &&
	       controller->logout_seq == 0 &&
	       controller->form.stage == FORM_EDITING &&
	       controller->deletion.seq == 0;
}

void
bulk_go_on(struct controller *controller, struct effects *out)
{
	const struct bulk *bulk = &controller->bulk;
	uint32_t list = controller->keys_loading.seq;

	if (bulk->total == 0 || bulk->seq != 0 || !is_free(controller))
		return;
	if (bulk->lost_seq != 0) {
		/* One that failed is asked for again by itself. */
		if (list <= bulk->lost_seq &&
		    controller->keys_loading.retry.again_ms == 0)
			load_list(controller, out);
	} else if (bulk->next < bulk->targets.count) {
		send(controller, out);
	} else {
		finish(controller, out);
	}
}

enum fate
controller_fate(const struct controller *controller, const char *id)
{
	const struct bulk *bulk = &controller->bulk;
	size_t place = id == NULL ? 0 : targets_place(&bulk->targets, id);

	if (id == NULL)
		return FATE_NONE;
	if (place >= bulk->next && place < bulk->targets.count)
		return FATE_BEING_DELETED;
	if (controller_is_held_back(controller, id))
		return FATE_HELD_BACK;
	return controller_failure(controller, id) != NULL ? FATE_NOT_DELETED
	                                                  : FATE_NONE;
}

/* They are tried again. */
void
failures_forget(struct controller *controller, const struct targets *again)
{
	struct targets kept = { 0 };

	for (size_t i = 0; i < controller->failures.count; i++) {
		struct target *failure = &controller->failures.items[i];

		if (targets_place(again, failure->id) == again->count)
			targets_take(&kept, failure);
	}
	targets_clear(&controller->failures);
	controller->failures = kept;
	targets_sort(&controller->failures);
}

const struct message *
controller_failure(const struct controller *controller, const char *id)
{
	const struct targets *failures = &controller->failures;
	size_t place = targets_place(failures, id);

	return place == failures->count ? NULL
	                                : &failures->items[place].refusal;
}
