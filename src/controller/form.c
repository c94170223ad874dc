/* SPDX-License-Identifier: ISC */
/* What all forms share: keys, focus, refusals. */
#include "config.h"

#include "controller/form.h"

#include <stdlib.h>

#include "base/text.h"
#include "controller/journey.h"

void
form_clear(struct form *form)
{
	field_clear(&form->name);
	field_clear(&form->note);
	field_clear(&form->tags);
	for (size_t i = 0; i < form->choices; i++) {
		free(form->choice_ids[i]);
		free(form->choice_names[i]);
	}
	free(form->choice_ids);
	free(form->choice_names);
	free(form->id);
	free(form->predecessor);
	free(form->old_name);
	free(form->old_note);
	free(form->old_tags);
	message_clear(&form->refusal);
	*form = (struct form){ 0 };
}

enum form_task
form_task(const struct form *form)
{
	if (form->is_note)
		return FORM_NOTES;
	return form->id == NULL ? FORM_CREATES : FORM_RENAMES;
}

const char *
form_organization(const struct form *form)
{
	return form->choices == 0 ? NULL : form->choice_ids[form->choice];
}

enum request_kind
form_kind(const struct form *form)
{
	return form->id == NULL ? REQUEST_CREATE : REQUEST_RENAME;
}

enum dialog
form_dialog(const struct form *form)
{
	if (form->predecessor != NULL)
		return DIALOG_ROTATE;
	switch (form_task(form)) {
	case FORM_CREATES:
		return DIALOG_CREATE;
	case FORM_RENAMES:
		return DIALOG_RENAME;
	case FORM_NOTES:
		return DIALOG_NOTE;
	}
	return DIALOG_NONE;
}

void
form_close(struct controller *controller)
{
	dialog_close(controller, form_dialog(&controller->form));
	form_clear(&controller->form);
}

void
form_refuse(struct form *form, const struct message *refusal)
{
	form->stage = FORM_EDITING;
	form->seq = 0;
	message_copy(&form->refusal, refusal);
}

bool
form_accepts_name(struct form *form)
{
	enum message_id why = MESSAGE_NONE;

	if (text_is_blank(field_text(&form->name)))
		why = MESSAGE_NAME_EMPTY;
	else if (form->name.text.length > FORM_NAME_MAX)
		why = MESSAGE_NAME_TOO_LONG;
	message_set(&form->refusal, why, TONE_WARNING, NULL);
	return why == MESSAGE_NONE;
}

/* What keyrack itself refused is no longer true once the text changes. */
static void
forget_refusal(struct form *form)
{
	enum message_id id = form->refusal.id;

	if (id == MESSAGE_NAME_EMPTY || id == MESSAGE_NAME_TOO_LONG ||
	    id == MESSAGE_RENAME_UNCHANGED || id == MESSAGE_NOTE_TOO_LONG ||
	    id == MESSAGE_TAGS_TOO_LONG)
		message_clear(&form->refusal);
}

/* The field that has the focus, and what is said when it is full; or NULL. */
static struct field *
focused_field(struct form *form, enum message_id *too_long)
{
	switch (form->focus) {
	case FORM_NAME:
		*too_long = MESSAGE_NAME_TOO_LONG;
		return &form->name;
	case FORM_NOTE:
		*too_long = MESSAGE_NOTE_TOO_LONG;
		return &form->note;
	case FORM_TAGS:
		*too_long = MESSAGE_TAGS_TOO_LONG;
		return &form->tags;
	case FORM_ORGANIZATION:
	case FORM_SUBMIT:
	case FORM_CANCEL:
		break;
	}
	return NULL;
}

bool
form_paste(struct controller *controller, const char *text)
{
	struct form *form = &controller->form;
	enum message_id too_long;
	struct field *field = focused_field(form, &too_long);

	if (form->stage != FORM_EDITING || field == NULL)
		return false;
	if (field_paste(field, text))
		forget_refusal(form);
	else
		message_set(&form->refusal, too_long, TONE_WARNING, NULL);
	return true;
}

/* Whether there is something to type, to choose or to press. */
static bool
has_place(const struct form *form, enum form_focus focus)
{
	switch (focus) {
	case FORM_NAME:
		return !form->is_note;
	case FORM_ORGANIZATION:
		return form->choices > 1;
	case FORM_NOTE:
	case FORM_TAGS:
		return form->is_note;
	case FORM_SUBMIT:
	case FORM_CANCEL:
		break;
	}
	return true;
}

static void
move_focus(struct form *form, int step)
{
	int count = FORM_CANCEL + 1, focus = (int)form->focus;

	do
		focus = (focus + step + count) % count;
	while (!has_place(form, (enum form_focus)focus));
	form->focus = (enum form_focus)focus;
}

