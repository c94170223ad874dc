/* SPDX-License-Identifier: ISC */
/* The table of API keys. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"
#include "base/xmalloc.h"
#include "ui/fill.h"
#include "ui/key_words.h"
#include "ui/panes.h"
#include "ui/sentence.h"

static const char *
column_title(enum keylist_column column)
{
	switch (column) {
	case COLUMN_NAME:
		/*
		 * TRANSLATORS: heads of columns, with an arrow behind; there
		 * is room for organization 16, token 7, created 8, expires 9,
		 * used here 9.
		 */
		return _("NAME");
	case COLUMN_ORGANIZATION:
		return _("ORGANIZATION");
	case COLUMN_TOKEN:
		return _("TOKEN");
	case COLUMN_CREATED:
		return _("CREATED");
	case COLUMN_EXPIRES:
		return _("EXPIRES");
	case COLUMN_ID:
		return _("ID");
	case COLUMN_USED:
		return _("USED HERE");
	case COLUMN_COUNT:
		break;
	}
	return "";
}

static void
draw_heads(const struct canvas *screen, const struct controller *controller)
{
	const struct layout *layout = &controller->layout;
	const struct layout_column *place;
	enum keylist_column column;
	bool is_order;
	char *text;

	for (size_t i = 0; i < layout->shown.count; i++) {
		column = layout->shown.items[i];
		place = &layout->column[column];
		is_order = keylist_column(controller->keys) == column;
		text = xasprintf("%s%s%s", column_title(column),
		    is_order ? " " : "",
		    is_order ? view_order_arrow(controller->keys) : "");
		draw_text(screen, layout->rows.x + place->x, layout->rows.y - 1,
		    place->columns, ROLE_DIM, text);
		free(text);
	}
}

static bool
is_soon(const struct controller *controller, int64_t expires_ms)
{
	int64_t now_ms = controller->now.wall_ms;

	return expires_ms > now_ms &&
	       expires_ms < now_ms + controller->given.expiry_warning_ms;
}

static enum role
expiry_role(const struct controller *controller, int64_t expires_ms)
{
	if (expires_ms == DATE_NONE)
		return ROLE_DIM;
	if (expires_ms <= controller->now.wall_ms)
		return ROLE_BAD;
	return is_soon(controller, expires_ms) ? ROLE_WARNING : ROLE_TEXT;
}

/* The cell's text, for free(3), and what it looks like. */
static char *
cell(const struct controller *controller, const struct apikey *apikey,
    enum keylist_column column, enum role *role)
{
	const struct token_mask *token = &apikey->token;
	const char *organization;
	char day[DATE_TEXT_MAX];
	int64_t used_ms;

	*role = ROLE_DIM;
	switch (column) {
	case COLUMN_NAME:
		*role = ROLE_TEXT;
		return xstrdup(
		    apikey->name != NULL ? apikey->name : _("(unreadable)"));
	case COLUMN_ORGANIZATION:
		organization =
		    keylist_organization_name(controller->keys, apikey);
		if (organization == NULL)
			return xstrdup(_("personal"));
		*role = ROLE_TEXT;
		return xstrdup(organization);
	case COLUMN_TOKEN:
		return xasprintf("%s%s%s", token->head,
		    text_locale_is_utf8() ? "…" : "~",
		    view_tail(controller, apikey));
	case COLUMN_CREATED:
		date_format_day(apikey->created_ms, day);
		return xstrdup(day);
	case COLUMN_EXPIRES:
		*role = expiry_role(controller, apikey->expires_ms);
		return sentence_of_expiry(
		    apikey->expires_ms, controller->now.wall_ms);
	case COLUMN_ID:
		return xstrdup(apikey->id != NULL ? apikey->id : "");
	case COLUMN_USED:
		used_ms = keylist_used_ms(controller->keys, apikey);
		*role = used_ms == DATE_NONE ? ROLE_DIM : ROLE_TEXT;
		return sentence_of_use(used_ms, controller->now.wall_ms);
	case COLUMN_COUNT:
		break;
	}
	return xstrdup("");
}

/*
 * The cursor's row is marked at its name alone: a move repaints two names. Its
 * mark looks as the frame beside it does when that has the focus.
 */
static void
draw_row(const struct canvas *screen, const struct controller *controller,
    long row, int y)
{
	const struct layout *layout = &controller->layout;
	const struct apikey *apikey =
	    keylist_row(controller->keys, (size_t)row);
	const struct layout_column *place;
	bool is_current = row == controller->cursor.row;
	enum role role, former = ROLE_TEXT;
	enum fate fate = controller_fate(controller, apikey->id);
	enum keylist_column column;
	int x = layout->rows.x, end = x;
	char *text;

	for (size_t i = 0; i < layout->shown.count; i++) {
		column = layout->shown.items[i];
		place = &layout->column[column];
		text = cell(controller, apikey, column, &role);
		if (column == COLUMN_EXPIRES && fate != FATE_NONE) {
			free(text);
			text = xstrdup(view_fate_words(fate, &role));
		} else if (column == COLUMN_EXPIRES &&
		           controller_rotation(controller, apikey->id) >=
		               ROTATION_MADE) {
			free(text);
			role = ROLE_WARNING;
			/* TRANSLATORS: it has a successor; 11 columns. */
			text = xstrdup(_("retiring"));
		}
		if (is_current && column == COLUMN_NAME)
			role = ROLE_SELECTED;
		/* Between dim words, blanks that are not cost 17 bytes. */
		if (role == ROLE_DIM && former == ROLE_DIM)
			draw_blanks(screen, end, y, x + place->x - end, role);
		end = x + place->x;
		end += draw_text(screen, end, y, place->columns, role, text);
		former = role;
		free(text);
		/* A sign for those who see no colour, in the gap before. */
		if (column == COLUMN_EXPIRES &&
		    is_soon(controller, apikey->expires_ms))
			draw_text(screen, x + place->x - 1, y, 1, role, "!");
	}
	view_sign(screen, controller, row, y);
	if (!is_current)
		return;
	draw_text(screen, x, y, 1, ROLE_ACCENT, ">");
	screen->caret->x = x;
	screen->caret->y = y;
}

