/* SPDX-License-Identifier: ISC */
/* Puts terminal, controller and loop together for each account in turn. */
#include "config.h"

#include "screen.h"

#include <bsd/stdlib.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "auth/look_file.h"
#include "base/i18n.h"
#include "cli/errand.h"
#include "cli/keeping.h"
#include "cli/table_look.h"
#include "controller/controller.h"
#include "loop.h"
#include "os/signals.h"
#include "ui/sentence.h"
#include "ui/term.h"

#define DAY_MS ((int64_t)24 * 60 * 60 * 1000)

/* What goes with the screen alone. */
struct screen {
	struct program *program;
	struct look look;
	struct look_file *look_file;
	struct term *term;
	struct controller controller;
	bool has_controller;
	struct error ledger; /* why lines of it were lost, in any account */
};

static enum no_browser
why_no_browser(const struct program *program)
{
	if (options_has(&program->options, OPTION_NO_BROWSER))
		return BROWSER_UNWANTED;
	if (program->place.is_over_ssh)
		return BROWSER_OVER_SSH;
	return program->place.has_display ? BROWSER_STARTS
	                                  : BROWSER_WITHOUT_DISPLAY;
}

/* The controller takes 0 for a setting that nobody gave. */
static int64_t
expiry_warning_ms(const struct settings *settings)
{
	int64_t days = settings_number(settings, SETTING_EXPIRY_WARNING);

	return days == 0 ? -1 : days * DAY_MS;
}

static void
start_controller(struct screen *screen, bool has_token)
{
	const struct settings *settings = &screen->program->chosen.settings;
	const struct service *service = &screen->program->service;
	struct given given = {
		.account = chosen_account(&screen->program->chosen)->name,
		.email = settings_text(settings, SETTING_EMAIL),
		.accounts = screen->program->chosen.known.items,
		.account_count = screen->program->chosen.known.count,
		.configuration = screen->program->has_demo
		                     ? NULL
		                     : screen->program->chosen.path,
		.bindings = &screen->program->chosen.bindings,
		.host = screen->program->has_demo
		            ? chosen_account(&screen->program->chosen)->host
		            : service->address.host,
		.is_demo = screen->program->has_demo,
		.token_source = screen->program->has_demo || !has_token
		                    ? NULL
		                    : "KEYRACK_TOKEN",
		.session_ends_ms = screen->program->has_demo
		                       ? screen->program->session_ends_ms
		                       : auth_session_ends_ms(service->auth),
		.has_session = auth_has_session(service->auth),
		.ssh_target = screen->program->place.ssh_target,
		.storage = service->storage,
		.refresh_interval_s =
		    settings_number(settings, SETTING_REFRESH_INTERVAL),
		.personal = _("personal"),
		.expiry_warning_ms = expiry_warning_ms(settings),
		.clipboard_clear_s =
		    settings_number(settings, SETTING_CLIPBOARD_CLEAR),
		.reveal_s = settings_number(settings, SETTING_REVEAL_SECONDS),
		.is_presenter = settings_is_on(settings, SETTING_PRESENTER),
		.dice = arc4random(),
		.look = &screen->look,
		.delete_delay_s =
		    settings_number(settings, SETTING_DELETE_DELAY),
	};

	/* The demo ends with the program: memory remembers long enough. */
	given.has_no_ledger = !screen->program->has_demo &&
	                      ledger_file_path(service->ledger) == NULL;
	given.is_read_only =
	    options_has(&screen->program->options, OPTION_READ_ONLY);
	screen->look_file = look_file_new(
	    screen->program->has_demo ? NULL : screen->program->chosen.folder,
	    given.account, service->address.origin);
	table_look_find(settings, screen->look_file, &screen->look,
	    &screen->program->service.trouble);
	given.no_browser = why_no_browser(screen->program);
	controller_init(&screen->controller, &given);
	message_copy(&screen->controller.message, &service->trouble);
	screen->has_controller = true;
}

/* The account that is chosen; its token, if one was given, is used up. */
static bool
open_account(struct screen *screen, char **what, struct error *err)
{
	bool has_token = !secret_is_empty(&screen->program->options.token);

	if (!program_open_service(screen->program, what, err))
		return false;
	start_controller(screen, has_token);
	return true;
}

static void
close_account(struct screen *screen)
{
	if (screen->has_controller)
		controller_clear(&screen->controller);
	screen->has_controller = false;
	service_close(&screen->program->service);
	look_file_free(screen->look_file);
	screen->look_file = NULL;
}

static void
tell_fallbacks(
    struct screen *screen, struct locale_choice locale, const char *terminal)
{
	struct message *message = &screen->controller.message;
	const char *asked = getenv("TERM");

	if (locale.fit == LOCALE_FALLBACK)
		message_set(message, MESSAGE_FALLBACK_LOCALE, TONE_WARNING,
		    locale.name);
	else if (locale.fit == LOCALE_ASCII)
		message_set(
		    message, MESSAGE_LOCALE_ASCII, TONE_WARNING, locale.name);
	if (terminal == NULL)
		return;
	message_set(message, MESSAGE_FALLBACK_TERM, TONE_WARNING,
	    asked == NULL ? "" : asked);
	error_set(&message->error, ERROR_NONE, 0, "%s", terminal);
}

