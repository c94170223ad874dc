/* SPDX-License-Identifier: ISC */
/* What the login screen says: the wait, the link, the tunnel, the store. */
#include "config.h"

#include "ui/login_paper.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "ui/fill.h"
#include "ui/panes.h"
#include "ui/sentence.h"

static void
put(struct login_paper *paper, enum role role, const char *text)
{
	struct rect rest = { 0, paper->y, paper->canvas.columns,
		paper->canvas.rows - paper->y };

	paper->y += draw_wrapped(&paper->canvas, rest, role, text);
}

static void
put_filled(struct login_paper *paper, enum role role, const char *sentence,
    const char *place, const char *text)
{
	const struct filling filling = { place, text };
	char *words = fill(sentence, &filling, 1);

	put(paper, role, words);
	free(words);
}

static void
put_note(struct login_paper *paper, const struct controller *controller)
{
	const struct message *note = &controller->login.note;
	char *words = sentence_of_message(note, &controller->bindings);

	put(paper, view_tone(note->tone), words);
	free(words);
	if (note->id != MESSAGE_NONE)
		paper->y += paper->gap;
}

static void
put_browser_login(struct login_paper *paper, const struct guard *guard)
{
	const struct filling fillings[] = { { "{wanted}", guard->wanted },
		{ "{found}", guard->found } };
	char *words =
	    fill(_("Log in as {wanted}. The browser may still be logged in as "
	           "{found}, and would answer so at once: log out there "
	           "first, or open the link in a private window."),
	        fillings, 2);

	put(paper, ROLE_WARNING, words);
	free(words);
}

static void
put_reason(struct login_paper *paper, const struct controller *controller)
{
	const struct given *given = &controller->given;

	switch (controller->login.reason) {
	case LOGIN_AT_START:
	case LOGIN_AFTER_LOGOUT:
		/* The title says as much. */
		if (paper->is_tight)
			return;
		put_filled(paper, ROLE_TEXT,
		    _("Log in to {host} with a browser, on this machine or on "
		      "another."),
		    "{host}", given->host);
		break;
	case LOGIN_WRONG_ACCOUNT:
		put_browser_login(paper, &controller->guard);
		break;
	case LOGIN_SESSION_ENDED:
		if (given->token_source != NULL)
			put_filled(paper, ROLE_WARNING,
			    _("The access token in {place} was not accepted. "
			      "Log in, and what you were doing goes on."),
			    "{place}", given->token_source);
		else
			put(paper, ROLE_WARNING,
			    _("The session has ended. Log in, and what you "
			      "were doing goes on."));
		break;
	}
	paper->y += paper->gap;
}

static void
put_waiting(struct login_paper *paper, const struct controller *controller)
{
	const struct login_screen *login = &controller->login;
	int64_t minutes =
	    (controller->now.steady_ms - login->waits_since_ms) / 60000;
	char count[24], *words;
	const struct filling fillings[] = { { "{place}", login->redirect_uri },
		{ "{count}", count } };

	snprintf(count, sizeof(count), "%" PRId64, minutes);
	/* TRANSLATORS: {count} minutes have gone by since. */
	words = fill(minutes == 0
	                 ? _("Waiting for the browser to come back to {place}.")
	                 : _("Waiting for the browser to come back to {place}, "
	                     "for {count} min."),
	    fillings, 2);
	put(paper, ROLE_ACCENT, words);
	free(words);
}

/* Why nobody waits for the browser. */
static void
put_error(struct login_paper *paper, const struct controller *controller,
    const char *sentence)
{
	char *why = sentence_of_error(
	    &controller->login.listen_error, &controller->bindings);

	put_filled(paper, ROLE_WARNING, sentence, "{error}", why);
	free(why);
}

static void
put_blocked(struct login_paper *paper, const struct controller *controller)
{
	const char *way_out = _("f goes on with a free port, for this login.");

	/* Where not all can be seen, the way out must be. */
	if (paper->is_tight)
		put(paper, ROLE_ACCENT, way_out);
	put_error(paper, controller,
	    _("No browser is started and no link is shown, as {error}: whoever "
	      "has it would be handed your login."));
	paper->y += paper->gap;
	if (!paper->is_tight)
		put(paper, ROLE_ACCENT, way_out);
	put(paper, ROLE_TEXT,
	    _("The setting redirect_uri names another port for good. Without "
	      "a link there is nothing to paste."));
	paper->y += paper->gap;
}

