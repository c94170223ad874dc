/* SPDX-License-Identifier: ISC */
/* The dialog that replaces an API key, and what is left to do. */
#include "config.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "ui/fill.h"
#include "ui/panes.h"
#include "ui/plain.h"
#include "ui/sentence.h"

enum {
	COLUMNS = 66,
	FRAME_LINES = 2,
};

const char *
view_rotation_words(enum rotation_stage stage)
{
	switch (stage) {
	case ROTATION_NONE:
		break;
	case ROTATION_BEGUN:
		return _("Begun here. Perhaps a second API key of this name "
		         "was made: look at when each was created.");
	case ROTATION_MADE:
		return _("Retiring. The token of its successor may not have "
		         "reached anybody.");
	case ROTATION_HANDED:
		return _("Retiring. The token of its successor was handed "
		         "out.");
	}
	return "";
}

static const char *
button_words(enum rotation_button button)
{
	switch (button) {
	case ROTATION_ROTATE:
		return _("Rotate");
	case ROTATION_FORGET:
		return _("Forget it");
	case ROTATION_RETIRE:
		/* TRANSLATORS: three buttons, in 34 columns together. */
		return _("Retire");
	case ROTATION_BACK:
		return _("Go back");
	case ROTATION_CANCEL:
		return _("Cancel");
	}
	return "";
}

/* What the buttons do, or what is under way; for free(3). */
static char *
state_words(const struct controller *controller, enum role *role)
{
	const struct form *form = &controller->form;

	*role = ROLE_ACCENT;
	if (form->stage == FORM_FINDING)
		return xstrdup(_("The answer was lost. Looking what became of "
		                 "it… Esc stops waiting."));
	if (form->stage != FORM_EDITING)
		return xstrdup(_("Creating the successor… Esc stops waiting."));
	*role = view_tone(form->refusal.tone);
	if (form->refusal.id != MESSAGE_NONE)
		return sentence_of_message(
		    &form->refusal, &controller->bindings);
	*role = ROLE_WARNING;
	if (controller_has_expired_successor(
	        controller, controller->rotation.id))
		return xstrdup(
		    _("“{name}” has a successor that has expired already. Go "
		      "back and delete the successor, then rotate anew."));
	*role = ROLE_TEXT;
	switch (controller->rotation.stage) {
	case ROTATION_NONE:
		break;
	case ROTATION_BEGUN:
		*role = ROLE_WARNING;
		return xstrdup(
		    _("Perhaps a second “{name}” was made: look at when each "
		      "was created, first. Rotate makes one more."));
	case ROTATION_MADE:
		return xstrdup(
		    _("“{name}” has a successor whose token may not have "
		      "reached anybody: copy it first. Then retire the old "
		      "one, or go back and delete the successor."));
	case ROTATION_HANDED:
		return xstrdup(
		    _("“{name}” has a successor whose token was handed out. "
		      "Retire the old one, or go back and delete the "
		      "successor."));
	}
	return xstrdup(
	    _("A successor of “{name}” with the same name and organization is "
	      "made, and its token handed out. The old one stays until you "
	      "retire it."));
}

static char *
words_of(const struct controller *controller, enum role *role)
{
	char *open = state_words(controller, role);
	char *name = plain_text(controller->rotation.name);
	const struct filling filling = { "{name}", name };
	char *words = fill(open, &filling, 1);

	free(open);
	free(name);
	return words;
}

static void
draw_buttons(const struct canvas *dialog, int x, int y,
    const struct controller *controller)
{
	const struct rotation *rotation = &controller->rotation;
	enum rotation_button buttons[3];
	size_t count = rotation_buttons(rotation, buttons);
	bool is_waiting = controller->form.stage != FORM_EDITING;

	for (size_t i = 0; i < count; i++)
		x += 1 + draw_button(dialog, x, y, button_words(buttons[i]),
		             !is_waiting && buttons[i] == rotation->focus);
}

void
view_rotate(const struct canvas *screen, const struct controller *controller)
{
	int gap = layout_has_gaps(controller->size) ? 1 : 0;
	int columns = layout_dialog(controller->size, COLUMNS, 0).columns -
	              2 * LAYOUT_DIALOG_MARGIN;
	enum role role;
	char *words = words_of(controller, &role);
	int rows = FRAME_LINES + draw_wrapped_lines(columns, words) + 1 +
	           (gap == 0 ? 0 : 3);
	struct canvas dialog;
	struct rect inside;

	if (draw_dialog_open(screen,
	        layout_dialog(controller->size, COLUMNS, rows),
	        _("Rotate API key"), &dialog, &inside)) {
		struct rect place = { inside.x, inside.y + gap, inside.columns,
			dialog.rows - FRAME_LINES - 1 - 2 * gap };

		draw_wrapped(&dialog, place, role, words);
		draw_buttons(
		    &dialog, inside.x, dialog.rows - 2 - gap, controller);
		draw_dialog_close(&dialog);
	}
	free(words);
}
