/* SPDX-License-Identifier: ISC */
/* What may be handed out now, and why not. */
#include "config.h"

#include "controller/journey.h"

/* A token is asked for anew; what the list says of it is known already. */
static bool
can_get_token(const struct controller *controller, enum message_id *why)
{
	const struct apikey *apikey = journey_target(controller);

	if (!journey_can_open(controller, why))
		return false;
	if (hold_refuses(controller, apikey->id, why))
		return false;
	if (!apikey->is_readable || apikey->name == NULL)
		*why = MESSAGE_UNREADABLE;
	else if (apikey->token.is_masked)
		*why = MESSAGE_TOKEN_MASKED;
	else
		return true;
	return false;
}

bool
handout_can_copy(const struct controller *controller, enum message_id *why)
{
	if (controller->given.can_copy)
		return can_get_token(controller, why);
	*why = MESSAGE_NO_ROUTE;
	return false;
}

bool
handout_can_copy_id(const struct controller *controller, enum message_id *why)
{
	if (controller->given.can_copy)
		return journey_can_open(controller, why);
	*why = MESSAGE_NO_ROUTE;
	return false;
}

bool
handout_can_reveal(const struct controller *controller, enum message_id *why)
{
	if (!controller->given.is_presenter)
		return can_get_token(controller, why);
	*why = MESSAGE_PRESENTER;
	return false;
}
