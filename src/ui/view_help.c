/* SPDX-License-Identifier: ISC */
/* The searchable list of commands and their keys. */
#include "config.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "controller/command.h"
#include "ui/panes.h"

enum {
	COLUMNS = 78,
	LINES_AROUND = 6, /* frame, search and gaps */
	KEYS_COLUMNS = 20,
	GROUP_COLUMNS = 10,
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

/* "Up, k"; for free(3). */
static char *
keys_words(const struct command *command)
{
	char label[KEY_LABEL_MAX], *words = xstrdup(""), *longer;
	size_t i;

	for (i = 0; i < command->key_count; i++) {
		key_label(command->keys[i], label);
		longer = xasprintf("%s%s%s", words, i > 0 ? "  " : "", label);
		free(words);
		words = longer;
	}
	return words;
}

static void
draw_command(const struct canvas *dialog, struct rect line,
    const struct command *command, bool is_current)
{
	bool has_group = line.columns >= GROUP_FROM;
	int keys = line.columns < 50 ? 12 : KEYS_COLUMNS;
	int room = line.columns - 2 - keys - (has_group ? GROUP_COLUMNS : 0);
	char *words = keys_words(command);

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
	if (has_group)
		draw_text_right(dialog, line.x, line.y, line.columns, ROLE_DIM,
		    group_words(command->group));
	free(words);
}

static void
draw_list(
    const struct canvas *dialog, struct rect list, const struct help *help)
{
	struct rect line = { list.x, list.y, list.columns, 1 };
	long top = help->cursor.top, i;

	/* The list here may be shorter than the controller thought. */
	if (help->cursor.row - top >= list.rows)
		top = help->cursor.row - list.rows + 1;
	for (i = top; i < (long)help->found_count && i < top + list.rows; i++) {
		draw_command(dialog, line, command_get(help->found[i]),
		    i == help->cursor.row);
		line.y++;
	}
	if (help->found_count == 0)
		draw_text(dialog, list.x + 2, list.y, list.columns - 2,
		    ROLE_DIM, _("No command has these words."));
}

void
view_help(const struct canvas *screen, const struct controller *controller)
{
	const struct help *help = &controller->help;
	bool has_room = controller->size.rows >= 16;
	struct canvas dialog;
	struct rect inside, list;
	int y, label;

	if (!draw_dialog_open(screen,
	        layout_dialog(controller->size, COLUMNS,
	            has_room ? COMMAND_COUNT + LINES_AROUND
	                     : controller->size.rows),
	        _("Help"), &dialog, &inside))
		return;
	y = inside.y + (has_room ? 1 : 0);
	label = draw_text(&dialog, inside.x, y, inside.columns / 2, ROLE_DIM,
	            _("Search")) +
	        2;
	draw_field(&dialog, inside.x + label, y, inside.columns - label,
	    &help->search, true);
	list = inside;
	list.y = y + (has_room ? 2 : 1);
	list.rows = dialog.rows - list.y - (has_room ? 2 : 1);
	draw_list(&dialog, list, help);
	draw_dialog_close(&dialog);
}
