/* SPDX-License-Identifier: ISC */
/* Holds confirmed deletions back for a while that a person could see. */
#include "config.h"

#include "controller/hold.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "controller/journey.h"

enum {
	SECOND_MS = 1000,
	/* Between two ticks; after a longer gap nobody saw the countdown. */
	SEEN_MS = 2500,
	/* There is time to see it again when nothing covers it any more. */
	AGAIN_MS = 3000,
};

static void
clear_hold(struct hold *hold)
{
	targets_clear(&hold->targets);
	*hold = (struct hold){ 0 };
}

void
holds_clear(struct holds *holds)
{
	for (size_t i = 0; i < holds->count; i++)
		clear_hold(&holds->items[i]);
	free(holds->items);
	*holds = (struct holds){ 0 };
}

int64_t
hold_seconds(const struct hold *hold)
{
	return (hold->left_ms + SECOND_MS - 1) / SECOND_MS;
}

static int64_t
delay_ms(const struct controller *controller)
{
	return controller->given.delete_delay_s * SECOND_MS;
}

static enum hold_stop
why_stopped(const struct controller *controller)
{
	if (controller_connection(controller) == CONNECTION_LOGGED_OUT ||
	    controller->again.is_logged_in || guard_waits(controller))
		return HOLD_LOGGED_OUT;
	if (controller_is_offline(controller))
		return HOLD_OFFLINE;
	return controller->dialog_count > 0 || controller->layout.is_too_small
	           ? HOLD_COVERED
	           : HOLD_RUNS;
}

static void
drop(struct holds *holds, size_t place)
{
	clear_hold(&holds->items[place]);
	holds->count--;
	memmove(&holds->items[place], &holds->items[place + 1],
	    (holds->count - place) * sizeof(*holds->items));
}

void
hold_take(struct controller *controller, struct targets *targets)
{
	struct holds *holds = &controller->holds;
	struct hold *hold;

	message_clear(&controller->message);
	targets_sort(targets);
	failures_forget(controller, targets);
	if (controller->given.delete_delay_s == 0) {
		bulk_take(controller, targets);
		return;
	}
	if (holds->count == holds->capacity) {
		holds->capacity = 2 * holds->capacity + 4;
		holds->items = xreallocarray(
		    holds->items, holds->capacity, sizeof(*holds->items));
	}
	hold = &holds->items[holds->count++];
	*hold = (struct hold){ .left_ms = delay_ms(controller),
		.order = ++controller->last_order };
	targets_append(&hold->targets, targets);
	targets_sort(&hold->targets);
}

static size_t
place_of(const struct holds *holds, const char *id, size_t *inside)
{
	size_t place = 0;

	for (; place < holds->count; place++) {
		const struct targets *targets = &holds->items[place].targets;

		*inside = targets_place(targets, id);
		if (*inside < targets->count)
			break;
	}
	return place;
}

bool
controller_is_held_back(const struct controller *controller, const char *id)
{
	size_t inside;

	return place_of(&controller->holds, id, &inside) <
	       controller->holds.count;
}

bool
hold_refuses(
    const struct controller *controller, const char *id, enum message_id *why)
{
	enum fate fate = controller_fate(controller, id);

	if (fate == FATE_HELD_BACK)
		*why = MESSAGE_HELD_BACK;
	else if (fate == FATE_BEING_DELETED)
		*why = MESSAGE_BEING_DELETED;
	else
		return false;
	return true;
}

/* False: it is not held back. */
static bool
take_out(struct holds *holds, const char *id, struct target *target)
{
	size_t inside, place = place_of(holds, id, &inside);

	if (place == holds->count)
		return false;
	targets_drop(&holds->items[place].targets, inside, target);
	targets_sort(&holds->items[place].targets);
	if (holds->items[place].targets.count == 0)
		drop(holds, place);
	return true;
}

void
hold_send_one(struct controller *controller, const char *id)
{
	struct targets one = { 0 };
	struct target target = { 0 };

	if (!take_out(&controller->holds, id, &target))
		return;
	targets_take(&one, &target);
	bulk_take(controller, &one);
}

void
hold_gone(struct controller *controller, const char *id)
{
	struct target target = { 0 };

	take_out(&controller->holds, id, &target);
	target_clear(&target);
}

void
hold_send_all(struct controller *controller)
{
	struct holds *holds = &controller->holds;

	while (holds->count > 0) {
		bulk_take(controller, &holds->items[0].targets);
		drop(holds, 0);
	}
}

void
hold_keep_newest(struct controller *controller)
{
	struct holds *holds = &controller->holds;
	const struct targets *targets = &holds->items[holds->count - 1].targets;
	size_t count = targets->count;

	journey_tell(controller, count == 1 ? MESSAGE_KEPT : MESSAGE_KEPT_MANY,
	    TONE_GOOD, targets->items[0].name);
	controller->message.number = (int64_t)count;
	drop(holds, holds->count - 1);
}

