/* SPDX-License-Identifier: ISC */
/* The one table of commands, and what must hold for each. */
#include "config.h"

#include "controller/command.h"

#include <string.h>

#include "base/i18n.h"
#include "controller/journey.h"

/* Longer ids are refused by the wire form of the requests too. */
#define ID_MAX 256

bool
journey_can_open(const struct controller *controller, enum message_id *why)
{
	const struct apikey *apikey = journey_target(controller);
	const struct loading *loading = &controller->keys_loading;

	if (guard_waits(controller))
		*why = MESSAGE_NOT_CHECKED;
	else if (!loading->is_loaded)
		*why = loading->seq != 0 ? MESSAGE_STILL_WAITING
		                         : MESSAGE_NOT_LOADED;
	else if (apikey == NULL)
		*why = MESSAGE_NO_APIKEY;
	else if (apikey->id == NULL)
		*why = MESSAGE_UNREADABLE;
	else
		return true;
	return false;
}

static bool
can_create(const struct controller *controller, enum message_id *why)
{
	*why = MESSAGE_NOT_CHECKED;
	return !guard_waits(controller);
}

/* Ids that would not stay one segment of the address's path. */
static bool
is_unsafe(const char *id)
{
	return id[0] == '\0' || strcmp(id, ".") == 0 || strcmp(id, "..") == 0 ||
	       strlen(id) > ID_MAX;
}

static bool
can_change(const struct controller *controller, enum message_id *why)
{
	const struct apikey *apikey = journey_target(controller);

	if (!journey_can_open(controller, why))
		return false;
	if (!apikey->is_readable || apikey->name == NULL)
		*why = MESSAGE_UNREADABLE;
	else if (is_unsafe(apikey->id))
		*why = MESSAGE_ID_UNSAFE;
	else
		return true;
	return false;
}

/* Held back, it can only be kept or sent at once. */
static bool
can_alter(const struct controller *controller, enum message_id *why)
{
	return can_change(controller, why) &&
	       !hold_refuses(controller, journey_target(controller)->id, why);
}

static bool
can_rotate(const struct controller *controller, enum message_id *why)
{
	return can_alter(controller, why) && rotate_can(controller, why);
}

/* The marked ones that can, or one that is not on its way already. */
static bool
can_delete(const struct controller *controller, enum message_id *why)
{
	if (!dialog_is_open(controller, DIALOG_DETAILS) &&
	    delete_many_can(controller))
		return true;
	if (!can_change(controller, why))
		return false;
	*why = MESSAGE_BEING_DELETED;
	return controller_fate(controller, journey_target(controller)->id) !=
	       FATE_BEING_DELETED;
}

static bool
can_reload(const struct controller *controller, enum message_id *why)
{
	const struct loading *loading = &controller->keys_loading;

	if (loading->seq == 0 || loading->is_quiet)
		return true;
	*why = MESSAGE_STILL_WAITING;
	return false;
}

enum request_kind
journey_change(const struct controller *controller)
{
	if (controller->form.stage == FORM_SENDING)
		return form_kind(&controller->form);
	if (controller->deletion.seq != 0 && !controller->deletion.is_finding)
		return REQUEST_DELETE;
	if (bulk_is_running(controller))
		return REQUEST_DELETE;
	return REQUEST_LIST;
}

/* Without a session L brings the login screen back. */
static bool
can_log_out(const struct controller *controller, enum message_id *why)
{
	bool is_busy =
	    controller->logout_seq != 0 || bulk_is_running(controller);

	if (is_busy)
		*why = MESSAGE_STILL_WAITING;
	return !is_busy;
}

static void
run_up(struct controller *controller, struct effects *out)
{
	(void)out;
	browse_move(controller, KEYCODE_UP);
}

static void
run_down(struct controller *controller, struct effects *out)
{
	(void)out;
	browse_move(controller, KEYCODE_DOWN);
}

static void
run_page_up(struct controller *controller, struct effects *out)
{
	(void)out;
	browse_move(controller, KEYCODE_PAGE_UP);
}

static void
run_page_down(struct controller *controller, struct effects *out)
{
	(void)out;
	browse_move(controller, KEYCODE_PAGE_DOWN);
}

static void
run_top(struct controller *controller, struct effects *out)
{
	(void)out;
	browse_move(controller, KEYCODE_HOME);
}

static void
run_bottom(struct controller *controller, struct effects *out)
{
	(void)out;
	browse_move(controller, KEYCODE_END);
}

static void
run_filter(struct controller *controller, struct effects *out)
{
	(void)out;
	browse_open_filter(controller);
}

static void
run_view(struct controller *controller, struct effects *out)
{
	(void)out;
	browse_turn_view(controller);
}

