/* SPDX-License-Identifier: ISC */
/* A line for each countdown, and one for the deletions on their way. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/xmalloc.h"
#include "ui/fill.h"
#include "ui/key_words.h"
#include "ui/panes.h"

enum {
	BAR_COLUMNS = 20,
	NUMBER_MAX = 24,
};

/* "Deleting 15 API keys in 7 s", or why not now; for free(3). */
static char *
hold_words(const struct controller *controller, const struct hold *hold)
{
	const struct targets *targets = &hold->targets;
	unsigned long number = (unsigned long)targets->count;
	bool is_one = targets->count == 1;
	char count[NUMBER_MAX], seconds[NUMBER_MAX];
	const struct filling fillings[] = { { "{name}",
		                                targets->items[0].name },
		{ "{count}", count }, { "{seconds}", seconds } };
	const char *words = "";

	snprintf(count, sizeof(count), "%zu", targets->count);
	snprintf(seconds, sizeof(seconds), "%" PRId64, hold_seconds(hold));
	switch (controller->holds.stop) {
	case HOLD_RUNS:
		/* TRANSLATORS: a countdown; " - u keeps it" may follow. */
		words = is_one ? _("Deleting “{name}” in {seconds} s")
		               : ngettext("Deleting {count} API key in "
		                          "{seconds} s",
		                     "Deleting {count} API keys in {seconds} s",
		                     number);
		break;
	case HOLD_LOGGED_OUT:
		words = is_one ? _("Deleting “{name}” waits for a login")
		               : ngettext("Deleting {count} API key waits for "
		                          "a login",
		                     "Deleting {count} API keys waits for a "
		                     "login",
		                     number);
		break;
	case HOLD_OFFLINE:
		words = is_one ? _("Deleting “{name}” waits: offline")
		               : ngettext("Deleting {count} API key waits: "
		                          "offline",
		                     "Deleting {count} API keys waits: offline",
		                     number);
		break;
	case HOLD_COVERED:
		words = is_one
		            ? _("Deleting “{name}” waits: a dialog is open")
		            : ngettext("Deleting {count} API key waits: a "
		                       "dialog is open",
		                  "Deleting {count} API keys waits: a dialog "
		                  "is open",
		                  number);
		break;
	}
	return fill(words, fillings, 3);
}

/* "u keeps it", with the key that does so; for free(3). */
static char *
keeping_words(const struct controller *controller, const struct hold *hold)
{
	/* TRANSLATORS: behind a countdown, after " - ". */
	return key_words_fill(hold->targets.count == 1
	                          ? _("{key:undo} keeps it")
	                          : _("{key:undo} keeps them"),
	    &controller->bindings);
}

/* How many, and until when: there is no room for more. For free(3). */
static char *
short_words(const struct controller *controller, const struct hold *hold,
    size_t targets)
{
	bool is_one = targets == 1;
	char count[NUMBER_MAX], seconds[NUMBER_MAX];
	const struct filling fillings[] = { { "{count}", count },
		{ "{seconds}", seconds } };
	const char *words = "";

	snprintf(count, sizeof(count), "%zu", targets);
	snprintf(seconds, sizeof(seconds), "%" PRId64, hold_seconds(hold));
	switch (controller->holds.stop) {
	case HOLD_RUNS:
		/*
		 * TRANSLATORS: short forms, 23 columns for 10 API keys; " - u
		 * keeps it" or " - u keeps them" follows.
		 */
		words = is_one ? _("Deleting in {seconds} s")
		               : _("Deleting {count} in {seconds} s");
		break;
	case HOLD_LOGGED_OUT:
		words = is_one ? _("Held back until login")
		               : _("{count} held until login");
		break;
	case HOLD_OFFLINE:
		words = is_one ? _("Held back: offline")
		               : _("{count} held back: offline");
		break;
	case HOLD_COVERED:
		words = is_one ? _("Held back: dialog open")
		               : _("{count} held: dialog open");
		break;
	}
	return fill(words, fillings, 2);
}

/* The name gives way where both do not fit. */
static void
draw_hold(const struct canvas *screen, struct rect line,
    const struct controller *controller, const struct hold *hold, bool can_keep)
{
	char *words = hold_words(controller, hold);
	char *keeping =
	    can_keep ? keeping_words(controller, hold) : xstrdup("");
	char *behind = xasprintf("%s%s", can_keep ? " - " : "", keeping);
	int room = line.columns - draw_width(behind);
	int x = line.x;

	if (draw_width(words) > room) {
		free(words);
		words = short_words(controller, hold, hold->targets.count);
	}
	x += draw_text(screen, x, line.y, room, ROLE_WARNING, words);
	draw_text(
	    screen, x, line.y, line.x + line.columns - x, ROLE_TEXT, behind);
	free(words);
	free(keeping);
	free(behind);
}

/* Those that have their result, and are not deleted. */
static size_t
count_failed(const struct bulk *bulk)
{
	size_t left = bulk->targets.count - bulk->next;

	return bulk->total - bulk->deleted - left;
}

/* For free(3). */
static char *
one_words(const struct bulk *bulk)
{
	const struct filling one = { "{name}",
		bulk->targets.count == bulk->next
		    ? ""
		    : bulk->targets.items[bulk->next].name };

	return fill(bulk->lost_seq != 0 ? _("Looking whether “{name}” is gone…")
	                                : _("Deleting “{name}”…"),
	    &one, 1);
}

