/* SPDX-License-Identifier: ISC */
/* The message line, and below it the keys that are of use now. */
#include "config.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "controller/command.h"
#include "ui/panes.h"
#include "ui/sentence.h"

enum {
	GAP = 2,
};

static void
blank(const struct canvas *screen, struct rect rect)
{
	mvwhline(screen->window, rect.y, rect.x, ' ', rect.columns);
}

/* Whether the sentence needs the line of the hints as well. */
static bool
is_long(const struct controller *controller)
{
	char *text = sentence_of_message(&controller->message);
	bool too_wide =
	    draw_width(text) > controller->layout.message.columns - 2;

	free(text);
	return too_wide;
}

void
view_message(const struct canvas *screen, const struct controller *controller)
{
	struct rect rect = controller->layout.message;
	char *text = sentence_of_message(&controller->message);

	blank(screen, rect);
	rect.x += 1;
	rect.columns -= 2;
	rect.rows = is_long(controller) ? 2 : 1;
	draw_wrapped(screen, rect, view_tone(controller->message.tone), text);
	free(text);
}

/* One hint's columns; draws it only if asked. */
static int
put_hint(const struct canvas *screen, int x, int y, const char *key,
    const char *words, bool is_drawn)
{
	int width = draw_width(key) + 1 + draw_width(words);

	if (is_drawn) {
		x += draw_text(
		    screen, x, y, screen->columns - x, ROLE_ACCENT, key);
		draw_text(screen, x + 1, y, screen->columns - x - 1, ROLE_TEXT,
		    words);
	}
	return width;
}

static int
put_command(const struct canvas *screen, int x, int y,
    const struct command *command, bool is_drawn)
{
	char label[KEY_LABEL_MAX];

	key_label(command->keys[0], label);
	return put_hint(screen, x, y, label, _(command->hint), is_drawn);
}

static bool
is_always_shown(enum command_id id)
{
	return id == COMMAND_HELP || id == COMMAND_QUIT;
}

/* How to get help and how to leave always stay; others while they fit. */
static void
draw_command_hints(const struct canvas *screen, struct rect line)
{
	const struct command *command;
	int x = line.x + 1, reserve = 0, width, id;

	for (id = 0; id < COMMAND_COUNT; id++)
		if (is_always_shown((enum command_id)id))
			reserve +=
			    GAP + put_command(screen, 0, 0,
			              command_get((enum command_id)id), false);
	for (id = 0; id < COMMAND_COUNT; id++) {
		command = command_get((enum command_id)id);
		if (command->hint == NULL)
			continue;
		width = put_command(screen, 0, 0, command, false);
		if (is_always_shown(command->id))
			reserve -= GAP + width;
		else if (x + width + reserve > line.columns)
			continue;
		put_command(screen, x, line.y, command, true);
		x += width + GAP;
	}
}

struct hint {
	const char *key;
	const char *words;
};

static void
draw_hints(const struct canvas *screen, struct rect line,
    const struct hint *hints, size_t count)
{
	int x = line.x + 1, width;
	size_t i;

	for (i = 0; i < count; i++) {
		width = put_hint(
		    screen, 0, 0, hints[i].key, _(hints[i].words), false);
		if (x + width > line.columns)
			return;
		put_hint(
		    screen, x, line.y, hints[i].key, _(hints[i].words), true);
		x += width + GAP;
	}
}

static void
draw_dialog_hints(const struct canvas *screen, struct rect line,
    const struct controller *controller)
{
	/*
	 * TRANSLATORS: these stand behind a key, as in "Enter takes it  Esc
	 * back  Tab next". Keys have the same names in all languages. All
	 * hints of a dialog together have 40 columns on a small screen.
	 */
	static const struct hint details[] = { { "Esc", N_("back") },
		{ "r", N_("rename") }, { "d", N_("delete") },
		{ "?", N_("help") } };
	static const struct hint form[] = { { "Enter", N_("takes it") },
		{ "Esc", N_("back") }, { "Tab", N_("next") },
		{ "Ctrl-U", N_("empties the field") } };
	static const struct hint deletion[] = { { "y", N_("deletes") },
		{ "Esc", N_("keeps it") }, { "Tab", N_("next") } };
	static const struct hint created[] = {
		{ "Enter", N_("takes the button") }, { "Tab", N_("next") }
	};
	static const struct hint login[] = { { "o", N_("browser") },
		{ "c", N_("copy") }, { "p", N_("paste") },
		{ "b", N_("bare link") }, { "t", N_("copy the tunnel") },
		{ "q", N_("quit") } };
	static const struct hint field[] = { { "Enter", N_("takes it") },
		{ "Esc", N_("back") }, { "Ctrl-U", N_("empties the field") } };
	static const struct hint failed[] = { { "Enter", N_("tries again") },
		{ "q", N_("quit") } };
	static const struct hint help[] = { { "Enter", N_("runs it") },
		{ "Esc", N_("back") } };

	switch (controller_dialog(controller)) {
	case DIALOG_NONE:
		draw_command_hints(screen, line);
		break;
	case DIALOG_DETAILS:
		draw_hints(screen, line, details, 4);
		break;
	case DIALOG_CREATE:
	case DIALOG_RENAME:
		draw_hints(screen, line, form, 4);
		break;
	case DIALOG_DELETE:
		draw_hints(screen, line, deletion, 3);
		break;
	case DIALOG_CREATED:
		draw_hints(screen, line, created, 2);
		break;
	case DIALOG_HELP:
		draw_hints(screen, line, help, 2);
		break;
	case DIALOG_LOGIN:
		if (controller->login.field_is_open)
			draw_hints(screen, line, field, 3);
		else if (controller->login.stage == LOGIN_FAILED)
			draw_hints(screen, line, failed, 2);
		else
			draw_hints(screen, line, login, 6);
		break;
	}
}

void
view_hints(const struct canvas *screen, const struct controller *controller)
{
	struct rect line = controller->layout.hints;

	if (is_long(controller))
		return;
	blank(screen, line);
	draw_dialog_hints(screen, line, controller);
}