static void
move_choice(struct form *form, bool is_back)
{
	size_t step = is_back ? form->choices - 1 : 1;

	form->choice = (form->choice + step) % form->choices;
}

static bool
is_character(struct key key, char character)
{
	return key.code == KEYCODE_CHARACTER && !key.has_control &&
	       key.scalar == (uint32_t)character;
}

static void
submit(struct controller *controller, struct effects *out)
{
	struct message why = { 0 };

	if (controller->form.is_note) {
		note_submit(controller, out);
		return;
	}
	if (guard_waits(controller)) {
		message_set(&why, MESSAGE_NOT_CHECKED, TONE_WARNING, NULL);
		form_refuse(&controller->form, &why);
		message_clear(&why);
		return;
	}
	if (form_kind(&controller->form) == REQUEST_CREATE)
		create_submit(controller, out);
	else
		rename_submit(controller, out);
}

static void
press_enter(struct controller *controller, struct effects *out)
{
	struct form *form = &controller->form;

	switch (form->focus) {
	case FORM_NAME:
	case FORM_NOTE:
	case FORM_TAGS:
	case FORM_ORGANIZATION:
	case FORM_SUBMIT:
		submit(controller, out);
		break;
	case FORM_CANCEL:
		form_close(controller);
		break;
	}
}

/* The keys that belong to what has the focus; false: it has no use for it. */
static bool
focus_takes_key(struct form *form, struct key key)
{
	bool is_back = key.code == KEYCODE_LEFT || key.code == KEYCODE_UP;
	bool is_arrow =
	    is_back || key.code == KEYCODE_RIGHT || key.code == KEYCODE_DOWN;

	enum message_id too_long;
	struct field *field = focused_field(form, &too_long);

	if (field != NULL) {
		if (!field_key(field, key))
			return false;
		forget_refusal(form);
		return true;
	}
	if (form->focus != FORM_ORGANIZATION ||
	    (!is_arrow && !is_character(key, ' ')))
		return false;
	move_choice(form, is_back);
	return true;
}

/* What the form says may be true no longer; the message line tells more. */
static void
reload(struct controller *controller, struct effects *out)
{
	message_clear(&controller->form.refusal);
	controller->form.rename_anyway = false;
	browse_reload(controller, out);
}

static void
edit_key(struct controller *controller, struct key key, struct effects *out)
{
	struct form *form = &controller->form;
	bool is_button =
	    form->focus == FORM_SUBMIT || form->focus == FORM_CANCEL;

	if (key.code == KEYCODE_ESCAPE)
		form_close(controller);
	else if (key.code == KEYCODE_ENTER)
		press_enter(controller, out);
	else if (focus_takes_key(form, key))
		return;
	else if (key.code == KEYCODE_TAB || key.code == KEYCODE_DOWN)
		move_focus(form, 1);
	else if (key.code == KEYCODE_BACKTAB || key.code == KEYCODE_UP)
		move_focus(form, -1);
	else if (is_button &&
	         (key.code == KEYCODE_LEFT || key.code == KEYCODE_RIGHT))
		form->focus =
		    form->focus == FORM_SUBMIT ? FORM_CANCEL : FORM_SUBMIT;
	else if (bindings_has(&controller->bindings, key, COMMAND_HELP))
		help_open(controller, out);
	else if (bindings_has(&controller->bindings, key, COMMAND_RELOAD))
		reload(controller, out);
}

/* Esc while the form waits. What was sent may have been carried out. */
static void
cancel(struct controller *controller, struct effects *out)
{
	const struct error no_error = { 0 };
	struct form *form = &controller->form;
	uint32_t seq = form->seq;

	switch (form->stage) {
	case FORM_EDITING:
		break;
	case FORM_SENDING:
		effects_cancel(out, seq);
		lost_open(controller, form_kind(form), &no_error, out);
		break;
	case FORM_LOOKING:
		load_cancel(&controller->keys_loading, out);
		form->stage = FORM_EDITING;
		form->seq = 0;
		journey_tell(controller, MESSAGE_CANCELLED, TONE_INFO, NULL);
		controller->message.request = form_kind(form);
		break;
	case FORM_FINDING:
		load_cancel(&controller->keys_loading, out);
		lost_unseen(controller, seq, &no_error);
		break;
	}
}

void
form_key(struct controller *controller, struct key key, struct effects *out)
{
	/* The news come at once: no key that is pressed is lost by that. */
	if (controller->form.is_checking)
		return;
	if (controller->form.stage == FORM_EDITING)
		edit_key(controller, key, out);
	else if (key.code == KEYCODE_ESCAPE)
		cancel(controller, out);
	else if (bindings_has(&controller->bindings, key, COMMAND_HELP))
		help_open(controller, out);
}
