/* SPDX-License-Identifier: ISC */
/* The dialog that replaces an API key: never is there none that works. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "controller/journey.h"

/* More than is ever sent. */
#define FIELD_MAX (16 * FORM_NAME_MAX)

/* The one that is replaced: the cursor may stand on its successor. */
static const struct apikey *
old_one(const struct controller *controller)
{
	const struct apikey *apikey = journey_target(controller);
	const struct ledger_entry *old =
	    ledger_find_predecessor(&controller->book.ledger, apikey->id);

	if (controller_rotation(controller, apikey->id) != ROTATION_NONE ||
	    old == NULL || old->stage == ROTATION_NONE)
		return apikey;
	return keylist_find(controller->keys, old->id);
}

/* Lent; NULL: there is none, or it is not listed. */
static const struct apikey *
successor_of(const struct controller *controller, const char *id)
{
	const struct ledger_entry *entry =
	    ledger_find(&controller->book.ledger, id);

	return entry == NULL || entry->successor == NULL
	           ? NULL
	           : keylist_find(controller->keys, entry->successor);
}

bool
rotate_can(const struct controller *controller, enum message_id *why)
{
	const struct apikey *old = old_one(controller), *successor;

	*why = MESSAGE_ROTATION_NO_LEDGER;
	if (controller->given.has_no_ledger)
		return false;
	*why = MESSAGE_UNREADABLE;
	if (old == NULL || !old->is_readable || old->name == NULL ||
	    hold_refuses(controller, old->id, why))
		return false;
	successor = successor_of(controller, old->id);
	return successor == NULL ||
	       !hold_refuses(controller, successor->id, why);
}

/* The form holds what is sent: the same name and organization. */
static void
fill_form(struct controller *controller, const struct apikey *old)
{
	struct form *form = &controller->form;
	const char *name = keylist_organization_name(controller->keys, old);

	form_clear(form);
	field_init(&form->name, FIELD_MAX);
	field_set(&form->name, old->name);
	form->predecessor = xstrdup(old->id);
	form->choices = 2;
	form->choice_ids = xcalloc(form->choices, sizeof(char *));
	form->choice_names = xcalloc(form->choices, sizeof(char *));
	if (old->organization == NULL)
		return;
	form->choice = 1;
	form->choice_ids[1] = xstrdup(old->organization);
	form->choice_names[1] =
	    xstrdup(name == NULL ? old->organization : name);
}

void
rotate_open(struct controller *controller, struct effects *out)
{
	const struct apikey *old = old_one(controller);
	struct rotation *rotation = &controller->rotation;

	(void)out;
	rotation_clear(rotation);
	rotation->id = xstrdup(old->id);
	rotation->name = xstrdup(old->name);
	rotation->stage = controller_rotation(controller, old->id);
	rotation->focus = rotation->stage == ROTATION_NONE ? ROTATION_ROTATE
	                                                   : ROTATION_CANCEL;
	fill_form(controller, old);
	dialog_push(controller, DIALOG_ROTATE);
}

static void
refuse(struct controller *controller, enum message_id id)
{
	message_set(&controller->form.refusal, id, TONE_WARNING,
	    controller->rotation.name);
}

/*
 * The ledger says so before the request goes: it could be the last act. Where
 * it cannot, nobody would know of two API keys after a crash.
 */
static void
begin(struct controller *controller, struct effects *out)
{
	struct rotation *rotation = &controller->rotation;

	if (keylist_find(controller->keys, rotation->id) == NULL) {
		refuse(controller, MESSAGE_ALREADY_GONE);
		return;
	}
	book_enter(controller, LEDGER_ROTATION_BEGUN, rotation->id, NULL);
	book_write(controller, out);
	rotation->is_noting = true;
}

void
rotate_noted(struct controller *controller, struct effects *out)
{
	if (!controller->rotation.is_noting)
		return;
	controller->rotation.is_noting = false;
	create_submit(controller, out);
}

/* Nothing was asked for: what is entered must not say that it may have been. */
static void
stop_noting(struct controller *controller)
{
	struct rotation *rotation = &controller->rotation;

	rotation->is_noting = false;
	if (rotation->stage == ROTATION_NONE)
		book_enter(
		    controller, LEDGER_ROTATION_ENDED, rotation->id, NULL);
}