char *
view_load_error(
    const struct controller *controller, const struct loading *loading)
{
	int64_t wait_s = loading->retry.again_ms == 0 ? 0 : WAIT_TOLD_ELSEWHERE;

	return sentence_of_error_with_wait(
	    &loading->error, wait_s, &controller->bindings);
}

/* What stands in place of rows; for free(3). NULL when there are rows. */
static char *
empty_words(const struct controller *controller)
{
	const struct loading *loading = &controller->keys_loading;
	char *reason, *words;

	if (!loading->is_loaded && loading->seq != 0)
		return xstrdup(_("Loading the API keys… Esc stops waiting."));
	if (!loading->is_loaded && loading->error.kind != ERROR_NONE) {
		reason = view_load_error(controller, loading);
		const struct filling filling = { "{error}", reason };
		words = fill(_("The API keys could not be loaded. {error}"),
		    &filling, 1);
		free(reason);
		return words;
	}
	if (!loading->is_loaded &&
	    controller_connection(controller) == CONNECTION_LOGGED_OUT)
		return xstrdup(_("Logged out."));
	if (!loading->is_loaded)
		return key_words_fill(
		    _("Not loaded. {key:reload} loads the API keys."),
		    &controller->bindings);
	if (keylist_total(controller->keys) == 0)
		return key_words_fill(
		    _("No API keys yet. {key:new} creates one."),
		    &controller->bindings);
	if (keylist_rows(controller->keys) > 0)
		return NULL;
	if (keylist_is_searching(controller->keys))
		return xstrdup(_("Searching… Esc stops."));
	if (*keylist_applied(controller->keys) == '\0')
		return key_words_fill(
		    _("No API key is in this view. {key:view} shows the next "
		      "one."),
		    &controller->bindings);
	const struct filling filling = { "{words}",
		keylist_applied(controller->keys) };
	return fill(
	    _("Nothing matches “{words}”. Esc shows all."), &filling, 1);
}

/* A frame without a lower edge tells at its side that there are more rows. */
static void
draw_side_arrows(
    const struct canvas *screen, struct rect rows, long above, long below)
{
	int x = rows.x + rows.columns;

	if (above > 0)
		draw_text(screen, x, rows.y, 1, ROLE_DIM, "↑");
	if (below > 0)
		draw_text(screen, x, rows.y + rows.rows - 1, 1, ROLE_DIM, "↓");
}

static void
draw_rows(const struct canvas *screen, const struct controller *controller)
{
	const struct layout *layout = &controller->layout;
	struct rect rows = layout->rows;
	long row = controller->cursor.top, below;
	long end = (long)keylist_rows(controller->keys);
	int i, visible = rows.rows - (controller->filter_is_open ? 1 : 0);

	for (i = 0; i < visible && row + i < end; i++)
		draw_row(screen, controller, row + i, rows.y + i);
	below = end - row - i;
	if (layout->is_compact)
		draw_side_arrows(screen, rows, row, below);
	else
		view_more(screen, layout->table, row, below);
}

/* What is wrong with the expression stands behind it, if there is room. */
static void
draw_filter(const struct canvas *screen, const struct controller *controller)
{
	struct rect line = controller->layout.filter;
	int room = line.columns - 3;
	bool is_wrong = controller->filter_error.kind != ERROR_NONE;
	char *why;

	draw_text(screen, line.x, line.y, 2, ROLE_TITLE, "/ ");
	if (is_wrong) {
		why = sentence_of_error(
		    &controller->filter_error, &controller->bindings);
		room = draw_width(field_text(&controller->filter)) + 2;
		if (room < 8)
			room = 8;
		if (room > line.columns / 2)
			room = line.columns / 2;
		draw_text(screen, line.x + 2 + room + 1, line.y,
		    line.columns - room - 4, ROLE_WARNING, why);
		free(why);
	}
	draw_field(screen, line.x + 2, line.y, room, &controller->filter,
	    controller->dialog_count == 0);
}

void
view_keys(const struct canvas *screen, const struct controller *controller)
{
	const struct layout *layout = &controller->layout;
	struct rect frame = layout->table;
	struct rect words = { layout->rows.x + 2, layout->rows.y,
		layout->rows.columns - 4, layout->rows.rows };
	bool is_focused =
	    controller->focus == PANE_KEYS && controller->dialog_count == 0;
	char *empty = empty_words(controller);

	/* A compact frame has its lower edge under the message line. */
	frame.rows += layout->is_compact ? 1 : 0;
	draw_frame(screen, frame, is_focused, _("API keys"));
	view_keys_title(screen, controller, frame);
	if (!layout->is_compact)
		draw_heads(screen, controller);
	if (empty != NULL)
		draw_wrapped(screen, words,
		    controller->keys_loading.is_loaded ||
		            controller->keys_loading.seq != 0
		        ? ROLE_TEXT
		        : ROLE_WARNING,
		    empty);
	else
		draw_rows(screen, controller);
	if (controller->filter_is_open)
		draw_filter(screen, controller);
	free(empty);
}
