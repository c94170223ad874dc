/* SPDX-License-Identifier: ISC */
/* A token of the list, whole, for the seconds that are left. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "ui/fill.h"
#include "ui/panes.h"

enum {
	WORDS_LINES = 2,
};

int64_t
view_seconds(const struct controller *controller, int64_t ends_ms)
{
	int64_t left = ends_ms - controller->now.steady_ms;

	return left <= 0 ? 0 : (left + 999) / 1000;
}

static char *
countdown_words(const struct controller *controller)
{
	int64_t left = view_seconds(controller, controller->reveal.hides_ms);
	char count[24];
	const struct filling filling = { "{count}", count };

	snprintf(count, sizeof(count), "%" PRId64, left);
	return fill(
	    ngettext("Hidden in {count} s, or at any key.",
	        "Hidden in {count} s, or at any key.", (unsigned long)left),
	    &filling, 1);
}

/* Alone on its lines: nothing else is selected with it. */
static void
draw_token(
    const struct canvas *dialog, struct rect rect, const struct reveal *reveal)
{
	struct rect frame = { 0, 0, dialog->columns, dialog->rows };
	long lines =
	    ((long)reveal->token.length + rect.columns - 1) / rect.columns;
	long top = reveal->scroll;

	if (top > lines - rect.rows)
		top = lines > rect.rows ? lines - rect.rows : 0;
	draw_secret(dialog, rect, ROLE_STRONG, &reveal->token, top);
	view_more(dialog, frame, top, lines - top - rect.rows);
}

static void
draw_inside(const struct canvas *dialog, struct rect inside,
    const struct controller *controller, int gap)
{
	const struct reveal *reveal = &controller->reveal;
	struct rect rest = inside;
	char *words = countdown_words(controller);

	rest.y += gap;
	draw_text(dialog, rest.x, rest.y, rest.columns, ROLE_DIM, reveal->name);
	rest.y += 1 + gap;
	rest.rows = dialog->rows - 1 - gap - WORDS_LINES - gap - rest.y;
	draw_token(dialog, rest, reveal);
	rest.y += rest.rows + gap;
	rest.rows = WORDS_LINES;
	draw_wrapped(dialog, rest, ROLE_DIM, words);
	free(words);
}

void
view_reveal(const struct canvas *screen, const struct controller *controller)
{
	struct size size = controller->size;
	int columns = layout_created_columns(size);
	int lines =
	    ((int)controller->reveal.token.length + columns - 1) / columns;
	struct canvas dialog;
	struct rect inside;

	if (!draw_dialog_open(screen,
	        layout_dialog(size, LAYOUT_CREATED_COLUMNS,
	            lines + layout_reveal_frame(size)),
	        _("Token"), &dialog, &inside))
		return;
	draw_inside(&dialog, inside, controller, layout_has_gaps(size) ? 1 : 0);
	draw_dialog_close(&dialog);
}
