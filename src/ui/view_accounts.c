/* SPDX-License-Identifier: ISC */
/* The accounts that there are, and what is known of the one under the cursor.
 */
#include "config.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "ui/fill.h"
#include "ui/panes.h"
#include "ui/sentence.h"

enum {
	COLUMNS = 72,
	LABEL_COLUMNS = 10,
	NAME_COLUMNS = 16,
	FACTS = 2, /* lines */
};

static void
draw_account(const struct canvas *dialog, struct rect line,
    const struct controller *controller, size_t row, bool is_chosen)
{
	const struct known_account *account = &controller->given.accounts[row];
	enum role role = is_chosen ? ROLE_SELECTED : ROLE_TEXT;
	int x = line.x + 4, end = line.x + line.columns;

	if (is_chosen) {
		draw_text(dialog, line.x, line.y, 1, ROLE_TITLE, ">");
		dialog->caret->x = getbegx(dialog->window) + line.x;
		dialog->caret->y = getbegy(dialog->window) + line.y;
	}
	if (accounts_is_current(controller, row))
		draw_text(dialog, line.x + 2, line.y, 1, ROLE_ACCENT, "*");
	draw_text(dialog, x, line.y, NAME_COLUMNS - 1, role, account->name);
	x += NAME_COLUMNS;
	draw_text(dialog, x, line.y, end - x, ROLE_DIM, account->host);
}

static const char *
session_words(const struct controller *controller, size_t row)
{
	enum connection connection = controller_connection(controller);

	if (accounts_is_current(controller, row))
		return connection == CONNECTION_LOGGED_OUT
		           ? _("logged out")
		           : _("in use here, marked *");
	switch (controller->given.accounts[row].keeping) {
	case ACCOUNT_IS_KEPT:
		return _("kept on this machine");
	case ACCOUNT_IS_NOT_KEPT:
		return _("none; it begins with a login");
	case ACCOUNT_KEEPING_UNKNOWN:
		break;
	}
	return _("not known before it is opened");
}

static void
draw_facts(const struct canvas *dialog, struct rect line,
    const struct controller *controller, size_t row)
{
	const char *email = controller->given.accounts[row].email;

	view_labelled(dialog, line, LABEL_COLUMNS, _("E-mail"),
	    email == NULL ? _("none is configured") : email);
	line.y++;
	view_labelled(dialog, line, LABEL_COLUMNS, _("Session"),
	    session_words(controller, row));
}

/* Why nothing came of Enter, or how there come to be others; for free(3). */
static char *
note_words(const struct controller *controller, enum role *role)
{
	const struct message *note = &controller->accounts.note;
	const char *path = controller->given.configuration;
	const struct filling filling = { "{path}", path };

	*role = ROLE_WARNING;
	if (note->id != MESSAGE_NONE)
		return sentence_of_message(note, &controller->bindings);
	*role = ROLE_DIM;
	if (controller->given.account_count > 1 || path == NULL)
		return xstrdup("");
	/* TRANSLATORS: what stands in the parentheses is for the file. */
	return fill(_("There is no other. Write one into {path} (account work "
	              "{ email = \"ada@example.org\" }) and start keyrack "
	              "again."),
	    &filling, 1);
}

static int
rows_wished(const struct controller *controller, const char *note)
{
	int columns = layout_dialog(controller->size, COLUMNS, 0).columns -
	              2 * LAYOUT_DIALOG_MARGIN;
	int gap = layout_has_gaps(controller->size) ? 1 : 0;
	int lines = draw_wrapped_lines(columns, note);

	return (int)controller->given.account_count + FACTS + 2 + 3 * gap +
	       lines + (lines > 0 ? gap : 0);
}

static void
draw_inside(const struct canvas *dialog, struct rect inside,
    const struct controller *controller, const char *note, enum role role)
{
	const struct cursor *cursor = &controller->accounts.cursor;
	long count = (long)controller->given.account_count, i;
	int gap = layout_has_gaps(controller->size) ? 1 : 0;
	int bottom = dialog->rows - 1 - gap;
	int lines = draw_wrapped_lines(inside.columns, note);
	struct rect place = { inside.x, inside.y + gap, inside.columns, 1 };
	int room =
	    bottom - place.y - FACTS - gap - lines - (lines > 0 ? gap : 0);
	long top = cursor->top;

	if (room < 1)
		room = 1;
	if (cursor->row - top >= room)
		top = cursor->row - room + 1;
	for (i = top; i < count && i < top + room; i++, place.y++)
		draw_account(
		    dialog, place, controller, (size_t)i, i == cursor->row);
	view_more(dialog, (struct rect){ 0, 0, dialog->columns, dialog->rows },
	    top, count - i);
	place.y += gap;
	if (count > 0)
		draw_facts(dialog, place, controller, (size_t)cursor->row);
	place.y += FACTS + gap;
	place.rows = bottom - place.y;
	draw_wrapped(dialog, place, role, note);
}

void
view_accounts(const struct canvas *screen, const struct controller *controller)
{
	enum role role;
	char *note = note_words(controller, &role);
	struct canvas dialog;
	struct rect inside;

	if (draw_dialog_open(screen,
	        layout_dialog(
	            controller->size, COLUMNS, rows_wished(controller, note)),
	        _("Accounts"), &dialog, &inside)) {
		draw_inside(&dialog, inside, controller, note, role);
		draw_dialog_close(&dialog);
	}
	free(note);
}
