/* SPDX-License-Identifier: ISC */
/* The messages of this run, the newest first. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/i18n.h"
#include "ui/panes.h"
#include "ui/sentence.h"

enum {
	COLUMNS = 100,
	TIME_COLUMNS = 10,
	TIME_AT = 11, /* in "2026-01-02 03:04:05" */
	TIME_LENGTH = 8,
};

/* "03:04:05", in the local time. */
static void
format_time(int64_t when_ms, char text[DATE_TEXT_MAX])
{
	char date[DATE_TEXT_MAX];

	date_format_local(when_ms, date);
	if (*date == '\0')
		date_format_exact(when_ms, date);
	snprintf(text, DATE_TEXT_MAX, "%.*s", TIME_LENGTH,
	    *date == '\0' ? "" : date + TIME_AT);
}

/* Returns how many lines it took. */
static int
draw_item(const struct canvas *dialog, struct rect place,
    const struct history_item *item, const struct bindings *bindings)
{
	char *words = sentence_of_message(&item->message, bindings);
	char time[DATE_TEXT_MAX];
	int lines;

	format_time(item->when_ms, time);
	draw_text(dialog, place.x, place.y, TIME_COLUMNS - 1, ROLE_DIM, time);
	place.x += TIME_COLUMNS;
	place.columns -= TIME_COLUMNS;
	lines =
	    draw_wrapped(dialog, place, view_tone(item->message.tone), words);
	free(words);
	return lines > 0 ? lines : 1;
}

static void
draw_items(const struct canvas *dialog, struct rect inside,
    const struct controller *controller)
{
	const struct history *history = &controller->history;
	struct rect frame = { 0, 0, dialog->columns, dialog->rows };
	int end = inside.y + inside.rows;
	size_t age = (size_t)controller->messages.row;

	while (age < history->count && inside.y < end) {
		inside.rows = end - inside.y;
		inside.y += draw_item(dialog, inside, history_get(history, age),
		    &controller->bindings);
		age++;
	}
	view_more(dialog, frame, controller->messages.row,
	    (long)(history->count - age));
}

void
view_messages(const struct canvas *screen, const struct controller *controller)
{
	struct canvas dialog;
	struct rect inside;

	if (!draw_dialog_open(screen,
	        layout_dialog(controller->size, COLUMNS, controller->size.rows),
	        _("Messages"), &dialog, &inside))
		return;
	if (controller->history.count == 0)
		draw_text(&dialog, inside.x, inside.y, inside.columns, ROLE_DIM,
		    _("Nothing was said yet."));
	draw_items(&dialog, inside, controller);
	draw_dialog_close(&dialog);
}
