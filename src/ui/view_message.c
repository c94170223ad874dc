/* SPDX-License-Identifier: ISC */
/* The message line, and below it the keys that are of use now. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "controller/command.h"
#include "ui/fill.h"
#include "ui/key_words.h"
#include "ui/panes.h"
#include "ui/sentence.h"

enum {
	GAP = 2,
};

/* Where there are no rows the table says why. */
static bool
is_in_table(const struct controller *controller)
{
	return controller->message.id == MESSAGE_FAILED &&
	       controller->message.request == REQUEST_LIST &&
	       !controller->keys_loading.is_loaded;
}

/* A message that is new is shown whole: it rises over the table's rows. */
static int
lines_wished(const struct controller *controller, int columns, const char *text)
{
	int lines = draw_wrapped_lines(columns, text);
	int room = 1 + controller->layout.rows.rows;

	if (lines < 1 || controller->message.is_seen || is_in_table(controller))
		return 1;
	return lines < room ? lines : room;
}

/* While a token lies there, "" else; for free(3). */
static char *
countdown_words(const struct controller *controller)
{
	int64_t clears_ms = controller->copying.clears_ms;
	char count[24];
	const struct filling filling = { "{count}", count };

	if (clears_ms == INT64_MAX)
		return xstrdup("");
	snprintf(count, sizeof(count), "%" PRId64,
	    view_seconds(controller, clears_ms));
	/* TRANSLATORS: until the clipboard is cleared; 16 columns at most. */
	return fill(_("clipboard {count} s"), &filling, 1);
}

