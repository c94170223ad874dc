/* SPDX-License-Identifier: ISC */
/* Asks the service for one token, which is handed over when the list comes. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "controller/journey.h"

void
wish_clear(struct wish *wish)
{
	free(wish->id);
	free(wish->name);
	*wish = (struct wish){ 0 };
}

static void
ask(struct controller *controller, enum wish_kind kind, struct effects *out)
{
	const struct apikey *apikey = journey_target(controller);
	struct wish *wish = &controller->wish;

	wish_clear(wish);
	wish->kind = kind;
	wish->id = xstrdup(apikey->id);
	wish->name = xstrdup(apikey->name);
	journey_tell(controller, MESSAGE_TOKEN_ASKED, TONE_INFO, wish->name);
	load_list(controller, out);
}

void
wish_copy(struct controller *controller, struct effects *out)
{
	ask(controller, WISH_COPY, out);
}

void
wish_reveal(struct controller *controller, struct effects *out)
{
	ask(controller, WISH_REVEAL, out);
}

/* The token among those that the reply kept; NULL: it is not there. */
static struct secret *
find_token(struct reply *list, const char *id)
{
	for (size_t i = 0; i < list->kept_count; i++)
		if (strcmp(list->kept[i].id, id) == 0)
			return &list->kept[i].token;
	return NULL;
}

static void
hand_over(struct controller *controller, const struct wish *wish,
    struct secret *token, struct effects *out)
{
	if (wish->kind == WISH_COPY)
		copy_token(controller, wish->id, wish->name, token, out);
	else if (wish->kind == WISH_REVEAL)
		reveal_open(controller, wish, token);
}

void
wish_look(
    struct controller *controller, struct reply *list, struct effects *out)
{
	struct wish wish = controller->wish;
	const struct apikey *record;
	struct secret *token;

	if (wish.kind == WISH_NOTHING)
		return;
	controller->wish = (struct wish){ 0 };
	record = apikeys_find(&list->apikeys, wish.id);
	token = find_token(list, wish.id);
	if (token != NULL && !secret_is_empty(token))
		hand_over(controller, &wish, token, out);
	else if (record == NULL)
		journey_tell(
		    controller, MESSAGE_ALREADY_GONE, TONE_WARNING, wish.name);
	else
		journey_tell(controller,
		    record->token.is_masked ? MESSAGE_TOKEN_MASKED
		                            : MESSAGE_UNREADABLE,
		    TONE_WARNING, wish.name);
	wish_clear(&wish);
}

bool
wish_unseen(struct controller *controller, const struct reply *list)
{
	struct wish *wish = &controller->wish;

	if (wish->kind == WISH_NOTHING)
		return false;
	message_set_reply(&controller->message, MESSAGE_TOKEN_UNSEEN, TONE_BAD,
	    list, wish->name);
	wish_clear(wish);
	return true;
}

bool
wish_stop(struct controller *controller, struct effects *out)
{
	if (controller->wish.kind == WISH_NOTHING)
		return false;
	load_cancel(&controller->keys_loading, out);
	controller->keys_loading.is_asked = false;
	wish_clear(&controller->wish);
	journey_tell(controller, MESSAGE_TOKEN_STOPPED, TONE_INFO, NULL);
	return true;
}

/* The list comes all the same: others may wait for it. */
void
wish_give_up_reveal(struct controller *controller)
{
	struct wish *wish = &controller->wish;

	if (wish->kind != WISH_REVEAL)
		return;
	journey_tell(
	    controller, MESSAGE_REVEAL_GIVEN_UP, TONE_WARNING, wish->name);
	wish_clear(wish);
}