static void
run_sort(struct controller *controller, struct effects *out)
{
	(void)out;
	browse_sort(controller,
	    columns_after(
	        &controller->columns, keylist_column(controller->keys)),
	    false);
}

static void
run_reverse(struct controller *controller, struct effects *out)
{
	(void)out;
	browse_sort(controller, keylist_column(controller->keys),
	    !keylist_is_reversed(controller->keys));
}

/* There are two panes: the next one is the previous one. */
static void
run_other_pane(struct controller *controller, struct effects *out)
{
	(void)out;
	controller->focus =
	    controller->focus == PANE_KEYS ? PANE_PROFILE : PANE_KEYS;
}

static void
run_redraw(struct controller *controller, struct effects *out)
{
	(void)controller;
	effects_add(out, EFFECT_REDRAW);
}

/* Says that what was sent may be carried out; false if it is said already. */
static bool
asks_to_quit(struct controller *controller)
{
	bool is_changing = journey_change(controller) != REQUEST_LIST ||
	                   controller->logout_seq != 0;

	if (!is_changing || controller->has_asked_to_quit)
		return false;
	controller->has_asked_to_quit = true;
	journey_tell(controller, MESSAGE_QUIT_ASKS, TONE_WARNING, NULL);
	return true;
}

static void
run_quit(struct controller *controller, struct effects *out)
{
	if (!asks_to_quit(controller) && !leave_asks(controller, LEAVE_QUIT))
		effects_add(out, EFFECT_QUIT);
}

#define CODE(name)                     \
	{                              \
		.code = KEYCODE_##name \
	}
#define LETTER(letter)                                        \
	{                                                     \
		.code = KEYCODE_CHARACTER, .scalar = (letter) \
	}
#define CONTROL(letter)                                        \
	{                                                      \
		.code = KEYCODE_CHARACTER, .scalar = (letter), \
		.has_control = true                            \
	}
#define FUNCTION(number)                                     \
	{                                                    \
		.code = KEYCODE_FUNCTION, .scalar = (number) \
	}

