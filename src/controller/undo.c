/* SPDX-License-Identifier: ISC */
/* Undoing: the newest deletion that is held back, or the last rename. */
#include "config.h"

#include <stdlib.h>

#include "base/xmalloc.h"
#include "controller/journey.h"

void
renamed_clear(struct renamed *renamed)
{
	free(renamed->id);
	free(renamed->old_name);
	free(renamed->new_name);
	*renamed = (struct renamed){ 0 };
}

void
undo_note_rename(struct controller *controller, const char *new_name)
{
	const struct form *form = &controller->form;
	struct renamed *renamed = &controller->renamed;

	renamed_clear(renamed);
	if (form->is_undo)
		return;
	*renamed = (struct renamed){ .id = xstrdup(form->id),
		.old_name = xstrdup(form->old_name),
		.new_name = xstrdup(new_name),
		.order = ++controller->last_order };
}

/* A rename whose API key has gone cannot be undone. */
static bool
has_rename(const struct controller *controller)
{
	const struct apikey *apikey =
	    keylist_find(controller->keys, controller->renamed.id);

	return apikey != NULL && apikey->is_readable && apikey->name != NULL;
}

static const struct hold *
newest_hold(const struct controller *controller)
{
	const struct holds *holds = &controller->holds;

	return holds->count == 0 ? NULL : &holds->items[holds->count - 1];
}

bool
undo_can(const struct controller *controller, enum message_id *why)
{
	const char *id = controller->renamed.id;

	if (newest_hold(controller) != NULL)
		return true;
	if (!has_rename(controller)) {
		*why = MESSAGE_NOTHING_TO_UNDO;
		return false;
	}
	return !hold_refuses(controller, id, why);
}

/* As if the old name had been typed: what is looked at first is the same. */
static void
rename_back(struct controller *controller, struct effects *out)
{
	const struct renamed *renamed = &controller->renamed;
	struct form *form = &controller->form;

	rename_open_for(
	    controller, keylist_find(controller->keys, renamed->id));
	free(form->old_name);
	form->old_name = xstrdup(renamed->new_name);
	field_set(&form->name, renamed->old_name);
	form->is_undo = true;
	rename_submit(controller, out);
}

void
undo_run(struct controller *controller, struct effects *out)
{
	const struct hold *hold = newest_hold(controller);

	if (hold != NULL && (!has_rename(controller) ||
	                        hold->order > controller->renamed.order))
		hold_keep_newest(controller);
	else
		rename_back(controller, out);
}
