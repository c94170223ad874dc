/* SPDX-License-Identifier: ISC */
/* How far each rotation has come, as the ledger says. */
#include "config.h"

#include "controller/rotation.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/xmalloc.h"
#include "controller/journey.h"

void
rotation_clear(struct rotation *rotation)
{
	free(rotation->id);
	free(rotation->name);
	*rotation = (struct rotation){ .has_aimed = rotation->has_aimed,
		.is_told = rotation->is_told };
}

enum rotation_stage
controller_rotation(const struct controller *controller, const char *id)
{
	const struct ledger_entry *entry =
	    id == NULL ? NULL : ledger_find(&controller->book.ledger, id);

	return entry == NULL ? ROTATION_NONE : entry->stage;
}

bool
controller_has_expired_successor(
    const struct controller *controller, const char *id)
{
	const struct ledger_entry *entry =
	    ledger_find(&controller->book.ledger, id);
	const struct apikey *successor =
	    entry == NULL || entry->successor == NULL
	        ? NULL
	        : keylist_find(controller->keys, entry->successor);

	return successor != NULL && successor->expires_ms != DATE_NONE &&
	       successor->expires_ms <= controller->now.wall_ms;
}

size_t
rotation_buttons(
    const struct rotation *rotation, enum rotation_button buttons[3])
{
	size_t count = 0;

	switch (rotation->stage) {
	case ROTATION_NONE:
	case ROTATION_BEGUN:
		buttons[count++] = ROTATION_ROTATE;
		if (rotation->stage == ROTATION_BEGUN)
			buttons[count++] = ROTATION_FORGET;
		break;
	case ROTATION_MADE:
	case ROTATION_HANDED:
		buttons[count++] = ROTATION_RETIRE;
		buttons[count++] = ROTATION_BACK;
		break;
	}
	buttons[count++] = ROTATION_CANCEL;
	return count;
}

void
rotation_made(struct controller *controller, const char *predecessor,
    const char *successor)
{
	if (predecessor != NULL)
		book_enter(
		    controller, LEDGER_ROTATION_MADE, predecessor, successor);
}

/* One that was lost before may be there all the same. */
void
rotation_refused(struct controller *controller)
{
	const char *id = controller->form.predecessor;

	if (id != NULL && controller->rotation.stage == ROTATION_NONE)
		book_enter(controller, LEDGER_ROTATION_ENDED, id, NULL);
}

void
rotation_handed(struct controller *controller, const char *id)
{
	const struct ledger_entry *old =
	    ledger_find_predecessor(&controller->book.ledger, id);
	char *old_id;

	if (old == NULL || old->stage != ROTATION_MADE)
		return;
	old_id = xstrdup(old->id);
	book_enter(controller, LEDGER_ROTATION_HANDED, old_id, NULL);
	free(old_id);
}

static void
end(struct controller *controller, const struct ledger_entry *entry)
{
	char *id = xstrdup(entry->id);

	book_enter(controller, LEDGER_ROTATION_ENDED, id, NULL);
	free(id);
}

void
rotation_gone(struct controller *controller, const char *id)
{
	const struct ledger *ledger = &controller->book.ledger;
	const struct ledger_entry *entry = ledger_find(ledger, id);

	if (entry != NULL && entry->stage != ROTATION_NONE)
		end(controller, entry);
	entry = ledger_find_predecessor(ledger, id);
	if (entry != NULL && entry->stage != ROTATION_NONE)
		end(controller, entry);
}

static bool
is_listed(const struct controller *controller, const char *id)
{
	return keylist_find(controller->keys, id) != NULL;
}

/* How many of the two the list shows; without a successor there is one. */
static int
count_listed(
    const struct controller *controller, const struct ledger_entry *entry)
{
	return is_listed(controller, entry->id) +
	       (entry->successor != NULL &&
	           is_listed(controller, entry->successor));
}

/* What nobody may have comes before what may be there, and that is old. */
static int
urgency(enum rotation_stage stage)
{
	switch (stage) {
	case ROTATION_NONE:
		break;
	case ROTATION_HANDED:
		return 1;
	case ROTATION_BEGUN:
		return 2;
	case ROTATION_MADE:
		return 3;
	}
	return 0;
}

/* Once, at first: somebody who has moved it since works elsewhere. */
static void
aim(struct controller *controller, const struct ledger_entry *entry)
{
	struct rotation *rotation = &controller->rotation;

	if (!rotation->has_aimed && entry != NULL)
		browse_aim(controller, entry->stage == ROTATION_MADE
		                           ? entry->successor
		                           : entry->id);
	rotation->has_aimed = true;
}

/* A trouble of the ledger itself comes first; a later list tells the rest. */
static bool
has_line(const struct controller *controller)
{
	const struct message *message = &controller->message;

	return message->is_seen || message->id < MESSAGE_LEDGER_DAMAGED ||
	       message->id > MESSAGE_LEDGER_NOT_WRITTEN;
}

static void
tell(struct controller *controller, const struct ledger_entry *entry,
    size_t others)
{
	static const enum message_id words[] = {
		[ROTATION_BEGUN] = MESSAGE_ROTATION_BEGUN,
		[ROTATION_MADE] = MESSAGE_ROTATION_MADE,
		[ROTATION_HANDED] = MESSAGE_ROTATION_HANDED,
	};

	journey_tell(controller, words[entry->stage], TONE_WARNING,
	    keylist_find(controller->keys, entry->id)->name);
	controller->message.number = (int64_t)others;
}

void
rotation_look(struct controller *controller)
{
	const struct ledger *ledger = &controller->book.ledger;
	const struct ledger_entry *first = NULL;
	size_t count = 0;

	for (size_t i = 0; i < ledger->count; i++) {
		const struct ledger_entry *entry = &ledger->entries[i];

		int listed = entry->stage == ROTATION_NONE
		                 ? 0
		                 : count_listed(controller, entry);

		/* The list may be another person's, where it shows none. */
		if (listed == 0)
			continue;
		/* Somebody deleted one elsewhere; the other is as it was. */
		if (entry->successor != NULL && listed == 1) {
			end(controller, entry);
			continue;
		}
		if (first == NULL ||
		    urgency(entry->stage) > urgency(first->stage))
			first = entry;
		count++;
	}
	aim(controller, first);
	if (controller->rotation.is_told || !has_line(controller))
		return;
	controller->rotation.is_told = true;
	if (first != NULL)
		tell(controller, first, count - 1);
}