/* Signals first: from its first byte on the terminal has to be given back. */
static bool
open_terminal(
    struct screen *screen, struct locale_choice locale, struct error *err)
{
	const struct settings *settings = &screen->program->chosen.settings;
	const struct term_undo *undo;
	const char *fallback;

	if (!signals_open(err))
		return false;
	screen->term = term_new(&fallback, err);
	if (screen->term == NULL)
		return false;
	term_set_theme(screen->term, settings_text(settings, SETTING_THEME));
	if (settings_is_on(settings, SETTING_MOUSE))
		term_watch_mouse(screen->term);
	undo = term_undo(screen->term);
	signals_guard_terminal(
	    undo->fd, &undo->modes, undo->bytes, undo->length);
	tell_fallbacks(screen, locale, fallback);
	return true;
}

static void
close_terminal(struct screen *screen)
{
	term_free(screen->term);
	screen->term = NULL;
	signals_guard_terminal(STDOUT_FILENO, NULL, NULL, 0);
}

static void
release(struct screen *screen)
{
	if (screen->term != NULL)
		close_terminal(screen);
	close_account(screen);
	program_release(screen->program);
}

/* What the program has is released with it. */
static enum status
leave(struct screen *screen, enum status status)
{
	if (screen->term != NULL)
		close_terminal(screen);
	close_account(screen);
	return status;
}

/* A terminal that has gone is not written to, and nothing waits for it. */
static void
leave_after_hangup(struct screen *screen)
{
	screen->term = NULL;
	keeping_settle(screen->program->service.auth, true);
	release(screen);
	signals_die_by(SIGHUP);
}

/* A token that may be on the clipboard still. */
static void
set_left(struct message *message, const struct clipboard_news *news)
{
	message_set(message, MESSAGE_CLIPBOARD_NOT_CLEARED, TONE_WARNING, NULL);
	message->route = news->route;
	message->error = news->error;
}

/* What was not done, once the terminal is given back. */
static void
tell_left(const struct screen *screen, const struct loop_result *result)
{
	struct message message = { 0 };
	char *words;

	if (result->is_on_clipboard) {
		set_left(&message, &result->clipboard);
		words = sentence_of_message(
		    &message, &screen->program->chosen.bindings);
		errand_tell("%s", words);
		free(words);
		message_clear(&message);
	}
	if (screen->ledger.kind != ERROR_NONE)
		errand_tell(
		    _("the ledger was not written: %s"), screen->ledger.detail);
}

/* In turn in each account that the person goes over to. */
static struct loop_result
run_accounts(struct screen *screen, char **what, struct error *err)
{
	struct signals_seen seen;
	struct loop_result result;

	for (;;) {
		const struct settings *settings =
		    &screen->program->chosen.settings;
		struct loop_tools tools = {
			.auth = screen->program->service.auth,
			.ledger = screen->program->service.ledger,
			.login = &screen->program->service.login,
			.browser = settings_text(settings, SETTING_BROWSER),
			.term = screen->term,
			.look_file = screen->look_file,
			.is_over_ssh = screen->program->place.is_over_ssh,
		};

		clipboard_choice_of_word(
		    settings_text(settings, SETTING_CLIPBOARD),
		    &tools.clipboard);
		result = loop_run(&screen->controller, &tools);
		if (result.has_lost_lines)
			screen->ledger = result.ledger;
		if (result.end != LOOP_SWITCH)
			return result;
		seen = keeping_settle(screen->program->service.auth, true);
		if (seen.has_hangup || seen.fatal != 0)
			return (struct loop_result){
				.end =
				    seen.has_hangup ? LOOP_HANGUP : LOOP_SIGNAL,
				.signal = seen.fatal,
			};
		close_account(screen);
		if (!chosen_take(
		        &screen->program->chosen, result.account, what, err) ||
		    !open_account(screen, what, err))
			return result;
		if (result.is_on_clipboard)
			set_left(
			    &screen->controller.message, &result.clipboard);
	}
}

enum status
screen_run(struct program *program, struct locale_choice locale)
{
	struct screen screen = { .program = program };
	struct loop_result result;
	struct error err;
	char *what = NULL;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		error_set(&err, ERROR_USAGE, 0, "%s",
		    _("standard input and output must be a terminal; see "
		      "keyrack --help for commands without the screen"));
		return print_complaint(&err, NULL);
	}
	if (!program_start_demo(program, &err))
		return print_complaint(&err, "--demo");
	place_here(&program->place);
	if (!open_account(&screen, &what, &err))
		return leave(&screen, program_complain(&err, what));
	if (!open_terminal(&screen, locale, &err))
		return leave(&screen, print_complaint(&err, NULL));
	result = run_accounts(&screen, &what, &err);
	if (result.end == LOOP_HANGUP)
		leave_after_hangup(&screen);
	close_terminal(&screen);
	tell_left(&screen, &result);
	keeping_settle(program->service.auth, false);
	if (result.end == LOOP_SIGNAL) {
		release(&screen);
		signals_die_by(result.signal);
	}
	return leave(&screen, result.end == LOOP_SWITCH
	                          ? program_complain(&err, what)
	                          : STATUS_DONE);
}
