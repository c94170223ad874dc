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
undo_note_rename(struct controller *controller, const char *id,
    const char *old_name, const char *new_name)
{
	struct renamed *renamed = &controller->renamed;

	renamed_clear(renamed);
	if (old_name == NULL)
		return;
	*renamed = (struct renamed){ .id = xstrdup(id),
		.old_name = xstrdup(old_name),
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

/* One that was renamed later is named back first. */
static bool
would_keep(const struct controller *controller)
{
	const struct hold *hold = newest_hold(controller);

	return hold != NULL && (!has_rename(controller) ||
	                           hold->order > controller->renamed.order);
}

/* The login screen has letters of its own. */
static bool
login_takes_undo(const struct controller *controller)
{
	const struct binding *binding = &controller->bindings.of[COMMAND_UNDO];

	for (size_t i = 0; i < binding->count; i++)
		if (login_screen_owns(binding->keys[i]))
			return false;
	return !controller->login.field_is_open;
}

/* Where text is typed, or something is asked, the key means that. */
static bool
is_taken(const struct controller *controller)
{
	switch (controller_dialog(controller)) {
	case DIALOG_NONE:
		return !controller->filter_is_open;
	case DIALOG_DETAILS:
	case DIALOG_MESSAGES:
	case DIALOG_COLUMNS:
	case DIALOG_ACCOUNTS:
		return true;
	case DIALOG_LOGIN:
		return login_takes_undo(controller);
	case DIALOG_CREATE:
	case DIALOG_RENAME:
	case DIALOG_NOTE:
	case DIALOG_DELETE:
	case DIALOG_DELETE_MANY:
	case DIALOG_CREATED:
	case DIALOG_ROTATE:
	case DIALOG_REVEAL:
	case DIALOG_HELP:
	case DIALOG_GUARD:
	case DIALOG_LEAVE:
		break;
	}
	return false;
}

bool
controller_undo_keeps(const struct controller *controller)
{
	return is_taken(controller) && would_keep(controller);
}

bool
undo_takes_key(struct controller *controller, struct key key)
{
	if (!bindings_has(&controller->bindings, key, COMMAND_UNDO) ||
	    !controller_undo_keeps(controller))
		return false;
	hold_keep_newest(controller);
	return true;
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
	if (would_keep(controller))
		hold_keep_newest(controller);
	else
		rename_back(controller, out);
}