/* Where the answer is waited for, or why it can only be pasted. */
static void
put_stage(struct login_paper *paper, const struct controller *controller)
{
	const struct login_screen *login = &controller->login;

	switch (login->stage) {
	case LOGIN_LOOKING:
		put_filled(paper, ROLE_ACCENT,
		    _("Asking {command} for the session…"), "{command}",
		    controller->given.storage.command);
		break;
	case LOGIN_OPENING:
	case LOGIN_ASKING:
	case LOGIN_CHECKING:
		put(paper, ROLE_ACCENT, _("Asking for the login page…"));
		break;
	case LOGIN_BLOCKED:
		put_blocked(paper, controller);
		break;
	case LOGIN_REDEEMING:
		put(paper, ROLE_ACCENT,
		    _("The browser has answered. Logging "
		      "in…"));
		break;
	case LOGIN_FAILED:
		put(paper, ROLE_TEXT, _("Enter tries again."));
		break;
	case LOGIN_WAITING:
		if (login->port != 0)
			put_waiting(paper, controller);
		else
			put_error(paper, controller,
			    _("Nothing can wait for the browser here: {error}. "
			      "Pasting its last address works all the same; f "
			      "takes a free port."));
		break;
	}
}

/* Why no browser was started, where that is so. */
static void
put_browser(struct login_paper *paper, const struct controller *controller)
{
	const struct login_screen *login = &controller->login;

	if (login->stage != LOGIN_WAITING || login->has_browser)
		return;
	switch (controller->given.no_browser) {
	case BROWSER_OVER_SSH:
		put(paper, ROLE_TEXT,
		    _("No browser was started, as you are here over SSH: open "
		      "the link on your own machine."));
		return;
	case BROWSER_WITHOUT_DISPLAY:
		put(paper, ROLE_TEXT,
		    _("No browser was started, as there is no display here: "
		      "open the link on another machine."));
		return;
	case BROWSER_UNWANTED:
		put(paper, ROLE_TEXT,
		    _("No browser was started, as --no-browser says. o starts "
		      "one."));
		return;
	case BROWSER_STARTS:
		break;
	}
	if (!login->is_known)
		put_filled(paper, ROLE_WARNING,
		    _("No browser was started, as keyrack does not know the "
		      "host {host}. o starts one."),
		    "{host}", login->host);
	else if (!login->may_start_browser)
		put(paper, ROLE_TEXT, _("o opens the browser."));
}

static void
put_link(struct login_paper *paper, const struct login_screen *login)
{
	if (login->stage != LOGIN_WAITING)
		return;
	paper->y += paper->gap;
	paper->link_y = paper->y;
	put(paper, ROLE_ACCENT, login->url);
	paper->link_rows = paper->y - paper->link_y;
	paper->y += paper->gap;
}

static void
put_tunnel(struct login_paper *paper, const struct controller *controller)
{
	char *tunnel = login_screen_tunnel(controller);

	if (tunnel != NULL && controller->login.stage == LOGIN_WAITING) {
		put(paper, ROLE_TEXT,
		    _("So that the browser finds back, run this on your own "
		      "machine first:"));
		put(paper, ROLE_ACCENT, tunnel);
	}
	free(tunnel);
}

static void
put_paste(struct login_paper *paper, const struct login_screen *login)
{
	if (login->stage != LOGIN_WAITING)
		return;
	put(paper, ROLE_TEXT,
	    _("If it ends on an error page, paste the address of that page "
	      "here."));
	put(paper, ROLE_WARNING,
	    _("For about a minute the address in your browser works like your "
	      "password. Paste it here and nowhere else."));
}

/* Before anything is written it is said where, and why it is not. */
static void
put_store(struct login_paper *paper, const struct given *given)
{
	switch (given->storage.kind) {
	case STORE_KIND_FILE:
		put_filled(paper, ROLE_DIM,
		    _("The session will be kept in {path}, which only you can "
		      "read."),
		    "{path}", given->storage.path);
		break;
	case STORE_KIND_COMMAND:
		put_filled(paper, ROLE_DIM,
		    _("The session will be kept by {command}."), "{command}",
		    given->storage.command);
		break;
	case STORE_KIND_REFUSED:
		put(paper, ROLE_WARNING,
		    _("The session will be kept in memory alone: "
		      "require_secure_store refuses a plain file. "
		      "store_command "
		      "names a program that keeps it."));
		break;
	case STORE_KIND_MEMORY:
	case STORE_KIND_HOMELESS:
		put(paper, ROLE_DIM,
		    _("The session will be kept in memory alone, until keyrack "
		      "ends."));
		break;
	}
	if (given->storage.is_on_network)
		put(paper, ROLE_WARNING,
		    _("Your home is on the network: two machines may ask you "
		      "to log in again."));
}

void
login_paper_write(
    struct login_paper *paper, const struct controller *controller)
{
	put_note(paper, controller);
	put_reason(paper, controller);
	put_stage(paper, controller);
	put_browser(paper, controller);
	put_link(paper, &controller->login);
	put_tunnel(paper, controller);
	put_paste(paper, &controller->login);
	put_store(paper, &controller->given);
}