void
view_message(const struct canvas *screen, const struct controller *controller)
{
	struct rect rect = controller->layout.message;
	char *text =
	    sentence_of_message(&controller->message, &controller->bindings);
	char *countdown = countdown_words(controller);
	int width = draw_width(countdown), room = rect.columns - 2, y;

	if (width > 0)
		room -= width + GAP;
	rect.rows = lines_wished(controller, room, text);
	rect.y -= rect.rows - 1;
	for (y = rect.y; y < rect.y + rect.rows; y++)
		mvwhline(screen->window, y, rect.x, ' ', rect.columns);
	rect.x += 1;
	draw_text_right(screen, rect.x, controller->layout.message.y,
	    rect.columns - 2, ROLE_ACCENT, countdown);
	rect.columns = room;
	draw_wrapped(screen, rect, view_tone(controller->message.tone), text);
	free(countdown);
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

/* Returns 0 for a command that has no key: help alone names it. */
static int
put_command(const struct canvas *screen, int x, int y,
    const struct bindings *bindings, enum command_id id, bool is_drawn)
{
	const char *hint = command_get(id)->hint;
	char *key = key_words_first(bindings, id);
	int width = 0;

	if (key != NULL && hint != NULL)
		width = put_hint(screen, x, y, key, _(hint), is_drawn);
	free(key);
	return width;
}

static bool
is_always_shown(enum command_id id)
{
	return id == COMMAND_FILTER || id == COMMAND_HELP || id == COMMAND_QUIT;
}

/* How to find, to get help and to leave always stay; others while they fit. */
static void
draw_command_hints(const struct canvas *screen, struct rect line,
    const struct bindings *bindings)
{
	int x = line.x + 1, reserve = 0, width;
	enum command_id id;

	for (int i = 0; i < COMMAND_COUNT; i++) {
		id = (enum command_id)i;
		if (is_always_shown(id))
			reserve += GAP + put_command(
			                     screen, 0, 0, bindings, id, false);
	}
	for (int i = 0; i < COMMAND_COUNT; i++) {
		id = (enum command_id)i;
		width = put_command(screen, 0, 0, bindings, id, false);
		if (is_always_shown(id))
			reserve -= GAP + width;
		else if (width == 0 || x + width + reserve > line.columns)
			continue;
		put_command(screen, x, line.y, bindings, id, true);
		x += width + GAP;
	}
}

/*
 * What a key does in a dialog; "{key:rename}" is the key of that command. The
 * last of a list has no key.
 */
struct hint {
	const char *key;
	const char *words;
};

/*
 * TRANSLATORS: these stand behind a key, as in "Enter run  Esc back". Keys
 * have the same names in all languages. All hints of a dialog together have
 * 40 columns on a small screen; the last ones are left out there.
 */
static const struct hint details_hints[] = { { "Esc", N_("back") },
	{ "{key:rename}", N_("rename") }, { "{key:delete}", N_("delete") },
	{ "{key:help}", N_("help") }, { "{key:copy}", N_("copy") },
	{ "{key:reveal}", N_("show") }, { "{key:note}", N_("note") },
	{ NULL, NULL } };
static const struct hint create_hints[] = { { "Enter", N_("create") },
	{ "Esc", N_("cancel") }, { "Tab", N_("next") },
	{ "Ctrl-U", N_("empty") }, { NULL, NULL } };
static const struct hint organization_hints[] = { { "Left/Right",
	                                              N_("choose") },
	{ "Enter", N_("create") }, { "Esc", N_("cancel") }, { NULL, NULL } };
static const struct hint rename_hints[] = { { "Enter", N_("rename") },
	{ "Esc", N_("cancel") }, { "Tab", N_("next") },
	{ "Ctrl-U", N_("empty") }, { NULL, NULL } };
static const struct hint note_hints[] = { { "Enter", N_("save") },
	{ "Esc", N_("cancel") }, { "Tab", N_("next") },
	{ "Ctrl-U", N_("empty") }, { NULL, NULL } };
static const struct hint cancel_hints[] = { { "Enter", N_("cancel") },
	{ "Esc", N_("cancel") }, { "Tab", N_("next") }, { NULL, NULL } };
static const struct hint keep_hints[] = { { "y", N_("delete") },
	{ "Esc", N_("keep") }, { "Tab", N_("next") },
	{ "{key:help}", N_("help") }, { NULL, NULL } };
static const struct hint rotate_hints[] = { { "Enter", N_("choose") },
	{ "Esc", N_("cancel") }, { "Tab", N_("next") },
	{ "{key:help}", N_("help") }, { NULL, NULL } };
static const struct hint delete_hints[] = { { "Enter", N_("delete") },
	{ "Esc", N_("keep") }, { "Tab", N_("next") },
	{ "{key:help}", N_("help") }, { NULL, NULL } };
static const struct hint many_hints[] = { { "Enter", N_("delete") },
	{ "Esc", N_("keep") }, { "Up/Down", N_("scroll") }, { NULL, NULL } };
static const struct hint leave_hints[] = { { "d", N_("delete now") },
	{ "k", N_("keep") }, { "Esc", N_("stay") }, { NULL, NULL } };
static const struct hint slept_hints[] = { { "d", N_("delete now") },
	{ "k", N_("keep") }, { "Esc", N_("count anew") }, { NULL, NULL } };
static const struct hint have_it_hints[] = { { "Enter", N_("close") },
	{ "{key:copy}", N_("copy") }, { "w", N_("file") },
	{ "{key:help}", N_("help") }, { NULL, NULL } };
static const struct hint leaving_hints[] = { { "{key:copy}", N_("copy") },
	{ "w", N_("file") }, { "Esc", N_("close") },
	{ "Enter", N_("I have it") }, { NULL, NULL } };
static const struct hint path_hints[] = { { "Enter", N_("write") },
	{ "Esc", N_("back") }, { "Ctrl-U", N_("empty") }, { NULL, NULL } };
static const struct hint reveal_hints[] = { { "Esc", N_("hide") },
	{ NULL, NULL } };
static const struct hint found_hints[] = { { "Enter", N_("choose") },
	{ "{key:copy}", N_("copy") }, { "w", N_("file") },
	{ "Tab", N_("next") }, { "{key:help}", N_("help") }, { NULL, NULL } };
static const struct hint waiting_hints[] = { { "Esc", N_("stop waiting") },
	{ "{key:help}", N_("help") }, { NULL, NULL } };
static const struct hint filter_hints[] = { { "Enter", N_("keep") },
	{ "Esc", N_("show all") }, { "Ctrl-U", N_("empty") }, { NULL, NULL } };
static const struct hint login_hints[] = { { "o", N_("browser") },
	{ "c", N_("copy") }, { "p", N_("paste") }, { "b", N_("bare link") },
	{ "{key:accounts}", N_("accounts") }, { "{key:quit}", N_("quit") },
	{ "t", N_("copy the tunnel") }, { NULL, NULL } };
static const struct hint paste_hints[] = { { "Enter", N_("log in") },
	{ "Esc", N_("back") }, { "Ctrl-U", N_("empty") }, { NULL, NULL } };
static const struct hint failed_hints[] = { { "Enter", N_("try again") },
	{ "{key:quit}", N_("quit") }, { NULL, NULL } };
static const struct hint blocked_hints[] = { { "f", N_("free port") },
	{ "Enter", N_("try again") }, { "{key:quit}", N_("quit") },
	{ NULL, NULL } };
static const struct hint accounts_hints[] = { { "Enter", N_("switch") },
	{ "Esc", N_("back") }, { "{key:help}", N_("help") }, { NULL, NULL } };
static const struct hint guard_hints[] = { { "Enter", N_("choose") },
	{ "Tab", N_("next") }, { "Esc", N_("log out") }, { NULL, NULL } };
static const struct hint columns_hints[] = { { "Enter", N_("keep") },
	{ "Space", N_("show") }, { "< >", N_("move") }, { "Esc", N_("back") },
	{ NULL, NULL } };
static const struct hint messages_hints[] = { { "Up/Down", N_("scroll") },
	{ "Esc", N_("back") }, { NULL, NULL } };
static const struct hint help_hints[] = { { "Enter", N_("run") },
	{ "Esc", N_("back") }, { NULL, NULL } };

static const struct hint *
form_hints(const struct form *form)
{
	if (form->stage != FORM_EDITING)
		return waiting_hints;
	if (form->focus == FORM_CANCEL)
		return cancel_hints;
	if (form->focus == FORM_ORGANIZATION && form->choices > 1)
		return organization_hints;
	switch (form_task(form)) {
	case FORM_CREATES:
		break;
	case FORM_RENAMES:
		return rename_hints;
	case FORM_NOTES:
		return note_hints;
	}
	return create_hints;
}

static const struct hint *
deletion_hints(const struct deletion *deletion)
{
	if (deletion->seq != 0)
		return waiting_hints;
	return deletion->focus == BUTTON_DELETE ? delete_hints : keep_hints;
}

static const struct hint *
leave_hints_now(const struct leave *leave)
{
	if (leave->is_sending)
		return waiting_hints;
	return leave->reason == LEAVE_SLEPT ? slept_hints : leave_hints;
}

static const struct hint *
login_hints_now(const struct login_screen *login)
{
	if (login->field_is_open)
		return paste_hints;
	if (login->stage == LOGIN_BLOCKED)
		return blocked_hints;
	return login->stage == LOGIN_FAILED ? failed_hints : login_hints;
}

static const struct hint *
created_hints(const struct created *created)
{
	if (created->asks_path)
		return path_hints;
	if (created->asks_to_leave)
		return leaving_hints;
	return created->origin == CREATED_FOUND ? found_hints : have_it_hints;
}

/* NULL where the keys go to the panes. */
static const struct hint *
hints_now(const struct controller *controller)
{
	switch (controller_dialog(controller)) {
	case DIALOG_NONE:
		return controller->filter_is_open ? filter_hints : NULL;
	case DIALOG_DETAILS:
		return details_hints;
	case DIALOG_CREATE:
	case DIALOG_RENAME:
	case DIALOG_NOTE:
		return form_hints(&controller->form);
	case DIALOG_DELETE:
		return deletion_hints(&controller->deletion);
	case DIALOG_DELETE_MANY:
		return many_hints;
	case DIALOG_LEAVE:
		return leave_hints_now(&controller->leave);
	case DIALOG_CREATED:
		return created_hints(&controller->created);
	case DIALOG_ROTATE:
		return controller->form.stage == FORM_EDITING ? rotate_hints
		                                              : waiting_hints;
	case DIALOG_REVEAL:
		return reveal_hints;
	case DIALOG_HELP:
		return help_hints;
	case DIALOG_ACCOUNTS:
		return accounts_hints;
	case DIALOG_GUARD:
		return controller->logout_seq != 0 ? waiting_hints
		                                   : guard_hints;
	case DIALOG_MESSAGES:
		return messages_hints;
	case DIALOG_COLUMNS:
		return columns_hints;
	case DIALOG_LOGIN:
		return login_hints_now(&controller->login);
	}
	return NULL;
}

static void
draw_hints(const struct canvas *screen, struct rect line,
    const struct controller *controller, const struct hint *hints)
{
	bool is_login = controller_dialog(controller) == DIALOG_LOGIN;
	int x = line.x + 1, width;
	char *key;

	for (; hints->key != NULL; hints++) {
		key = key_words_hint(&controller->bindings, hints->key,
		    is_login ? login_screen_owns : NULL);
		if (key == NULL)
			continue;
		width = put_hint(screen, 0, 0, key, _(hints->words), false);
		if (x + width <= line.columns)
			put_hint(screen, x, line.y, key, _(hints->words), true);
		x += width + GAP;
		free(key);
	}
}

void
view_hints(const struct canvas *screen, const struct controller *controller)
{
	struct rect line = controller->layout.hints;
	const struct hint *hints = hints_now(controller);

	mvwhline(screen->window, line.y, line.x, ' ', line.columns);
	if (hints != NULL)
		draw_hints(screen, line, controller, hints);
	else
		draw_command_hints(screen, line, &controller->bindings);
}
