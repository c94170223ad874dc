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
	FACTS_MAX = 32,
};

/* A label, which is "" where the one above counts, and its value. */
struct fact {
	const char *label;
	char *value; /* owned */
};

struct facts {
	struct fact fact[FACTS_MAX];
	size_t count;
};

static void
forget(struct facts *facts)
{
	while (facts->count > 0)
		free(facts->fact[--facts->count].value);
}

static void
add(struct facts *facts, const char *label, const char *value)
{
	facts->fact[facts->count].label = label;
	facts->fact[facts->count].value =
	    xstrdup(value == NULL ? _("(unreadable)") : value);
	facts->count++;
}

/* In the local time, and below it in UTC where that differs. */
static void
add_date(
    struct facts *facts, const char *label, int64_t when_ms, const char *more)
{
	char local[DATE_TEXT_MAX], utc[DATE_TEXT_MAX], *words;

	date_format_local(when_ms, local);
	date_format_exact(when_ms, utc);
	words = xasprintf("%s%s",
	    when_ms == DATE_NONE ? _("unknown")
	    : *local != '\0'     ? local
	                         : utc,
	    more);
	add(facts, label, words);
	free(words);
	if (*local != '\0')
		add(facts, "", utc);
}

static void
add_expiry(struct facts *facts, int64_t expires_ms, int64_t now_ms)
{
	char *words = sentence_of_expiry(expires_ms, now_ms);
	char *more = xasprintf(", %s", words);

	add_date(facts, _("Expires"), expires_ms,
	    expires_ms == DATE_NONE ? "" : more);
	free(words);
	free(more);
}

static void
add_fate(
    struct facts *facts, const struct controller *controller, const char *id)
{
	char *words;

	switch (controller_fate(controller, id)) {
	case FATE_NONE:
		break;
	case FATE_HELD_BACK:
		add(facts, _("Deletion"), _("held back"));
		break;
	case FATE_BEING_DELETED:
		add(facts, _("Deletion"), _("on its way"));
		break;
	case FATE_NOT_DELETED:
		words = sentence_of_message(
		    controller_failure(controller, id), &controller->bindings);
		add(facts, _("Deletion"), words);
		free(words);
		break;
	}
}

/* One deed of this machine, if it was ever done. */
static void
add_deed(struct facts *facts, const char *label, int64_t when_ms)
{
	char local[DATE_TEXT_MAX], utc[DATE_TEXT_MAX];

	if (when_ms == DATE_NONE)
		return;
	date_format_local(when_ms, local);
	date_format_exact(when_ms, utc);
	add(facts, label, *local != '\0' ? local : utc);
}

/* What the ledger says of it. */
static void
add_ledger(
    struct facts *facts, const struct controller *controller, const char *id)
{
	const struct ledger_entry *entry =
	    ledger_find(&controller->book.ledger, id);

	if (entry == NULL)
		return;
	/* TRANSLATORS: labels beside dates; "here" is on this machine. */
	add_deed(facts, _("Used here"), ledger_last_used_ms(entry));
	add_deed(facts, _("Created here"), entry->when_ms[LEDGER_CREATED]);
	add_deed(facts, _("Renamed here"), entry->when_ms[LEDGER_RENAMED]);
	add_deed(facts, _("Copied here"), entry->when_ms[LEDGER_COPIED]);
	add_deed(facts, _("Shown here"), entry->when_ms[LEDGER_REVEALED]);
	add_deed(facts, _("Written here"), entry->when_ms[LEDGER_WRITTEN]);
	add_deed(facts, _("Run here"), entry->when_ms[LEDGER_RUN]);
	if (entry->stage != ROTATION_NONE)
		add(facts, _("Rotation"), view_rotation_words(entry->stage));
	if (entry->note != NULL)
		add(facts, _("Note"), entry->note);
	if (entry->tags != NULL)
		add(facts, _("Tags"), entry->tags);
}

static void
collect(struct facts *facts, const struct controller *controller,
    const struct apikey *apikey)
{
	const char *organization =
	    keylist_organization_name(controller->keys, apikey);
	char *token = xasprintf(
	    "%s…%s", apikey->token.head, view_tail(controller, apikey));

	/* TRANSLATORS: labels beside values; 13 columns at most. */
	add(facts, _("Name"), apikey->name);
	add(facts, _("Organization"),
	    organization == NULL ? _("personal") : organization);
	if (apikey->organization != NULL)
		add(facts, "", apikey->organization);
	add(facts, _("Token"), token);
	add_date(facts, _("Created"), apikey->created_ms, "");
	add_expiry(facts, apikey->expires_ms, controller->now.wall_ms);
	add(facts, _("Id"), apikey->id);
	add_fate(facts, controller, apikey->id);
	add_ledger(facts, controller, apikey->id);
	add(facts, _("Owner"), apikey->owner);
	free(token);
}

static int
lines_of(const struct fact *fact, int columns)
{
	int lines =
	    draw_wrapped_lines(columns - LAYOUT_LABEL_COLUMNS, fact->value);

	return lines > 0 ? lines : 1;
}

static int
all_lines(const struct facts *facts, int columns)
{
	int lines = 0;

	for (size_t i = 0; i < facts->count; i++)
		lines += lines_of(&facts->fact[i], columns);
	return lines;
}

/* Scrolls no further than to the last line. */
static void
draw_facts(const struct canvas *dialog, struct rect inside,
    const struct facts *facts, long scroll)
{
	struct rect frame = { 0, 0, dialog->columns, dialog->rows };
	struct canvas lines = *dialog;
	struct rect place = { 0, 0, inside.columns, 0 };
	int end = all_lines(facts, inside.columns);
	int top = scroll < end - inside.rows ? (int)scroll : end - inside.rows;

	lines.columns = inside.columns;
	lines.rows = inside.rows;
	lines.window = derwin(
	    dialog->window, lines.rows, lines.columns, inside.y, inside.x);
	if (lines.window == NULL)
		return;
	top = top < 0 ? 0 : top;
	place.y = -top;
	for (size_t i = 0; i < facts->count; i++) {
		place.rows = lines_of(&facts->fact[i], inside.columns);
		place.y += view_labelled(&lines, place, LAYOUT_LABEL_COLUMNS,
		    facts->fact[i].label, facts->fact[i].value);
	}
	delwin(lines.window);
	view_more(dialog, frame, top, end - top - inside.rows);
}

void
view_details(const struct canvas *screen, const struct controller *controller)
{
	const struct apikey *apikey = controller_details(controller);
	int gap = layout_has_gaps(controller->size) ? 1 : 0;
	int columns =
	    layout_details_columns(controller->size) + LAYOUT_LABEL_COLUMNS;
	struct facts facts = { .count = 0 };
	struct canvas dialog;
	struct rect inside;

	if (apikey != NULL)
		collect(&facts, controller, apikey);
	else
		add(&facts, "", _("This API key is gone."));
	if (draw_dialog_open(screen,
	        layout_dialog(controller->size, LAYOUT_DETAILS_COLUMNS,
	            all_lines(&facts, columns) + 2 + 2 * gap),
	        _("Details"), &dialog, &inside)) {
		inside.y += gap;
		inside.rows -= 2 * gap;
		draw_facts(&dialog, inside, &facts, controller->details_scroll);
		draw_dialog_close(&dialog);
	}
	forget(&facts);
}
