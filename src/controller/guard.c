/* SPDX-License-Identifier: ISC */
/* Asks before anything is shown or done with another account's session. */
#include "config.h"

#include "controller/guard.h"

#include <stdlib.h>

#include "base/text.h"
#include "base/xmalloc.h"
#include "controller/journey.h"

static void
replace(char **text, const char *with)
{
	char *copy = with == NULL ? NULL : xstrdup(with);

	free(*text);
	*text = copy;
}

void
guard_clear(struct guard *guard)
{
	free(guard->last);
	free(guard->accepted);
	free(guard->wanted);
	free(guard->found);
	reply_clear(&guard->held);
	*guard = (struct guard){ 0 };
}

/* Whose session it should be; NULL: nobody has said so. */
static const char *
wanted(const struct controller *controller)
{
	return controller->given.email != NULL ? controller->given.email
	                                       : controller->guard.last;
}

bool
guard_waits(const struct controller *controller)
{
	return wanted(controller) != NULL && !controller->guard.has_passed;
}

void
guard_begin(struct controller *controller)
{
	controller->guard.has_passed = false;
	replace(&controller->guard.accepted, NULL);
}

bool
guard_is_same(const char *one, const char *other)
{
	return one != NULL && other != NULL && text_is_same(one, other);
}

static void
pass(struct guard *guard, const char *email)
{
	guard->has_passed = true;
	replace(&guard->last, email);
}

bool
guard_stops(struct controller *controller, struct reply *profile)
{
	struct guard *guard = &controller->guard;
	const char *email = profile->profile.email;

	if (wanted(controller) == NULL ||
	    guard_is_same(email, wanted(controller)) ||
	    guard_is_same(email, guard->accepted)) {
		pass(guard, email);
		return false;
	}
	guard->has_passed = false;
	replace(&guard->wanted, wanted(controller));
	replace(&guard->found, email == NULL ? "" : email);
	reply_clear(&guard->held);
	reply_take(&guard->held, profile);
	guard->focus = GUARD_LOG_OUT;
	if (!dialog_is_open(controller, DIALOG_GUARD))
		dialog_push(controller, DIALOG_GUARD);
	return true;
}

/* The profile is taken as if it had come now. */
static void
go_on(struct controller *controller, struct effects *out)
{
	struct guard *guard = &controller->guard;
	struct reply profile = { 0 };

	reply_take(&profile, &guard->held);
	dialog_close(controller, DIALOG_GUARD);
	replace(&guard->accepted, profile.profile.email);
	pass(guard, profile.profile.email);
	load_profile_taken(controller, &profile, out);
	reply_clear(&profile);
}

void
guard_key(struct controller *controller, struct key key, struct effects *out)
{
	struct guard *guard = &controller->guard;
	bool is_escape = key.code == KEYCODE_ESCAPE;

	if (controller->logout_seq != 0) {
		if (is_escape)
			logout_cancel(controller, out);
	} else if (key.code == KEYCODE_TAB || key.code == KEYCODE_BACKTAB ||
	           key.code == KEYCODE_LEFT || key.code == KEYCODE_RIGHT) {
		guard->focus =
		    guard->focus == GUARD_LOG_OUT ? GUARD_GO_ON : GUARD_LOG_OUT;
	} else if (key.code == KEYCODE_ENTER && guard->focus == GUARD_GO_ON) {
		go_on(controller, out);
	} else if (key.code == KEYCODE_ENTER || is_escape) {
		/*
		 * It is not the session of what is held back, which stays so
		 * for the login that comes next.
		 */
		logout_send(controller, out);
	}
}

void
guard_logged_out(struct controller *controller, struct effects *out)
{
	dialog_close(controller, DIALOG_GUARD);
	reply_clear(&controller->guard.held);
	login_screen_open(controller, LOGIN_WRONG_ACCOUNT, out);
}