/* TRANSLATORS: what commands do, for help; 38 columns at most each. */
static const struct command commands[COMMAND_COUNT] = {
	{ COMMAND_UP, GROUP_MOVE, "up", N_("one row up"), NULL,
	    { CODE(UP), LETTER('k') }, 2, NULL, run_up },
	{ COMMAND_DOWN, GROUP_MOVE, "down", N_("one row down"), NULL,
	    { CODE(DOWN), LETTER('j') }, 2, NULL, run_down },
	{ COMMAND_PAGE_UP, GROUP_MOVE, "page-up", N_("one page up"), NULL,
	    { CODE(PAGE_UP), CONTROL('b') }, 2, NULL, run_page_up },
	{ COMMAND_PAGE_DOWN, GROUP_MOVE, "page-down", N_("one page down"), NULL,
	    { CODE(PAGE_DOWN), CONTROL('f') }, 2, NULL, run_page_down },
	{ COMMAND_TOP, GROUP_MOVE, "top", N_("to the first row"), NULL,
	    { LETTER('g'), CODE(HOME) }, 2, NULL, run_top },
	{ COMMAND_BOTTOM, GROUP_MOVE, "bottom", N_("to the last row"), NULL,
	    { LETTER('G'), CODE(END) }, 2, NULL, run_bottom },
	{ COMMAND_DETAILS, GROUP_APIKEY, "details",
	    N_("show everything about the API key"), N_("details"),
	    { CODE(ENTER) }, 1, journey_can_open, details_open },
	{ COMMAND_NEW, GROUP_APIKEY, "new", N_("create an API key"), N_("new"),
	    { LETTER('n') }, 1, can_create, create_open },
	{ COMMAND_RENAME, GROUP_APIKEY, "rename", N_("rename the API key"),
	    N_("rename"), { LETTER('r') }, 1, can_alter, rename_open },
	{ COMMAND_NOTE, GROUP_APIKEY, "note",
	    N_("edit its note and tags, kept here"), NULL, { LETTER('e') }, 1,
	    note_can, note_open },
	{ COMMAND_DELETE, GROUP_APIKEY, "delete", N_("delete the API key"),
	    N_("delete"), { LETTER('d'), CODE(DELETE) }, 2, can_delete,
	    delete_open },
	{ COMMAND_COPY, GROUP_APIKEY, "copy", N_("copy the token"), N_("copy"),
	    { LETTER('y') }, 1, handout_can_copy, wish_copy },
	{ COMMAND_COPY_ID, GROUP_APIKEY, "copy-id", N_("copy the id"), NULL,
	    { LETTER('Y') }, 1, handout_can_copy_id, copy_id },
	{ COMMAND_REVEAL, GROUP_APIKEY, "reveal",
	    N_("show the token for some seconds"), NULL, { LETTER('v') }, 1,
	    handout_can_reveal, wish_reveal },
	{ COMMAND_ROTATE, GROUP_APIKEY, "rotate",
	    N_("rotate: a successor, then retire this"), NULL, { LETTER('t') }, 1,
	    can_rotate, rotate_open },
	{ COMMAND_UNDO, GROUP_APIKEY, "undo",
	    N_("undo a held-back deletion or new name"), NULL, { LETTER('u') },
	    1, undo_can, undo_run },
	{ COMMAND_MARK, GROUP_APIKEY, "mark", N_("mark, and go on"), N_("mark"),
	    { LETTER(' ') }, 1, can_alter, marking_toggle },
	{ COMMAND_MARK_ALL, GROUP_APIKEY, "mark-all",
	    N_("mark all that are shown"), NULL, { LETTER('a') }, 1, NULL,
	    marking_all },
	{ COMMAND_INVERT, GROUP_APIKEY, "invert", N_("invert the marks"), NULL,
	    { LETTER('i') }, 1, NULL, marking_invert },
	{ COMMAND_RANGE, GROUP_APIKEY, "range",
	    N_("start a range of marks, then move"), NULL, { LETTER('V') }, 1,
	    journey_can_open, marking_open_range },
	{ COMMAND_FILTER, GROUP_LIST, "filter",
	    N_("show only what matches the words"), N_("filter"),
	    { LETTER('/') }, 1, NULL, run_filter },
	{ COMMAND_VIEW, GROUP_LIST, "view",
	    N_("next view: expiring, expired, others"), NULL, { LETTER('f') },
	    1, NULL, run_view },
	{ COMMAND_SORT, GROUP_LIST, "sort", N_("sort by the next column"),
	    N_("sort"), { LETTER('s') }, 1, NULL, run_sort },
	{ COMMAND_REVERSE, GROUP_LIST, "reverse", N_("reverse the order"), NULL,
	    { LETTER('S') }, 1, NULL, run_reverse },
	{ COMMAND_COLUMNS, GROUP_LIST, "columns",
	    N_("choose the columns of the table"), NULL, { LETTER('C') }, 1,
	    NULL, columns_open },
	{ COMMAND_NEXT_PANE, GROUP_MOVE, "next-pane", N_("to the next pane"),
	    NULL, { CODE(TAB) }, 1, NULL, run_other_pane },
	{ COMMAND_PREVIOUS_PANE, GROUP_MOVE, "previous-pane",
	    N_("to the previous pane"), NULL, { CODE(BACKTAB) }, 1, NULL,
	    run_other_pane },
	{ COMMAND_RELOAD, GROUP_LIST, "reload", N_("reload from the service"),
	    N_("reload"), { FUNCTION(5), CONTROL('r') }, 2, can_reload,
	    browse_reload },
	{ COMMAND_PALETTE, GROUP_PROGRAM, "palette",
	    N_("find and run a command"), N_("commands"), { LETTER(':') }, 1,
	    NULL, help_open_palette },
	{ COMMAND_HELP, GROUP_PROGRAM, "help",
	    N_("show all commands and their keys"), N_("help"),
	    { LETTER('?'), FUNCTION(1) }, 2, NULL, help_open },
	{ COMMAND_MESSAGES, GROUP_PROGRAM, "messages",
	    N_("show the messages so far"), NULL, { LETTER('M') }, 1, NULL,
	    messages_open },
	{ COMMAND_REDRAW, GROUP_PROGRAM, "redraw", N_("redraw the screen"),
	    NULL, { CONTROL('l') }, 1, NULL, run_redraw },
	{ COMMAND_ACCOUNTS, GROUP_PROGRAM, "accounts",
	    N_("list the accounts, switch to another"), NULL, { LETTER('A') },
	    1, NULL, accounts_open },
	{ COMMAND_LOGOUT, GROUP_PROGRAM, "logout",
	    N_("log out: end the session and forget it"), NULL, { LETTER('L') },
	    1, can_log_out, logout_run },
	{ COMMAND_QUIT, GROUP_PROGRAM, "quit", N_("leave keyrack"), N_("quit"),
	    { LETTER('q'), CONTROL('c') }, 2, NULL, run_quit },
};

const struct command *
command_get(enum command_id id)
{
	return &commands[id];
}

void
command_names(const char *names[COMMAND_COUNT + 1])
{
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		names[i] = commands[i].name;
	names[COMMAND_COUNT] = NULL;
}

const struct apikey *
journey_target(const struct controller *controller)
{
	return dialog_is_open(controller, DIALOG_DETAILS)
	           ? controller_details(controller)
	           : controller_current(controller);
}
