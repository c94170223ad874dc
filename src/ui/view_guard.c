/* SPDX-License-Identifier: ISC */
/* The question whether to go on with a session of somebody else. */
#include "config.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "ui/fill.h"
#include "ui/panes.h"

enum {
	COLUMNS = 66,
};

/* Both e-mails are named; for free(3). */
static char *
question_words(const struct controller *controller)
{
	const struct guard *guard = &controller->guard;
	const struct filling fillings[] = {
		{ "{account}", controller->given.account },
		{ "{wanted}", guard->wanted },
		{ "{found}", guard->found },
	};

	if (controller->given.email == NULL)
		return fill(_("You are logged in as {found}, but were "
		              "{wanted} before."),
		    fillings, 3);
	return fill(_("You are logged in as {found}, but the account {account} "
	              "is of {wanted}."),
	    fillings, 3);
}

static const char *
advice(const struct controller *controller)
{
	if (controller->logout_seq != 0)
		return _("Logging out… Esc stops waiting.");
	if (!layout_has_gaps(controller->size))
		/* TRANSLATORS: three lines of 34 columns. */
		return _("The browser may keep that login: log out in it, or "
		         "use a private window.");
	return _("Nothing of it was shown or done. The browser may still be "
	         "logged in there, and then answers the next login likewise: "
	         "log out in it first, or use a private window.");
}

static void
draw_buttons(const struct canvas *dialog, int x, int y,
    const struct controller *controller)
{
	enum guard_focus focus = controller->guard.focus;
	bool is_asking = controller->logout_seq == 0;

	/* TRANSLATORS: two buttons; 26 columns together. */
	x += draw_button(dialog, x, y, _("Log in anew"),
	    is_asking && focus == GUARD_LOG_OUT);
	draw_button(
	    dialog, x + 1, y, _("Go on"), is_asking && focus == GUARD_GO_ON);
}

void
view_guard(const struct canvas *screen, const struct controller *controller)
{
	struct size size = controller->size;
	int gap = layout_has_gaps(size) ? 1 : 0;
	int columns =
	    layout_dialog(size, COLUMNS, 0).columns - 2 * LAYOUT_DIALOG_MARGIN;
	char *question = question_words(controller);
	int lines = draw_wrapped_lines(columns, question);
	int rows = lines + draw_wrapped_lines(columns, advice(controller)) + 3 +
	           4 * gap;
	const char *title = controller->given.email == NULL
	                        ? _("Another account")
	                        : _("Wrong account");
	struct canvas dialog;
	struct rect rest;

	if (draw_dialog_open(screen, layout_dialog(size, COLUMNS, rows), title,
	        &dialog, &rest)) {
		rest.y += gap;
		rest.rows = dialog.rows - 2 - 2 * gap - rest.y;
		lines = draw_wrapped(&dialog, rest, ROLE_WARNING, question);
		rest.y += lines + gap;
		rest.rows -= lines + gap;
		draw_wrapped(&dialog, rest, ROLE_TEXT, advice(controller));
		draw_buttons(
		    &dialog, rest.x, dialog.rows - 2 - gap, controller);
		draw_dialog_close(&dialog);
	}
	free(question);
}
