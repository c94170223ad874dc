/* SPDX-License-Identifier: ISC */
/* Says at the start, and after a login, what is about to expire. */
#include "config.h"

#include "base/date.h"
#include "controller/journey.h"

#define DAY_MS ((int64_t)24 * 60 * 60 * 1000)

struct tally {
	int64_t expiring, expired;
};

/* As the views of the same names have it. */
static struct tally
count(const struct controller *controller)
{
	int64_t now_ms = controller->now.wall_ms;
	int64_t soon_ms = now_ms + controller->given.expiry_warning_ms;
	struct tally tally = { 0, 0 };

	for (size_t i = 0; i < keylist_total(controller->keys); i++) {
		int64_t ends_ms = keylist_at(controller->keys, i)->expires_ms;

		if (ends_ms == DATE_NONE)
			continue;
		if (ends_ms <= now_ms)
			tally.expired++;
		else if (ends_ms < soon_ms)
			tally.expiring++;
	}
	return tally;
}

/* Troubles and results are of more interest than a warning. */
static bool
may_give_way(enum message_id id)
{
	return id == MESSAGE_NONE || id == MESSAGE_HINT_START ||
	       id == MESSAGE_LOGGED_IN;
}

void
expiring_tell(struct controller *controller)
{
	struct message *message = &controller->message;
	struct tally tally;

	/* What is asked again passes: then it is told after all. */
	if (!controller->warns || !controller->keys_loading.is_loaded ||
	    message->id == MESSAGE_TRYING_AGAIN)
		return;
	controller->warns = false;
	tally = count(controller);
	if (tally.expiring == 0 || !may_give_way(message->id))
		return;
	journey_tell(controller, MESSAGE_EXPIRING, TONE_WARNING, NULL);
	message->number = tally.expiring;
	message->total = tally.expired;
	message->days = controller->given.expiry_warning_ms / DAY_MS;
}
