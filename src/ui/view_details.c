/* SPDX-License-Identifier: ISC */
/* Everything about one API key. */
#include "config.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/xmalloc.h"
#include "ui/panes.h"
#include "ui/sentence.h"

enum {
	COLUMNS = 76,
	ROWS = 13,
	LABEL_COLUMNS = 15,
	LINES_MAX = 100000,
};

/* The exact time, and how far it is from now; for free(3). */
static char *
expiry_words(const struct controller *controller, int64_t expires_ms)
{
	char *words = sentence_of_expiry(expires_ms, controller->now.wall_ms);
	char exact[DATE_TEXT_MAX], *text;

	date_format_exact(expires_ms, exact);
	text = xasprintf("%s (%s)", exact, words);
	free(words);
	return text;
}

static int
draw_line(
    const struct canvas *canvas, int y, const char *label, const char *value)
{
	struct rect rect = { 0, y, canvas->columns, LINES_MAX };

	return y + view_labelled(canvas, rect, LABEL_COLUMNS, label,
	               value == NULL ? _("(unreadable)") : value);
}

/* Draws from line y on, which may lie above the canvas; returns the end. */
static int
draw_lines(const struct canvas *canvas, const struct controller *controller,
    const struct apikey *apikey, int y)
{
	const char *organization =
	    keylist_organization_name(controller->keys, apikey);
	char created[DATE_TEXT_MAX];
	char *expires = expiry_words(controller, apikey->expires_ms);
	char *token =
	    xasprintf("%s…%s", apikey->token.head, apikey->token.tail);

	date_format_exact(apikey->created_ms, created);
	/* TRANSLATORS: labels beside values; 14 columns at most. */
	y = draw_line(canvas, y, _("Name"), apikey->name);
	y = draw_line(canvas, y, _("Organization"),
	    organization == NULL ? _("personal") : organization);
	y = draw_line(canvas, y, _("Token"), token);
	y = draw_line(canvas, y, _("Created"), created);
	y = draw_line(canvas, y, _("Expires"), expires);
	y = draw_line(canvas, y, _("Id"), apikey->id);
	if (apikey->organization != NULL)
		y = draw_line(canvas, y, _("Org. id"), apikey->organization);
	y = draw_line(canvas, y, _("Owner's id"), apikey->owner);
	free(expires);
	free(token);
	return y;
}

/* Scrolls no further than to the last line. */
static void
draw_scrolled(const struct canvas *canvas, const struct controller *controller,
    const struct apikey *apikey)
{
	int scroll = (int)controller->details_scroll;
	int end = draw_lines(canvas, controller, apikey, -scroll);

	if (scroll == 0 || end >= canvas->rows)
		return;
	scroll -= canvas->rows - end;
	werase(canvas->window);
	draw_lines(canvas, controller, apikey, scroll > 0 ? -scroll : 0);
}

void
view_details(const struct canvas *screen, const struct controller *controller)
{
	const struct apikey *apikey = controller_details(controller);
	struct canvas dialog, lines;
	struct rect inside;
	int gap = controller->size.rows > ROWS ? 1 : 0;

	if (!draw_dialog_open(screen,
	        layout_dialog(controller->size, COLUMNS, ROWS), _("Details"),
	        &dialog, &inside))
		return;
	lines = dialog;
	lines.columns = inside.columns;
	lines.rows = inside.rows - 2 * gap;
	lines.window = derwin(
	    dialog.window, lines.rows, lines.columns, inside.y + gap, inside.x);
	if (lines.window != NULL) {
		if (apikey != NULL)
			draw_scrolled(&lines, controller, apikey);
		else
			draw_text(&lines, 0, 0, lines.columns, ROLE_TEXT,
			    _("This API key has gone."));
		delwin(lines.window);
	}
	draw_dialog_close(&dialog);
}
