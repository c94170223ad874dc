/* SPDX-License-Identifier: ISC */
/* The question what becomes of the deletions that are held back. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "ui/fill.h"
#include "ui/panes.h"
#include "ui/sentence.h"

enum {
	COLUMNS = 60,
	FRAME_LINES = 2,
	CHOICES = 3,
};

static const char *
title(enum leave_reason reason)
{
	switch (reason) {
	case LEAVE_QUIT:
		return _("Quit");
	case LEAVE_LOGOUT:
		return _("Log out");
	case LEAVE_ACCOUNT:
		return _("Another account");
	case LEAVE_SLEPT:
		return _("Still delete?");
	}
	return "";
}

static size_t
count_targets(const struct holds *holds)
{
	size_t count = 0;

	for (size_t i = 0; i < holds->count; i++)
		count += holds->items[i].targets.count;
	return count;
}

/* What is held back, or under way; for free(3). */
static char *
state_words(const struct controller *controller, enum role *role)
{
	const struct leave *leave = &controller->leave;
	const struct holds *holds = &controller->holds;
	size_t count = count_targets(holds);
	char number[24];
	const struct filling fillings[] = { { "{count}", number },
		{ "{name}",
		    count == 0 ? "" : holds->items[0].targets.items[0].name } };
	const char *words;

	*role = ROLE_ACCENT;
	if (leave->is_sending)
		return xstrdup(_("Deleting… Esc stops what is not sent yet."));
	*role = ROLE_WARNING;
	if (leave->refusal.id != MESSAGE_NONE)
		return sentence_of_message(
		    &leave->refusal, &controller->bindings);
	*role = ROLE_TEXT;
	snprintf(number, sizeof(number), "%zu", count);
	if (leave->reason == LEAVE_SLEPT)
		words = count == 1
		            ? _("“{name}” was held back while keyrack stood "
		                "still. Nothing was sent.")
		            : _("{count} API keys were held back while keyrack "
		                "stood still. Nothing was sent.");
	else
		words =
		    count == 1
		        ? _("The deletion of “{name}” is held back.")
		        : _("The deletion of {count} API keys is held back.");
	return fill(words, fillings, 2);
}

static int
draw_choice(const struct canvas *dialog, struct rect inside, int y,
    const char *key, const char *words)
{
	draw_text(dialog, inside.x, y, 4, ROLE_ACCENT, key);
	draw_text(
	    dialog, inside.x + 5, y, inside.columns - 5, ROLE_TEXT, words);
	return y + 1;
}

static void
draw_choices(const struct canvas *dialog, struct rect inside, int y,
    const struct leave *leave)
{
	bool has_slept = leave->reason == LEAVE_SLEPT;

	y = draw_choice(dialog, inside, y, "d", _("delete now"));
	y = draw_choice(dialog, inside, y, "k",
	    has_slept ? _("keep") : _("keep, and go on"));
	draw_choice(
	    dialog, inside, y, "Esc", has_slept ? _("count anew") : _("stay"));
}

void
view_leave(const struct canvas *screen, const struct controller *controller)
{
	const struct leave *leave = &controller->leave;
	int gap = layout_has_gaps(controller->size) ? 1 : 0;
	int columns = layout_dialog(controller->size, COLUMNS, 0).columns -
	              2 * LAYOUT_DIALOG_MARGIN;
	enum role role;
	char *words = state_words(controller, &role);
	int lines = draw_wrapped_lines(columns, words);
	int rows = FRAME_LINES + lines + CHOICES + 3 * gap;
	struct canvas dialog;
	struct rect inside;

	if (draw_dialog_open(screen,
	        layout_dialog(controller->size, COLUMNS, rows),
	        title(leave->reason), &dialog, &inside)) {
		struct rect place = { inside.x, inside.y + gap, inside.columns,
			dialog.rows - FRAME_LINES - CHOICES };

		draw_wrapped(&dialog, place, role, words);
		if (!leave->is_sending)
			draw_choices(&dialog, inside,
			    dialog.rows - 1 - gap - CHOICES, leave);
		draw_dialog_close(&dialog);
	}
	free(words);
}
