/* SPDX-License-Identifier: ISC */
/* Asks before deletions that are held back are left behind. */
#include "config.h"

#include "controller/leave.h"

#include "controller/journey.h"

/* A question that nobody asked for takes no key that was meant otherwise. */
#define GUARD_MS 500

void
leave_clear(struct leave *leave)
{
	message_clear(&leave->refusal);
	*leave = (struct leave){ 0 };
}

bool
leave_asks(struct controller *controller, enum leave_reason reason)
{
	struct leave *leave = &controller->leave;

	if (controller->holds.count == 0 ||
	    dialog_is_open(controller, DIALOG_LEAVE))
		return false;
	leave_clear(leave);
	leave->reason = reason;
	leave->since_ms = controller->now.steady_ms;
	dialog_push(controller, DIALOG_LEAVE);
	return true;
}

static void
close(struct controller *controller)
{
	dialog_close(controller, DIALOG_LEAVE);
	leave_clear(&controller->leave);
}

/* The question is answered: on with what it was asked for. */
static void
go_on(struct controller *controller, struct effects *out)
{
	enum leave_reason reason = controller->leave.reason;

	close(controller);
	switch (reason) {
	case LEAVE_QUIT:
		effects_add(out, EFFECT_QUIT);
		break;
	case LEAVE_LOGOUT:
		logout_run(controller, out);
		break;
	case LEAVE_ACCOUNT:
		accounts_choose(controller, out);
		break;
	case LEAVE_SLEPT:
		break;
	}
}

/* Only with the session of those who confirmed them. */
static bool
can_send(struct controller *controller)
{
	enum message_id why = MESSAGE_NOT_LOGGED_IN;

	if (controller_connection(controller) != CONNECTION_LOGGED_OUT) {
		if (!guard_waits(controller))
			return true;
		why = MESSAGE_NOT_CHECKED;
	}
	message_set(&controller->leave.refusal, why, TONE_WARNING, NULL);
	return false;
}

static void
delete_now(struct controller *controller)
{
	struct leave *leave = &controller->leave;

	if (!can_send(controller))
		return;
	hold_send_all(controller);
	leave->is_sending = true;
	if (leave->reason == LEAVE_SLEPT)
		close(controller);
}

static void
keep_all(struct controller *controller, struct effects *out)
{
	while (controller->holds.count > 0)
		hold_keep_newest(controller);
	go_on(controller, out);
}

/* Back to where the person was; what slept has all its time again. */
static void
stay(struct controller *controller, struct effects *out)
{
	if (controller->leave.is_sending)
		bulk_stop(controller, out);
	if (controller->leave.reason == LEAVE_SLEPT)
		hold_count_anew(controller);
	close(controller);
}

void
leave_key(struct controller *controller, struct key key, struct effects *out)
{
	struct leave *leave = &controller->leave;
	bool is_letter = key.code == KEYCODE_CHARACTER && !key.has_control;
	int64_t age = controller->now.steady_ms - leave->since_ms;

	if (leave->reason == LEAVE_SLEPT && age < GUARD_MS)
		return;
	if (key.code == KEYCODE_ESCAPE)
		stay(controller, out);
	else if (leave->is_sending || !is_letter)
		return;
	else if (key.scalar == 'd')
		delete_now(controller);
	else if (key.scalar == 'k')
		keep_all(controller, out);
}

void
leave_sent(struct controller *controller, bool is_whole, struct effects *out)
{
	if (!dialog_is_open(controller, DIALOG_LEAVE) ||
	    !controller->leave.is_sending)
		return;
	if (is_whole)
		go_on(controller, out);
	else
		close(controller);
}
