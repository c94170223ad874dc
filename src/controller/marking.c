/* SPDX-License-Identifier: ISC */
/* Marking API keys: one by one, in a range, all that are shown. */
#include "config.h"

#include <stdlib.h>

#include "base/xmalloc.h"
#include "controller/journey.h"

static bool
can_be_marked(const struct controller *controller, const struct apikey *apikey)
{
	return apikey->id != NULL && apikey->is_readable &&
	       !controller_is_held_back(controller, apikey->id);
}

static void
mark(struct controller *controller, const struct apikey *apikey, bool is_marked)
{
	if (!is_marked || can_be_marked(controller, apikey))
		keylist_mark(controller->keys, apikey, is_marked);
}

static void
settle(struct controller *controller)
{
	keylist_settle_marks(controller->keys);
	browse_follow(controller);
}

static void
tell_count(struct controller *controller)
{
	settle(controller);
	journey_tell(controller, MESSAGE_MARKED, TONE_INFO, NULL);
	controller->message.number = (int64_t)keylist_marked(controller->keys);
}

void
marking_toggle(struct controller *controller, struct effects *out)
{
	const struct apikey *apikey = controller_current(controller);

	(void)out;
	mark(controller, apikey, !keylist_is_marked(controller->keys, apikey));
	browse_move(controller, KEYCODE_DOWN);
	settle(controller);
}

void
marking_all(struct controller *controller, struct effects *out)
{
	const struct keylist *keys = controller->keys;

	(void)out;
	for (size_t row = 0; row < keylist_rows(keys); row++)
		mark(controller, keylist_row(keys, row), true);
	tell_count(controller);
}

void
marking_invert(struct controller *controller, struct effects *out)
{
	const struct keylist *keys = controller->keys;
	const struct apikey *apikey;

	(void)out;
	for (size_t row = 0; row < keylist_rows(keys); row++) {
		apikey = keylist_row(keys, row);
		mark(controller, apikey, !keylist_is_marked(keys, apikey));
	}
	tell_count(controller);
}

void
marking_clear(struct controller *controller)
{
	keylist_unmark_all(controller->keys);
	targets_clear(&controller->failures);
	settle(controller);
	/* The count that was told is none now. */
	if (controller->message.id == MESSAGE_MARKED)
		message_clear(&controller->message);
}

void
marking_open_range(struct controller *controller, struct effects *out)
{
	(void)out;
	marking_drop_range(controller);
	controller->range_id = xstrdup(controller_current(controller)->id);
	journey_tell(controller, MESSAGE_RANGE, TONE_INFO, NULL);
}

void
marking_drop_range(struct controller *controller)
{
	free(controller->range_id);
	controller->range_id = NULL;
}

bool
controller_range(const struct controller *controller, struct row_range *range)
{
	long anchor =
	    controller->range_id == NULL
	        ? -1
	        : keylist_row_of(controller->keys, controller->range_id);
	long row = controller->cursor.row;

	if (anchor < 0)
		return false;
	range->first = anchor < row ? anchor : row;
	range->last = anchor < row ? row : anchor;
	return true;
}

static void
keep_range(struct controller *controller)
{
	const struct keylist *keys = controller->keys;
	struct row_range range;

	if (controller_range(controller, &range))
		for (long row = range.first; row <= range.last; row++)
			mark(controller, keylist_row(keys, (size_t)row), true);
	marking_drop_range(controller);
	tell_count(controller);
}

bool
marking_takes_key(struct controller *controller, struct key key)
{
	const struct command *command =
	    bindings_find(&controller->bindings, key);
	bool ends = key.code == KEYCODE_ENTER ||
	            (command != NULL && (command->id == COMMAND_RANGE ||
	                                    command->id == COMMAND_MARK));

	if (controller->range_id == NULL)
		return false;
	if (key.code == KEYCODE_ESCAPE) {
		marking_drop_range(controller);
		message_clear(&controller->message);
		return true;
	}
	/* What is done next is done to the range that the person sees. */
	if (ends || (command != NULL && command->group != GROUP_MOVE))
		keep_range(controller);
	return ends;
}
