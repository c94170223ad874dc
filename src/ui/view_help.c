/* SPDX-License-Identifier: ISC */
/* The searchable list of commands and their keys. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "controller/command.h"
#include "ui/fill.h"
#include "ui/key_words.h"
#include "ui/panes.h"

enum {
	COLUMNS = 78,
	LINES_AROUND = 6, /* frame, search and gaps */
	GROUP_COLUMNS = 12,
	/* What the frame, the cursor and the titles leave. */
	KEYS_COLUMNS = COLUMNS - 2 * LAYOUT_DIALOG_MARGIN - GROUP_COLUMNS - 2 -
	               COMMAND_TITLE_COLUMNS,
	KEYS_COLUMNS_TIGHT = 14,
	GROUP_FROM = 60,
};

static const char *
group_words(enum command_group group)
{
	switch (group) {
	case GROUP_MOVE:
		/* TRANSLATORS: groups of commands; 10 columns at most. */
		return _("move");
	case GROUP_APIKEY:
		return _("API key");
	case GROUP_LIST:
		return _("list");
	case GROUP_PROGRAM:
		return _("program");
	case GROUP_COUNT:
		break;
	}
	return "";
}

static void
draw_command(const struct canvas *dialog, struct rect line,
    const struct bindings *bindings, const struct command *command,
    bool is_current)
{
	int keys =
	    line.columns < GROUP_FROM ? KEYS_COLUMNS_TIGHT : KEYS_COLUMNS;
	int room = line.columns - 2 - keys;
	char *words = key_words_all(bindings, command->id);

	if (is_current) {
		draw_text(dialog, line.x, line.y, 1, ROLE_TITLE, ">");
		if (!dialog->caret->is_shown) {
			dialog->caret->x = getbegx(dialog->window) + line.x;
			dialog->caret->y = getbegy(dialog->window) + line.y;
		}
	}
	draw_text(dialog, line.x + 2, line.y, keys - 1, ROLE_ACCENT, words);
	draw_text(dialog, line.x + 2 + keys, line.y, room,
	    is_current ? ROLE_SELECTED : ROLE_TEXT, _(command->title));
	free(words);
}

/* A group's name stands beside the first of its commands that is seen. */
static void
draw_group(const struct canvas *dialog, struct rect line,
    const struct help *help, long row, bool is_first)
{
	enum command_group group = command_get(help->found[row])->group;

	if (is_first || group != command_get(help->found[row - 1])->group)
		draw_text(dialog, line.x, line.y, GROUP_COLUMNS - 1, ROLE_DIM,
		    group_words(group));
}

static void
draw_list(const struct canvas *dialog, struct rect list,
    const struct controller *controller)
{
	const struct help *help = &controller->help;
	struct rect frame = { 0, 0, dialog->columns, dialog->rows };
	struct rect line = { list.x, list.y, list.columns, 1 };
	int indent = list.columns < GROUP_FROM ? 0 : GROUP_COLUMNS;
	long top = help->cursor.top, end = (long)help->found_count, i;

	/* The list here may be shorter than the controller thought. */
	if (help->cursor.row - top >= list.rows)
		top = help->cursor.row - list.rows + 1;
	for (i = top; i < end && i < top + list.rows; i++) {
		line.x = list.x;
		if (indent > 0)
			draw_group(dialog, line, help, i, i == top);
		line.x += indent;
		line.columns = list.columns - indent;
		draw_command(dialog, line, &controller->bindings,
		    command_get(help->found[i]), i == help->cursor.row);
		line.y++;
	}
	view_more(dialog, frame, top, end - i);
	if (help->found_count == 0)
		draw_text(dialog, list.x, list.y, list.columns, ROLE_DIM,
		    _("No command has these words."));
}

/* The field, and behind it how many commands were found. */
static void
draw_search(
    const struct canvas *dialog, struct rect line, const struct help *help)
{
	char number[24];
	const struct filling filling = { "{count}", number };
	char *found;
	int width;

	snprintf(number, sizeof(number), "%zu", help->found_count);
	/* TRANSLATORS: how many commands help found; 12 columns at most. */
	found = fill(ngettext("{count} command", "{count} commands",
	                 (unsigned long)help->found_count),
	    &filling, 1);
	width = draw_text(dialog, line.x, line.y, line.columns / 2, ROLE_DIM,
	            _("Search")) +
	        2;
	line.x += width;
	line.columns -= width;
	line.columns -= draw_text_right(dialog, line.x, line.y, line.columns,
	                    ROLE_DIM, found) +
	                2;
	draw_field(dialog, line.x, line.y, line.columns, &help->search, true);
	free(found);
}

void
view_help(const struct canvas *screen, const struct controller *controller)
{
	const struct help *help = &controller->help;
	bool has_room = controller->size.rows >= 16;
	struct canvas dialog;
	struct rect inside, list;

	if (!draw_dialog_open(screen,
	        layout_dialog(controller->size, COLUMNS,
	            has_room ? COMMAND_COUNT + LINES_AROUND
	                     : controller->size.rows),
	        help->is_palette ? _("Commands") : _("Help"), &dialog, &inside))
		return;
	inside.y += has_room ? 1 : 0;
	draw_search(&dialog, inside, help);
	list = inside;
	list.y += has_room ? 2 : 1;
	list.rows = dialog.rows - list.y - (has_room ? 2 : 1);
	draw_list(&dialog, list, controller);
	draw_dialog_close(&dialog);
}
