/* SPDX-License-Identifier: ISC */
/* What stands in the upper edge of the table: how many, which, what order. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "ui/fill.h"
#include "ui/panes.h"

static const char *
order_words(enum keylist_column column)
{
	switch (column) {
	case COLUMN_NAME:
		/* TRANSLATORS: how the list is sorted; an arrow follows. */
		return _("by name");
	case COLUMN_ORGANIZATION:
		return _("by organization");
	case COLUMN_TOKEN:
		return _("by token");
	case COLUMN_CREATED:
		return _("by creation");
	case COLUMN_EXPIRES:
		return _("by expiry");
	case COLUMN_ID:
		return _("by id");
	case COLUMN_USED:
		return _("by last use");
	case COLUMN_COUNT:
		break;
	}
	return "";
}

const char *
view_order_arrow(const struct keylist *keys)
{
	return keylist_is_reversed(keys) ? "↓" : "↑";
}

/* One part of the frame's upper edge; the line is seen between parts. */
static void
draw_title_part(const struct canvas *screen, struct rect *edge, enum role role,
    const char *text)
{
	char *spaced = xasprintf(" %s ", text);
	int width;

	if (draw_width(spaced) <= edge->columns) {
		width = draw_text(
		    screen, edge->x, edge->y, edge->columns, role, spaced);
		edge->x += width + 1;
		edge->columns -= width + 1;
	}
	free(spaced);
}

/* For free(3); NULL for all API keys. */
static char *
view_words(const struct controller *controller)
{
	const struct keyview *view = keylist_view(controller->keys);

	switch (view->kind) {
	case KEYVIEW_ALL:
		break;
	case KEYVIEW_EXPIRING:
		/* TRANSLATORS: a view of the table: those that end soon. */
		return xstrdup(_("expiring"));
	case KEYVIEW_EXPIRED:
		/* TRANSLATORS: a view of the table: those that have ended. */
		return xstrdup(_("expired"));
	case KEYVIEW_ORGANIZATION:
		return xstrdup(
		    view->organization == NULL
		        ? _("personal")
		        : profile_organization_name(
		              &controller->profile, view->organization));
	}
	return NULL;
}

/* "12 of 40", for free(3). */
static char *
count_words(const struct keylist *keys)
{
	char numbers[2][24];
	const struct filling fillings[] = { { "{shown}", numbers[0] },
		{ "{all}", numbers[1] } };

	snprintf(numbers[0], sizeof(numbers[0]), "%zu", keylist_rows(keys));
	snprintf(numbers[1], sizeof(numbers[1]), "%zu", keylist_total(keys));
	/* TRANSLATORS: two numbers of API keys, as in "12 of 40". */
	return fill(_("{shown} of {all}"), fillings, 2);
}

/* "3 marked", for free(3). */
static char *
marked_words(const struct keylist *keys)
{
	char number[24];
	const struct filling filling = { "{count}", number };

	snprintf(number, sizeof(number), "%zu", keylist_marked(keys));
	/* TRANSLATORS: API keys, in the table's title. */
	return fill(ngettext("{count} marked", "{count} marked",
	                (unsigned long)keylist_marked(keys)),
	    &filling, 1);
}

/* Takes the text, which may be NULL. */
static void
draw_title_part_taking(
    const struct canvas *screen, struct rect *edge, enum role role, char *text)
{
	if (text != NULL)
		draw_title_part(screen, edge, role, text);
	free(text);
}

void
view_keys_title(const struct canvas *screen,
    const struct controller *controller, struct rect frame)
{
	const struct keylist *keys = controller->keys;
	int used = draw_width(_("API keys")) + 4;
	struct rect edge = { frame.x + used, frame.y, frame.columns - used - 1,
		1 };

	if (!controller->keys_loading.is_loaded)
		return;
	draw_title_part_taking(screen, &edge, ROLE_TEXT, count_words(keys));
	draw_title_part_taking(
	    screen, &edge, ROLE_ACCENT, view_words(controller));
	/* What is wrong does not filter: the field alone shows it. */
	if (*keylist_applied(keys) != '\0')
		draw_title_part_taking(screen, &edge, ROLE_ACCENT,
		    xasprintf(_("filter: %s"), keylist_applied(keys)));
	if (keylist_marked(keys) > 0)
		draw_title_part_taking(
		    screen, &edge, ROLE_MARKED, marked_words(keys));
	if (keylist_is_searching(keys))
		draw_title_part(screen, &edge, ROLE_WARNING, _("searching…"));
	draw_title_part_taking(screen, &edge, ROLE_DIM,
	    xasprintf("%s %s", order_words(keylist_column(keys)),
	        view_order_arrow(keys)));
}
