/* SPDX-License-Identifier: ISC */
/* The question before an API key is deleted. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"
#include "base/xmalloc.h"
#include "ui/fill.h"
#include "ui/panes.h"
#include "ui/sentence.h"

enum {
	COLUMNS = 66,
	LABEL_COLUMNS = 14,
	FACTS = 4, /* lines, where there are no gaps */
	TAIL = 8,
};

char *
view_id_tail(const char *id)
{
	size_t start = strlen(id);
	int i;

	for (i = 0; i < TAIL; i++)
		start = text_previous(id, start);
	return xasprintf("%s%s", start > 0 ? "…" : "", id + start);
}

static int
draw_line(const struct canvas *dialog, struct rect inside, int y, int rows,
    const char *label, const char *value)
{
	struct rect rect = { inside.x, y, inside.columns, rows };

	return y + view_labelled(dialog, rect, LABEL_COLUMNS, label, value);
}

static int
draw_facts(const struct canvas *dialog, struct rect inside,
    const struct deletion *deletion, bool has_room, int facts)
{
	char day[DATE_TEXT_MAX], *tail = view_id_tail(deletion->id);
	int y = inside.y;

	date_format_day(deletion->created_ms, day);
	y = draw_line(
	    dialog, inside, y, has_room ? 2 : 1, _("Name"), deletion->name);
	if (facts >= FACTS - 1)
		y = draw_line(dialog, inside, y, 1, _("Organization"),
		    deletion->organization_name == NULL
		        ? _("personal")
		        : deletion->organization_name);
	if (facts == FACTS)
		y = draw_line(dialog, inside, y, 1, _("Created"), day);
	if (facts >= FACTS - 2)
		y = draw_line(dialog, inside, y, 1, _("Id"), tail);
	free(tail);
	return y;
}

/* What it leads to; for free(3). */
static char *
warning_words(const struct controller *controller)
{
	char seconds[24];
	const struct filling filling = { "{seconds}", seconds };

	snprintf(seconds, sizeof(seconds), "%" PRId64,
	    controller->given.delete_delay_s);
	if (controller_is_held_back(controller, controller->deletion.id))
		return xstrdup(
		    _("It is held back still: it would be deleted at once. "
		      "This cannot be undone."));
	if (controller->given.delete_delay_s > 0)
		return fill(_("Programs that use it stop working. It is held "
		              "back for {seconds} s first."),
		    &filling, 1);
	return xstrdup(
	    _("Programs that use it stop working. This cannot be undone."));
}

/* What it leads to, what is waited for, or why it was refused; for free(3). */
static char *
state_words(const struct controller *controller, enum role *role)
{
	const struct deletion *deletion = &controller->deletion;

	*role = deletion->seq != 0 ? ROLE_ACCENT : ROLE_WARNING;
	if (deletion->is_finding && deletion->seq != 0)
		return xstrdup(
		    _("The answer was lost. Looking whether it is gone… Esc "
		      "stops waiting."));
	if (deletion->seq != 0)
		return xstrdup(_("Deleting… Esc stops waiting."));
	if (deletion->refusal.id == MESSAGE_NONE)
		return warning_words(controller);
	*role = view_tone(deletion->refusal.tone);
	return sentence_of_message(&deletion->refusal, &controller->bindings);
}

static void
draw_buttons(
    const struct canvas *dialog, int x, int y, const struct deletion *deletion)
{
	x += draw_button(dialog, x, y, _("Cancel"),
	    deletion->seq == 0 && deletion->focus == BUTTON_CANCEL);
	draw_button(dialog, x + 2, y, _("Delete"),
	    deletion->seq == 0 && deletion->focus == BUTTON_DELETE);
}

/* Two lines are kept for the state, so that sending moves nothing. */
static int
rows_wished(struct size size, const struct deletion *deletion,
    const char *state, bool has_room)
{
	int columns =
	    layout_dialog(size, COLUMNS, 0).columns - 2 * LAYOUT_DIALOG_MARGIN;
	int lines = draw_wrapped_lines(columns, state);
	bool has_long_name =
	    draw_width(deletion->name) > columns - LABEL_COLUMNS;

	if (lines < 2)
		lines = 2;
	return has_room ? lines + 11 + has_long_name : lines + 7;
}

/*
 * What it leads to is read whole: where there is little room the day of the
 * creation gives way to it, then the organization.
 */
static int
count_facts(
    const struct deletion *deletion, struct rect rest, const char *state)
{
	int facts = rest.rows - draw_wrapped_lines(rest.columns, state);

	if (deletion->refusal.id != MESSAGE_NONE || facts > FACTS)
		return FACTS;
	return facts < 1 ? 1 : facts;
}

static void
draw_inside(const struct canvas *dialog, struct rect inside,
    const struct controller *controller, bool has_room)
{
	const struct deletion *deletion = &controller->deletion;
	int gap = has_room ? 1 : 0, bottom = dialog->rows - 2 - gap;
	enum role role;
	char *state = state_words(controller, &role);
	struct rect rest = inside;

	inside.y += gap;
	rest.y = inside.y;
	rest.rows = bottom - gap - rest.y;
	if (!view_takes_all(
	        &deletion->refusal, &controller->bindings, rest, FACTS + gap))
		rest.y = draw_facts(dialog, inside, deletion, has_room,
		             count_facts(deletion, rest, state)) +
		         gap;
	rest.rows = bottom - gap - rest.y;
	draw_wrapped(dialog, rest, role, state);
	draw_buttons(dialog, inside.x, bottom, deletion);
	free(state);
}

void
view_delete(const struct canvas *screen, const struct controller *controller)
{
	const struct deletion *deletion = &controller->deletion;
	bool has_room = layout_has_gaps(controller->size);
	enum role role;
	char *state = state_words(controller, &role);
	int rows = rows_wished(controller->size, deletion, state, has_room);
	struct canvas dialog;
	struct rect inside;

	free(state);
	if (!draw_dialog_open(screen,
	        layout_dialog(controller->size, COLUMNS, rows),
	        _("Delete API key"), &dialog, &inside))
		return;
	draw_inside(&dialog, inside, controller, has_room);
	draw_dialog_close(&dialog);
}