void
hold_count_anew(struct controller *controller)
{
	struct holds *holds = &controller->holds;

	for (size_t i = 0; i < holds->count; i++) {
		holds->items[i].left_ms = delay_ms(controller);
		holds->items[i].has_slept = false;
	}
}

/*
 * The steady clock stands still while some machines sleep, the wall clock
 * while none does.
 */
static int64_t
gap_since(struct moment then, struct moment now)
{
	int64_t steady = now.steady_ms - then.steady_ms;
	int64_t wall = now.wall_ms - then.wall_ms;

	return steady > wall ? steady : wall;
}

void
hold_count(struct controller *controller)
{
	struct holds *holds = &controller->holds;
	int64_t gap = gap_since(holds->seen, controller->now);
	int64_t slept = delay_ms(controller);

	holds->seen = controller->now;
	if (slept < SEEN_MS)
		slept = SEEN_MS;
	for (size_t i = 0; holds->stop == HOLD_RUNS && i < holds->count; i++) {
		if (gap > slept)
			holds->items[i].has_slept = true;
		else if (gap <= SEEN_MS)
			holds->items[i].left_ms -= gap;
	}
}

static bool
has_slept(const struct holds *holds)
{
	for (size_t i = 0; i < holds->count; i++)
		if (holds->items[i].has_slept)
			return true;
	return false;
}

/* Sends what has counted down; a hold that slept has not. */
static void
send_due(struct controller *controller)
{
	struct holds *holds = &controller->holds;
	size_t place = 0;

	while (place < holds->count) {
		struct hold *hold = &holds->items[place];

		if (hold->has_slept || hold->left_ms > 0) {
			place++;
			continue;
		}
		bulk_take(controller, &hold->targets);
		drop(holds, place);
	}
}

static void
give_time(struct controller *controller)
{
	struct holds *holds = &controller->holds;
	int64_t least =
	    delay_ms(controller) < AGAIN_MS ? delay_ms(controller) : AGAIN_MS;

	for (size_t i = 0; i < holds->count; i++)
		if (holds->items[i].left_ms < least)
			holds->items[i].left_ms = least;
}

static bool
is_away(enum hold_stop stop)
{
	return stop == HOLD_LOGGED_OUT || stop == HOLD_OFFLINE;
}

void
hold_go_on(struct controller *controller)
{
	struct holds *holds = &controller->holds;
	enum hold_stop stop = why_stopped(controller);

	if (is_away(holds->stop) && !is_away(stop))
		hold_count_anew(controller);
	else if (holds->stop == HOLD_COVERED && stop == HOLD_RUNS)
		give_time(controller);
	holds->stop = stop;
	if (stop != HOLD_RUNS)
		return;
	send_due(controller);
	/* Never over something that a person is about to answer. */
	if (has_slept(holds) && controller->dialog_count == 0 &&
	    !controller->filter_is_open && controller->range_id == NULL)
		leave_asks(controller, LEAVE_SLEPT);
}

/* What was confirmed was another name: there is time to see the new one. */
static void
note_name(struct controller *controller, struct hold *hold,
    struct target *target, const struct apikey *apikey)
{
	if (apikey->name == NULL || !target_rename(target, apikey->name))
		return;
	hold->left_ms = delay_ms(controller);
	journey_tell(
	    controller, MESSAGE_HELD_RENAMED, TONE_WARNING, target->name);
}

static void
compare_with_list(struct controller *controller, struct hold *hold)
{
	struct targets *targets = &hold->targets;
	bool has_gone = false;

	for (size_t i = 0; i < targets->count; i++) {
		struct target *target =
		    &targets->items[targets_sorted(targets, i)];
		const struct apikey *apikey =
		    keylist_find(controller->keys, target->id);

		if (apikey != NULL) {
			note_name(controller, hold, target, apikey);
			continue;
		}
		has_gone = true;
		journey_tell(
		    controller, MESSAGE_ALREADY_GONE, TONE_INFO, target->name);
		target_clear(target);
	}
	if (!has_gone)
		return;
	targets_forget_gone(targets);
	targets_sort(targets);
}

void
hold_look(struct controller *controller)
{
	struct holds *holds = &controller->holds;
	size_t place = 0;

	while (place < holds->count) {
		compare_with_list(controller, &holds->items[place]);
		if (holds->items[place].targets.count == 0)
			drop(holds, place);
		else
			place++;
	}
}

int64_t
hold_wait(const struct controller *controller)
{
	const struct holds *holds = &controller->holds;
	int64_t wait = INT64_MAX;

	for (size_t i = 0; holds->stop == HOLD_RUNS && i < holds->count; i++) {
		int64_t left = holds->items[i].left_ms;
		int64_t next = left <= 0 ? 0 : (left - 1) % SECOND_MS + 1;

		if (!holds->items[i].has_slept && next < wait)
			wait = next;
	}
	return wait;
}
