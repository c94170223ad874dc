/* SPDX-License-Identifier: ISC */
/* The question before an API key is deleted. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"
#include "base/xmalloc.h"
#include "ui/panes.h"
#include "ui/sentence.h"

enum {
	COLUMNS = 66,
	ROWS = 14,
	ROWS_TIGHT = 10,
	LABEL_COLUMNS = 14,
	TAIL = 8,
};

/* The id from its last characters on; for free(3). */
static char *
tail_of(const char *id)
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
    const struct deletion *deletion, bool has_room)
{
	char day[DATE_TEXT_MAX], *tail = tail_of(deletion->id);
	int y = inside.y;

	date_format_day(deletion->created_ms, day);
	y = draw_line(
	    dialog, inside, y, has_room ? 2 : 1, _("Name"), deletion->name);
	y = draw_line(dialog, inside, y, 1, _("Organization"),
	    deletion->organization_name == NULL ? _("personal")
	                                        : deletion->organization_name);
	y = draw_line(dialog, inside, y, 1, _("Created"), day);
	y = draw_line(dialog, inside, y, 1, _("Id"), tail);
	free(tail);
	return y;
}

static void
draw_state(const struct canvas *dialog, struct rect rect,
    const struct deletion *deletion)
{
	char *refusal = sentence_of_message(&deletion->refusal);

	if (deletion->seq != 0)
		draw_wrapped(dialog, rect, ROLE_ACCENT,
		    deletion->is_finding
		        ? _("The answer was lost. Looking whether it is gone… "
		            "Esc stops waiting.")
		        : _("Deleting… Esc stops waiting."));
	else if (*refusal != '\0')
		draw_wrapped(
		    dialog, rect, view_tone(deletion->refusal.tone), refusal);
	else
		draw_wrapped(dialog, rect, ROLE_WARNING,
		    _("Programs that use its token stop working at once. This "
		      "cannot be undone."));
	free(refusal);
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

void
view_delete(const struct canvas *screen, const struct controller *controller)
{
	const struct deletion *deletion = &controller->deletion;
	bool has_room = controller->size.rows > ROWS;
	struct canvas dialog;
	struct rect inside, state;
	int y;

	if (!draw_dialog_open(screen,
	        layout_dialog(
	            controller->size, COLUMNS, has_room ? ROWS : ROWS_TIGHT),
	        _("Delete API key"), &dialog, &inside))
		return;
	inside.y += has_room ? 1 : 0;
	y = draw_facts(&dialog, inside, deletion, has_room) +
	    (has_room ? 1 : 0);
	state = (struct rect){ inside.x, y, inside.columns,
		dialog.rows - y - (has_room ? 4 : 2) };
	draw_state(&dialog, state, deletion);
	draw_buttons(
	    &dialog, inside.x, dialog.rows - (has_room ? 3 : 2), deletion);
	draw_dialog_close(&dialog);
}
