/* SPDX-License-Identifier: ISC */
/* The forms that create, rename and note an API key. */
#include "config.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "ui/panes.h"
#include "ui/sentence.h"

enum {
	COLUMNS = 66,
	LABEL_COLUMNS = 14,
};

static const char *
stage_words(const struct form *form)
{
	switch (form->stage) {
	case FORM_EDITING:
		break;
	case FORM_LOOKING:
		return _("Looking whether somebody renamed it… Esc stops "
		         "waiting.");
	case FORM_SENDING:
		return form->id == NULL ? _("Creating… Esc stops waiting.")
		                        : _("Renaming… Esc stops waiting.");
	case FORM_FINDING:
		return _("The answer was lost. Looking what became of it… Esc "
		         "stops waiting.");
	}
	return "";
}

static void
draw_organization(const struct canvas *dialog, struct rect place,
    const struct form *form, bool is_focused)
{
	const char *name = form->choice == 0 || form->choice >= form->choices
	                       ? _("personal")
	                       : form->choice_names[form->choice];
	enum role role = is_focused ? ROLE_BUTTON_FOCUSED : ROLE_TEXT;
	int x = place.x + 2, width;

	width = draw_text(dialog, x, place.y, place.columns - 4, role, name);
	if (form->choices < 2)
		return;
	draw_text(dialog, place.x, place.y, 1, ROLE_ACCENT, "<");
	draw_text(dialog, x + width + 1, place.y, 1, ROLE_ACCENT, ">");
	if (is_focused) {
		dialog->caret->x = getbegx(dialog->window) + x;
		dialog->caret->y = getbegy(dialog->window) + place.y;
	}
}

/* How many lines there are to read and to fill in. */
static int
inputs_of(const struct form *form)
{
	return form_task(form) == FORM_NOTES ? 3 : 2;
}

static void
draw_label(const struct canvas *dialog, struct rect place, const char *label)
{
	draw_text(dialog, place.x - LABEL_COLUMNS, place.y, LABEL_COLUMNS - 1,
	    ROLE_DIM, label);
}

/* Each of these draws one line, and moves the place on. */
static void
put_text(const struct canvas *dialog, struct rect *place, int step,
    const char *label, const char *text)
{
	draw_label(dialog, *place, label);
	draw_text(dialog, place->x, place->y, place->columns, ROLE_DIM, text);
	place->y += step;
}

static void
put_field(const struct canvas *dialog, struct rect *place, int step,
    const char *label, const struct field *field, bool is_focused)
{
	draw_label(dialog, *place, label);
	draw_field(
	    dialog, place->x, place->y, place->columns, field, is_focused);
	place->y += step;
}

/* Draws what was there before, the fields and the choice; returns the end. */
static int
draw_inputs(const struct canvas *dialog, struct rect inside,
    const struct form *form, int step)
{
	struct rect place = { inside.x + LABEL_COLUMNS, inside.y,
		inside.columns - LABEL_COLUMNS, 1 };
	enum form_focus focus =
	    form->stage == FORM_EDITING ? form->focus : FORM_CANCEL;

	switch (form_task(form)) {
	case FORM_CREATES:
		/* TRANSLATORS: labels of fields; 13 columns at most. */
		put_field(dialog, &place, step, _("Name"), &form->name,
		    focus == FORM_NAME);
		draw_label(dialog, place, _("Organization"));
		draw_organization(
		    dialog, place, form, focus == FORM_ORGANIZATION);
		place.y += step;
		break;
	case FORM_RENAMES:
		put_text(dialog, &place, step, _("Old name"), form->old_name);
		put_field(dialog, &place, step, _("New name"), &form->name,
		    focus == FORM_NAME);
		break;
	case FORM_NOTES:
		put_text(dialog, &place, step, _("Name"), form->old_name);
		put_field(dialog, &place, step, _("Note"), &form->note,
		    focus == FORM_NOTE);
		put_field(dialog, &place, step, _("Tags"), &form->tags,
		    focus == FORM_TAGS);
		break;
	}
	return place.y;
}

static const char *
submit_words(const struct form *form)
{
	switch (form_task(form)) {
	case FORM_CREATES:
		break;
	case FORM_RENAMES:
		return _("Rename");
	case FORM_NOTES:
		return _("Save");
	}
	return _("Create");
}

static const char *
title_words(const struct form *form)
{
	switch (form_task(form)) {
	case FORM_CREATES:
		break;
	case FORM_RENAMES:
		return _("Rename API key");
	case FORM_NOTES:
		return _("Note on the API key");
	}
	return _("New API key");
}

static void
draw_buttons(const struct canvas *dialog, int x, int y, const struct form *form)
{
	bool is_editing = form->stage == FORM_EDITING;

	x += draw_button(dialog, x, y, submit_words(form),
	    is_editing && form->focus == FORM_SUBMIT);
	draw_button(dialog, x + 2, y, _("Cancel"),
	    is_editing && form->focus == FORM_CANCEL);
}

/* What is waited for, or why it was refused; for free(3). */
static char *
state_words(const struct controller *controller, enum role *role)
{
	const struct form *form = &controller->form;

	*role = form->stage == FORM_EDITING ? view_tone(form->refusal.tone)
	                                    : ROLE_ACCENT;
	return form->stage == FORM_EDITING
	           ? sentence_of_message(&form->refusal, &controller->bindings)
	           : xstrdup(stage_words(form));
}

/*
 * One line is kept for the state, so that sending does not move the dialog:
 * only a refusal that takes more lines makes it grow.
 */
static int
rows_wished(struct size size, const char *state, int inputs, bool has_room)
{
	int columns =
	    layout_dialog(size, COLUMNS, 0).columns - 2 * LAYOUT_DIALOG_MARGIN;
	int lines = draw_wrapped_lines(columns, state);

	return (lines > 1 ? lines : 1) +
	       (has_room ? 2 * inputs + 6 : inputs + 3);
}

static void
draw_inside(const struct canvas *dialog, struct rect inside,
    const struct controller *controller, bool has_room)
{
	const struct form *form = &controller->form;
	int gap = has_room ? 1 : 0, step = 1 + gap;
	int bottom = dialog->rows - 2 - gap;
	enum role role;
	char *state = state_words(controller, &role);
	struct rect rest = inside;

	inside.y += gap;
	rest.y = inside.y;
	rest.rows = bottom - gap - rest.y;
	if (!view_takes_all(&form->refusal, &controller->bindings, rest,
	        inputs_of(form) * step))
		rest.y = draw_inputs(dialog, inside, form, step);
	rest.rows = bottom - gap - rest.y;
	draw_wrapped(dialog, rest, role, state);
	draw_buttons(dialog, inside.x, bottom, form);
	free(state);
}

void
view_form(const struct canvas *screen, const struct controller *controller)
{
	const struct form *form = &controller->form;
	bool has_room = layout_has_gaps(controller->size);
	enum role role;
	char *state = state_words(controller, &role);
	int rows =
	    rows_wished(controller->size, state, inputs_of(form), has_room);
	struct canvas dialog;
	struct rect inside;

	free(state);
	if (!draw_dialog_open(screen,
	        layout_dialog(controller->size, COLUMNS, rows),
	        title_words(form), &dialog, &inside))
		return;
	draw_inside(&dialog, inside, controller, has_room);
	draw_dialog_close(&dialog);
}
