/* SPDX-License-Identifier: ISC */
/* The order in which the parts of the screen lie over each other. */
#include "config.h"

#include "ui/view.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "ui/fill.h"
#include "ui/panes.h"
#include "ui/plain.h"
#include "ui/sentence.h"

static void
draw_dialog(const struct canvas *screen, const struct controller *controller,
    enum dialog dialog)
{
	switch (dialog) {
	case DIALOG_NONE:
		break;
	case DIALOG_DETAILS:
		view_details(screen, controller);
		break;
	case DIALOG_CREATE:
	case DIALOG_RENAME:
	case DIALOG_NOTE:
		view_form(screen, controller);
		break;
	case DIALOG_DELETE:
		view_delete(screen, controller);
		break;
	case DIALOG_DELETE_MANY:
		view_delete_many(screen, controller);
		break;
	case DIALOG_CREATED:
		view_created(screen, controller);
		break;
	case DIALOG_ROTATE:
		view_rotate(screen, controller);
		break;
	case DIALOG_REVEAL:
		view_reveal(screen, controller);
		break;
	case DIALOG_HELP:
		view_help(screen, controller);
		break;
	case DIALOG_ACCOUNTS:
		view_accounts(screen, controller);
		break;
	case DIALOG_GUARD:
		view_guard(screen, controller);
		break;
	case DIALOG_LEAVE:
		view_leave(screen, controller);
		break;
	case DIALOG_MESSAGES:
		view_messages(screen, controller);
		break;
	case DIALOG_COLUMNS:
		view_columns(screen, controller);
		break;
	case DIALOG_LOGIN:
		view_login(screen, controller);
		break;
	}
}

static void
draw_all(const struct canvas *screen, const struct controller *controller)
{
	size_t i;

	view_header(screen, controller);
	view_profile(screen, controller);
	view_keys(screen, controller);
	view_message(screen, controller);
	view_held(screen, controller);
	view_hints(screen, controller);
	wnoutrefresh(stdscr);
	for (i = 0; i < controller->dialog_count; i++)
		draw_dialog(screen, controller, controller->dialogs[i]);
}

/* From the moment on when a token is asked for: what comes is shown. */
static bool
is_about_to_reveal(const struct controller *controller)
{
	return controller->reveal.hides_ms != INT64_MAX ||
	       controller->wish.kind == WISH_REVEAL;
}

void
view_draw(const struct controller *controller, struct term *term)
{
	struct caret caret = { false, 0, 0 };
	struct hyperlink link = { 0 };
	struct canvas screen = {
		.window = stdscr,
		.theme = term_theme(term),
		.caret = &caret,
		.link = &link,
		.columns = COLS,
		.rows = LINES,
	};

	/* The link stands alone on the terminal until a key is pressed. */
	if (controller->login.is_bare)
		return;
	erase();
	if (controller->layout.is_too_small) {
		draw_text(&screen, 0, 0, COLS, ROLE_TEXT,
		    _("keyrack needs 40x10 characters."));
		wnoutrefresh(stdscr);
	} else {
		draw_all(&screen, controller);
	}
	term_report_focus(term, is_about_to_reveal(controller));
	term_show(term, &caret, &link);
}

void
view_bare(const struct controller *controller, struct term *term)
{
	char *link = plain_text(controller->login.url);
	char *hint = plain_text(_("Any key goes back to keyrack."));
	char *text = xasprintf("\r\n%s\r\n\r\n%s\r\n", link, hint);

	term_bare(term, text);
	free(link);
	free(hint);
	free(text);
}

int
view_labelled(const struct canvas *canvas, struct rect rect, int label_columns,
    const char *label, const char *value)
{
	struct rect place = { rect.x + label_columns, rect.y,
		rect.columns - label_columns, rect.rows };
	int lines;

	draw_text(canvas, rect.x, rect.y, label_columns - 1, ROLE_DIM, label);
	lines = draw_wrapped(canvas, place, ROLE_TEXT, value);
	return lines > 0 ? lines : 1;
}

/* "↑ 2  ↓ 4", without what is 0; for free(3). */
static char *
counts_words(long above, long below)
{
	char *up = above > 0 ? xasprintf("↑ %ld", above) : xstrdup("");
	char *down = below > 0 ? xasprintf("↓ %ld", below) : xstrdup("");
	char *words =
	    xasprintf("%s%s%s", up, above > 0 && below > 0 ? "  " : "", down);

	free(up);
	free(down);
	return words;
}

void
view_more(
    const struct canvas *canvas, struct rect frame, long above, long below)
{
	char *counts, *words, *spaced;

	if (above <= 0 && below <= 0)
		return;
	counts = counts_words(above, below);
	const struct filling filling = { "{counts}", counts };
	/* TRANSLATORS: "↑ 2  ↓ 4 more": lines that are out of sight. */
	words = fill(_("{counts} more"), &filling, 1);
	spaced = xasprintf(" %s ", words);
	draw_text_right(canvas, frame.x + 2, frame.y + frame.rows - 1,
	    frame.columns - 4, ROLE_DIM, spaced);
	free(counts);
	free(words);
	free(spaced);
}

bool
view_takes_all(const struct message *refusal, const struct bindings *bindings,
    struct rect place, int lines_above)
{
	char *words;
	int lines;

	if (refusal->id == MESSAGE_NONE || refusal->is_seen)
		return false;
	words = sentence_of_message(refusal, bindings);
	lines = draw_wrapped_lines(place.columns, words);
	free(words);
	return lines > place.rows - lines_above;
}

const char *
view_email(const struct controller *controller)
{
	const char *email = controller->profile.email;

	if (email == NULL || !controller->given.is_presenter)
		return email;
	/* TRANSLATORS: in place of an e-mail, in presenter mode. */
	return _("(hidden)");
}

const char *
view_tail(const struct controller *controller, const struct apikey *apikey)
{
	return controller->given.is_presenter ? "" : apikey->token.tail;
}

enum role
view_tone(enum message_tone tone)
{
	switch (tone) {
	case TONE_INFO:
		return ROLE_TEXT;
	case TONE_GOOD:
		return ROLE_GOOD;
	case TONE_WARNING:
		return ROLE_WARNING;
	case TONE_BAD:
		return ROLE_BAD;
	}
	return ROLE_TEXT;
}
