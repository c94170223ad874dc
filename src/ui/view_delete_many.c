/* SPDX-License-Identifier: ISC */
/* The question before many API keys are deleted. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/xmalloc.h"
#include "ui/fill.h"
#include "ui/panes.h"
#include "ui/sentence.h"

enum {
	COLUMNS = 72,
	DAY_COLUMNS = 10,
	ORGANIZATION_COLUMNS = 16,
	TAIL_COLUMNS = 9,
	WIDE_FROM = 60,
	STATE_LINES = 2,
	FIELD_COLUMNS = 8,
};

static void
draw_target(
    const struct canvas *dialog, struct rect line, const struct target *target)
{
	bool is_wide = line.columns >= WIDE_FROM;
	int end = line.x + line.columns;
	char day[DATE_TEXT_MAX], *tail = view_id_tail(target->id);

	date_format_day(target->created_ms, day);
	end -= DAY_COLUMNS;
	draw_text(dialog, end, line.y, DAY_COLUMNS, ROLE_DIM, day);
	if (is_wide) {
		end -= TAIL_COLUMNS + 2;
		draw_text(dialog, end, line.y, TAIL_COLUMNS, ROLE_DIM, tail);
		end -= ORGANIZATION_COLUMNS + 2;
		draw_text(dialog, end, line.y, ORGANIZATION_COLUMNS, ROLE_DIM,
		    target->organization_name == NULL
		        ? _("personal")
		        : target->organization_name);
	}
	draw_text(
	    dialog, line.x, line.y, end - 2 - line.x, ROLE_TEXT, target->name);
	free(tail);
}

/* The controller cannot know where the end is when the size changes. */
static long
first_seen(const struct delete_many *many, long page)
{
	long most = (long)many->targets.count - page;

	return many->scroll < most ? many->scroll : most < 0 ? 0 : most;
}

/* What it leads to; the short form tells only for how long it can be undone. */
static char *
warning_words(const struct controller *controller, bool is_short)
{
	char seconds[24];
	const struct filling filling = { "{seconds}", seconds };

	if (controller->given.delete_delay_s == 0)
		return xstrdup(
		    is_short ? _("This cannot be undone.")
		             : _("Programs that use them stop working. This "
		                 "cannot be undone."));
	snprintf(seconds, sizeof(seconds), "%" PRId64,
	    controller->given.delete_delay_s);
	/* TRANSLATORS: the first is the short form, twice 34 columns. */
	return fill(is_short ? _("They are held back for {seconds} s first.")
	                     : _("Programs that use them stop working. They "
	                         "are held back for {seconds} s first."),
	    &filling, 1);
}

/* What it leads to, or why it was refused; for free(3). */
static char *
state_words(const struct controller *controller, int columns)
{
	const struct delete_many *many = &controller->delete_many;
	char *words;

	if (many->refusal.id != MESSAGE_NONE)
		return sentence_of_message(
		    &many->refusal, &controller->bindings);
	words = warning_words(controller, false);
	if (draw_wrapped_lines(columns, words) > STATE_LINES) {
		free(words);
		words = warning_words(controller, true);
	}
	return words;
}

static void
draw_count(const struct canvas *dialog, struct rect line,
    const struct controller *controller)
{
	const struct delete_many *many = &controller->delete_many;
	char number[24];
	const struct filling filling = { "{count}", number };
	char *words;
	int x = line.x;

	snprintf(number, sizeof(number), "%zu", many->targets.count);
	/* TRANSLATORS: a field follows; 26 columns. */
	words = fill(_("Type {count} to delete them:"), &filling, 1);
	x += draw_text(dialog, x, line.y, line.columns - FIELD_COLUMNS - 1,
	         ROLE_TEXT, words) +
	     1;
	draw_field(dialog, x, line.y, FIELD_COLUMNS, &many->count,
	    controller_dialog(controller) == DIALOG_DELETE_MANY);
	free(words);
}

static void
draw_inside(const struct canvas *dialog, struct rect inside,
    const struct controller *controller, long page)
{
	const struct delete_many *many = &controller->delete_many;
	int gap = layout_has_gaps(controller->size) ? 1 : 0;
	long first = first_seen(many, page);
	struct rect frame = { 0, 0, dialog->columns, dialog->rows };
	struct rect line = { inside.x, inside.y + gap, inside.columns, 1 };
	char *state = state_words(controller, inside.columns);

	for (long i = 0; i < page; i++, line.y++)
		draw_target(
		    dialog, line, &many->targets.items[(size_t)(first + i)]);
	view_more(
	    dialog, frame, first, (long)many->targets.count - first - page);
	line.y += gap;
	line.rows = STATE_LINES;
	draw_wrapped(dialog, line, ROLE_WARNING, state);
	line.y = dialog->rows - 2 - gap;
	line.rows = 1;
	draw_count(dialog, line, controller);
	free(state);
}

void
view_delete_many(
    const struct canvas *screen, const struct controller *controller)
{
	const struct delete_many *many = &controller->delete_many;
	long page = layout_delete_many_rows(
	    controller->size, (long)many->targets.count);
	int around = layout_has_gaps(controller->size) ? 9 : 5;
	char number[24];
	const struct filling filling = { "{count}", number };
	struct canvas dialog;
	struct rect inside;
	char *title;

	snprintf(number, sizeof(number), "%zu", many->targets.count);
	title =
	    fill(ngettext("Delete {count} API key", "Delete {count} API keys",
	             (unsigned long)many->targets.count),
	        &filling, 1);
	if (draw_dialog_open(screen,
	        layout_dialog(controller->size, COLUMNS, (int)page + around),
	        title, &dialog, &inside)) {
		draw_inside(&dialog, inside, controller, page);
		draw_dialog_close(&dialog);
	}
	free(title);
}