bool
rotate_unnoted(struct controller *controller, const struct error *reason)
{
	if (!controller->rotation.is_noting)
		return false;
	stop_noting(controller);
	refuse(controller, MESSAGE_ROTATION_UNNOTED);
	controller->form.refusal.error = *reason;
	return true;
}

/* Held back like any deletion: u keeps it. */
static void
drop(struct controller *controller, const struct apikey *apikey)
{
	struct targets one = { 0 };

	targets_add(&one, controller->keys, apikey);
	form_close(controller);
	hold_take(controller, &one);
}

static bool
works(const struct controller *controller, const struct apikey *apikey)
{
	return apikey != NULL && apikey->is_readable && apikey->name != NULL &&
	       controller_fate(controller, apikey->id) == FATE_NONE;
}

/* Only while the successor is there, and known to somebody. */
static void
retire(struct controller *controller)
{
	struct rotation *rotation = &controller->rotation;
	const struct apikey *old = keylist_find(controller->keys, rotation->id);

	if (old == NULL || old->name == NULL) {
		refuse(controller, MESSAGE_ALREADY_GONE);
	} else if (!works(controller, successor_of(controller, rotation->id))) {
		refuse(controller, MESSAGE_ROTATION_ALONE);
	} else if (controller_has_expired_successor(controller, rotation->id)) {
		refuse(controller, MESSAGE_ROTATION_EXPIRED);
	} else if (controller_rotation(controller, rotation->id) !=
	               ROTATION_HANDED &&
	           !rotation->asks) {
		refuse(controller, MESSAGE_ROTATION_ASKS);
		rotation->asks = true;
	} else {
		drop(controller, old);
	}
}

static void
go_back(struct controller *controller)
{
	const char *id = controller->rotation.id;
	const struct apikey *successor = successor_of(controller, id);

	if (!works(controller, keylist_find(controller->keys, id)))
		refuse(controller, MESSAGE_ROTATION_ALONE);
	else if (successor == NULL || successor->name == NULL)
		refuse(controller, MESSAGE_ALREADY_GONE);
	else
		drop(controller, successor);
}

static void
press(struct controller *controller, struct effects *out)
{
	if (guard_waits(controller)) {
		refuse(controller, MESSAGE_NOT_CHECKED);
		return;
	}
	switch (controller->rotation.focus) {
	case ROTATION_ROTATE:
		begin(controller, out);
		break;
	case ROTATION_FORGET:
		book_enter(controller, LEDGER_ROTATION_ENDED,
		    controller->rotation.id, NULL);
		form_close(controller);
		break;
	case ROTATION_RETIRE:
		retire(controller);
		break;
	case ROTATION_BACK:
		go_back(controller);
		break;
	case ROTATION_CANCEL:
		form_close(controller);
		break;
	}
}

/* False: it does not move the focus. */
static bool
move_focus(struct rotation *rotation, enum key_code code)
{
	enum rotation_button buttons[3];
	size_t count = rotation_buttons(rotation, buttons), place = 0, step;

	if (code == KEYCODE_TAB || code == KEYCODE_RIGHT)
		step = 1;
	else if (code == KEYCODE_BACKTAB || code == KEYCODE_LEFT)
		step = count - 1;
	else
		return false;
	while (place < count - 1 && buttons[place] != rotation->focus)
		place++;
	rotation->focus = buttons[(place + step) % count];
	rotation->asks = false;
	return true;
}

/* What the dialog says may be true no longer; nor is it asked any more. */
static void
reload(struct controller *controller, struct effects *out)
{
	message_clear(&controller->form.refusal);
	controller->rotation.asks = false;
	browse_reload(controller, out);
}

void
rotate_key(struct controller *controller, struct key key, struct effects *out)
{
	bool is_noting = controller->rotation.is_noting;

	if (controller->form.stage != FORM_EDITING) {
		form_key(controller, key, out);
		return;
	}
	if (key.code == KEYCODE_ESCAPE) {
		if (is_noting)
			stop_noting(controller);
		form_close(controller);
	} else if (is_noting)
		return;
	else if (key.code == KEYCODE_ENTER)
		press(controller, out);
	else if (bindings_has(&controller->bindings, key, COMMAND_RELOAD))
		reload(controller, out);
	else if (!move_focus(&controller->rotation, key.code) &&
	         bindings_has(&controller->bindings, key, COMMAND_HELP))
		help_open(controller, out);
}