/* "Deleted 7 of 15, 2 not"; for free(3). */
static char *
many_words(const struct bulk *bulk, bool tells_failed)
{
	char deleted[NUMBER_MAX], all[NUMBER_MAX], failed[NUMBER_MAX];
	const struct filling fillings[] = { { "{number}", deleted },
		{ "{all}", all }, { "{failed}", failed } };

	snprintf(deleted, sizeof(deleted), "%zu", bulk->deleted);
	snprintf(all, sizeof(all), "%zu", bulk->total);
	snprintf(failed, sizeof(failed), "%zu", count_failed(bulk));
	/* TRANSLATORS: how many are gone by now; a bar may follow. */
	return fill(tells_failed && count_failed(bulk) > 0
	                ? _("Deleted {number} of {all}, {failed} not")
	                : _("Deleted {number} of {all}"),
	    fillings, 3);
}

/* What failed is left out where there is no room: the table shows it. */
static char *
bulk_words(const struct bulk *bulk, int room)
{
	char *words =
	    bulk->total == 1 ? one_words(bulk) : many_words(bulk, true);

	if (bulk->total > 1 && draw_width(words) > room) {
		free(words);
		words = many_words(bulk, false);
	}
	return words;
}

static void
draw_bar(const struct canvas *screen, int x, int y, const struct bulk *bulk)
{
	size_t failed = count_failed(bulk);
	int full = (int)(BAR_COLUMNS * bulk->deleted / bulk->total);
	int over = (int)(BAR_COLUMNS * (bulk->deleted + failed) / bulk->total);

	draw_text(screen, x, y, 1, ROLE_DIM, "[");
	for (int i = 0; i < BAR_COLUMNS; i++)
		draw_text(screen, x + 1 + i, y, 1,
		    i < full   ? ROLE_ACCENT
		    : i < over ? ROLE_BAD
		               : ROLE_DIM,
		    i < full   ? "="
		    : i < over ? "x"
		               : "-");
	draw_text(screen, x + 1 + BAR_COLUMNS, y, 1, ROLE_DIM, "]");
}

/* "" in a dialog, where Esc goes back from that first. */
static const char *
way_out_words(const struct controller *controller)
{
	enum dialog dialog = controller_dialog(controller);

	if (dialog != DIALOG_NONE &&
	    (dialog != DIALOG_LEAVE || !controller->leave.is_sending))
		return "";
	return bulk_has_rest(controller) ? _("Esc stops the rest")
	                                 : _("Esc stops waiting");
}

static void
draw_bulk(const struct canvas *screen, struct rect line,
    const struct controller *controller)
{
	const struct bulk *bulk = &controller->bulk;
	const char *way_out = way_out_words(controller);
	int x = line.x, end = line.x + line.columns;
	char *words;

	end -= draw_width(way_out) + 2;
	words = bulk_words(bulk, end - x);
	x += draw_text(screen, x, line.y, end - x, ROLE_ACCENT, words) + 2;
	if (bulk->total > 1 && x + BAR_COLUMNS + 2 <= end) {
		draw_bar(screen, x, line.y, bulk);
		x += BAR_COLUMNS + 4;
	}
	draw_text(
	    screen, x, line.y, line.x + line.columns - x, ROLE_TEXT, way_out);
	free(words);
}

/* What there is no line for; for free(3). */
static char *
more_words(size_t count)
{
	char number[NUMBER_MAX];
	const struct filling filling = { "{count}", number };

	snprintf(number, sizeof(number), "%zu", count);
	return fill(
	    ngettext("{count} more deletion is held back",
	        "{count} more deletions are held back", (unsigned long)count),
	    &filling, 1);
}

/* On a small screen the lines would say the same, one as the other. */
static bool
is_one_line(const struct controller *controller)
{
	return controller->layout.is_compact && controller->holds.count > 1 &&
	       controller->holds.stop == HOLD_COVERED;
}

/* All of them in one line, as they wait for the same thing. */
static void
draw_all_holds(const struct canvas *screen, struct rect line,
    const struct controller *controller)
{
	const struct holds *holds = &controller->holds;
	size_t targets = 0;
	char *words;

	for (size_t i = 0; i < holds->count; i++)
		targets += holds->items[i].targets.count;
	words = short_words(controller, &holds->items[0], targets);
	draw_text(screen, line.x, line.y, line.columns, ROLE_WARNING, words);
	free(words);
}

void
view_held(const struct canvas *screen, const struct controller *controller)
{
	const struct holds *holds = &controller->holds;
	struct rect line = controller->layout.held;
	int end = line.y + line.rows;
	size_t left = holds->count;
	char *more;

	line.x += 1;
	line.columns -= 2;
	if (line.rows > 0 && bulk_is_running(controller)) {
		draw_bulk(screen, line, controller);
		line.y++;
	}
	if (line.y < end && is_one_line(controller)) {
		draw_all_holds(screen, line, controller);
		return;
	}
	for (; line.y < end && left > 0; line.y++) {
		if (line.y == end - 1 && left > 1 && left < holds->count) {
			more = more_words(left);
			draw_text(screen, line.x, line.y, line.columns,
			    ROLE_WARNING, more);
			free(more);
			return;
		}
		left--;
		draw_hold(screen, line, controller, &holds->items[left],
		    left + 1 == holds->count &&
		        controller_undo_keeps(controller));
	}
}
