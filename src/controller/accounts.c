/* SPDX-License-Identifier: ISC */
/* Lists the accounts and asks the loop to go on in another one. */
#include "config.h"

#include "controller/accounts.h"

#include <string.h>

#include "controller/journey.h"

/* Lines of the screen that show no account, without blank ones and with. */
#define LINES_AROUND 6
#define LINES_OF_GAPS 4

void
accounts_screen_clear(struct accounts_screen *screen)
{
	message_clear(&screen->note);
	*screen = (struct accounts_screen){ 0 };
}

static void
note(struct controller *controller, enum message_id id)
{
	message_set(&controller->accounts.note, id, TONE_WARNING, NULL);
}

bool
accounts_is_current(const struct controller *controller, size_t row)
{
	const struct given *given = &controller->given;

	return strcmp(given->accounts[row].name, given->account) == 0;
}

static long
last_visible(const struct controller *controller)
{
	long lines = controller->size.rows - LINES_AROUND;

	if (layout_has_gaps(controller->size))
		lines -= LINES_OF_GAPS;
	return lines < 1 ? 1 : lines;
}

void
accounts_open(struct controller *controller, struct effects *out)
{
	struct accounts_screen *screen = &controller->accounts;
	size_t count = controller->given.account_count;

	(void)out;
	accounts_screen_clear(screen);
	for (size_t row = 0; row < count; row++)
		if (accounts_is_current(controller, row))
			screen->cursor.row = (long)row;
	cursor_clamp(&screen->cursor, (long)count, last_visible(controller));
	dialog_push(controller, DIALOG_ACCOUNTS);
}

static void
close(struct controller *controller)
{
	dialog_close(controller, DIALOG_ACCOUNTS);
	accounts_screen_clear(&controller->accounts);
}

/* Whether it can be left at all; if not, it is said. */
static bool
can_leave(struct controller *controller)
{
	struct accounts_screen *screen = &controller->accounts;
	bool is_redeeming = controller->login.stage == LOGIN_REDEEMING &&
	                    dialog_is_open(controller, DIALOG_LOGIN);

	if (controller->given.is_demo) {
		note(controller, MESSAGE_SWITCH_DEMO);
	} else if (controller->given.token_source != NULL) {
		note(controller, MESSAGE_SWITCH_TOKEN);
	} else if (controller->logout_seq != 0 || is_redeeming) {
		note(controller, MESSAGE_STILL_WAITING);
		screen->note.request = controller->logout_seq != 0
		                           ? REQUEST_LOGOUT
		                           : REQUEST_TOKEN_BY_CODE;
	} else {
		return true;
	}
	return false;
}

/* Says what would be left half done; false if nothing, or it is said. */
static bool
asks_about_work(struct controller *controller)
{
	struct accounts_screen *screen = &controller->accounts;

	if (!journey_has_unfinished_work(controller) || screen->asks)
		return false;
	note(controller, MESSAGE_SWITCH_ASKS);
	screen->asks = true;
	return true;
}

void
accounts_choose(struct controller *controller, struct effects *out)
{
	size_t row = (size_t)controller->accounts.cursor.row;

	if (row >= controller->given.account_count ||
	    accounts_is_current(controller, row))
		close(controller);
	else if (can_leave(controller) &&
	         !leave_asks(controller, LEAVE_ACCOUNT) &&
	         !asks_about_work(controller))
		effects_switch(out, row);
}

void
accounts_key(struct controller *controller, struct key key, struct effects *out)
{
	struct accounts_screen *screen = &controller->accounts;
	const struct bindings *bindings = &controller->bindings;

	if (key.code == KEYCODE_ENTER) {
		accounts_choose(controller, out);
		return;
	}
	screen->asks = false;
	message_clear(&screen->note);
	if (key.code == KEYCODE_ESCAPE)
		close(controller);
	else if (cursor_key(&screen->cursor, bindings_arrow(bindings, key),
	             (long)controller->given.account_count,
	             last_visible(controller)) ||
	         undo_takes_key(controller, key))
		return;
	else if (bindings_has(bindings, key, COMMAND_HELP))
		help_open(controller, out);
	else if (bindings_has(bindings, key, COMMAND_ACCOUNTS) ||
	         bindings_has(bindings, key, COMMAND_QUIT))
		close(controller);
}
