/* SPDX-License-Identifier: ISC */
/* Puts the parts together, and says with which status the program ends. */
#include "config.h"

#include <bsd/stdlib.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "auth/auth.h"
#include "auth/login.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/xmalloc.h"
#include "cli/chosen.h"
#include "cli/keeping.h"
#include "cli/options.h"
#include "cli/print.h"
#include "cli/print_config.h"
#include "cli/table_look.h"
#include "controller/controller.h"
#include "demo/demo.h"
#include "loop.h"
#include "os/locale.h"
#include "os/place.h"
#include "os/process.h"
#include "os/signals.h"
#include "service.h"
#include "ui/sentence.h"
#include "ui/term.h"

/* Nobody should be logged out while looking around. */
enum {
	DEMO_SESSION_S = 8 * 60 * 60,
};

#define DAY_MS ((int64_t)24 * 60 * 60 * 1000)

/* All that is released at the end, whatever came before. */
struct program {
	struct options options;
	struct chosen chosen;
	struct demo_child demo;
	bool has_demo;
	struct log *log;
	struct service service;
	struct look look;
	struct look_file *look_file;
	struct place place;
	struct term *term;
	struct controller controller;
	bool has_controller;
	int64_t session_ends_ms;
};

static int64_t
wall_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Makes the access token that the demo service will know us by. */
static void
make_token(struct secret *token)
{
	unsigned char bytes[24];
	char text[2 * sizeof(bytes) + 1];
	size_t i;

	arc4random_buf(bytes, sizeof(bytes));
	for (i = 0; i < sizeof(bytes); i++)
		snprintf(text + 2 * i, 3, "%02x", bytes[i]);
	secret_set(token, text, sizeof(text) - 1);
	explicit_bzero(bytes, sizeof(bytes));
	explicit_bzero(text, sizeof(text));
}

/* Early, so that the child inherits nothing that matters. */
static bool
start_demo(struct program *program, struct error *err)
{
	struct demo_options options;
	char url[64];

	demo_options_init(&options);
	options.token_seconds = DEMO_SESSION_S;
	make_token(&options.access_token);
	secret_set(&program->options.token, options.access_token.bytes,
	    options.access_token.length);
	program->has_demo = demo_child_start(&program->demo, &options, err);
	if (program->has_demo) {
		snprintf(url, sizeof(url), "http://127.0.0.1:%d",
		    program->demo.port);
		settings_override(
		    &program->chosen.settings, SETTING_URL, url, "--demo", err);
		known_accounts_place(
		    &program->chosen.known, 0, _("demo service"));
		program->session_ends_ms =
		    wall_ms() + (int64_t)options.token_seconds * 1000;
	}
	secret_clear(&options.access_token);
	return program->has_demo;
}

/* The log is opened once, whatever accounts the person goes over to. */
static bool
open_service(struct program *program, char **what, struct error *err)
{
	const char *debug = program->options.debug;

	if (debug != NULL && program->log == NULL) {
		program->log = log_new(debug, err);
		if (program->log == NULL) {
			*what = xstrdup(debug);
			return error_set(
			    err, ERROR_USAGE, err->code, "%s", err->detail);
		}
	}
	return service_open(&program->service, &program->chosen.settings,
	    program->chosen.folder, &program->options.token, program->log, what,
	    err);
}

static enum no_browser
why_no_browser(const struct program *program)
{
	if (program->options.has_no_browser)
		return BROWSER_UNWANTED;
	if (program->place.is_over_ssh)
		return BROWSER_OVER_SSH;
	return program->place.has_display ? BROWSER_STARTS
	                                  : BROWSER_WITHOUT_DISPLAY;
}

static void
start_controller(struct program *program, bool has_token)
{
	const struct settings *settings = &program->chosen.settings;
	const struct service *service = &program->service;
	struct given given = {
		.account = chosen_account(&program->chosen)->name,
		.email = settings_text(settings, SETTING_EMAIL),
		.accounts = program->chosen.known.items,
		.account_count = program->chosen.known.count,
		.configuration =
		    program->has_demo ? NULL : program->chosen.path,
		.bindings = &program->chosen.bindings,
		.host = program->has_demo
		            ? chosen_account(&program->chosen)->host
		            : service->address.host,
		.is_demo = program->has_demo,
		.token_source =
		    program->has_demo || !has_token ? NULL : "KEYRACK_TOKEN",
		.session_ends_ms = program->has_demo
		                       ? program->session_ends_ms
		                       : auth_session_ends_ms(service->auth),
		.has_session = auth_has_session(service->auth),
		.ssh_target = program->place.ssh_target,
		.storage = service->storage,
		.refresh_interval_s =
		    settings_number(settings, SETTING_REFRESH_INTERVAL),
		.expiry_warning_ms =
		    settings_number(settings, SETTING_EXPIRY_WARNING) * DAY_MS,
		.clipboard_clear_s =
		    settings_number(settings, SETTING_CLIPBOARD_CLEAR),
		.reveal_s = settings_number(settings, SETTING_REVEAL_SECONDS),
		.is_presenter = settings_is_on(settings, SETTING_PRESENTER),
		.dice = arc4random(),
		.look = &program->look,
		.delete_delay_s =
		    settings_number(settings, SETTING_DELETE_DELAY),
	};

	given.is_read_only = program->options.is_read_only;
	program->look_file =
	    look_file_new(program->has_demo ? NULL : program->chosen.folder,
	        given.account, service->address.origin);
	table_look_find(settings, program->look_file, &program->look,
	    &program->service.trouble);
	given.no_browser = why_no_browser(program);
	controller_init(&program->controller, &given);
	message_copy(&program->controller.message, &service->trouble);
	program->has_controller = true;
}

/* The account that is chosen; its token, if one was given, is used up. */
static bool
open_account(struct program *program, char **what, struct error *err)
{
	bool has_token = !secret_is_empty(&program->options.token);

	if (!open_service(program, what, err))
		return false;
	start_controller(program, has_token);
	return true;
}

static void
close_account(struct program *program)
{
	if (program->has_controller)
		controller_clear(&program->controller);
	program->has_controller = false;
	service_close(&program->service);
	look_file_free(program->look_file);
	program->look_file = NULL;
}

static void
tell_fallbacks(
    struct program *program, struct locale_choice locale, const char *terminal)
{
	struct message *message = &program->controller.message;
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
    struct program *program, struct locale_choice locale, struct error *err)
{
	const struct term_undo *undo;
	const char *fallback;

	if (!signals_open(err))
		return false;
	program->term = term_new(&fallback, err);
	if (program->term == NULL)
		return false;
	if (settings_is_on(&program->chosen.settings, SETTING_MOUSE))
		term_watch_mouse(program->term);
	undo = term_undo(program->term);
	signals_guard_terminal(
	    undo->fd, &undo->modes, undo->bytes, undo->length);
	tell_fallbacks(program, locale, fallback);
	return true;
}

static void
close_terminal(struct program *program)
{
	term_free(program->term);
	program->term = NULL;
	signals_guard_terminal(STDOUT_FILENO, NULL, NULL, 0);
}

static void
release(struct program *program)
{
	if (program->term != NULL)
		close_terminal(program);
	close_account(program);
	log_free(program->log);
	if (program->has_demo)
		demo_child_stop(&program->demo);
	options_clear(&program->options);
	chosen_clear(&program->chosen);
	place_clear(&program->place);
}

/* A terminal that has gone is not written to, and nothing waits for it. */
static void
leave_after_hangup(struct program *program)
{
	program->term = NULL;
	keeping_settle(program->service.auth, true);
	release(program);
	signals_die_by(SIGHUP);
}

/* In turn in each account that the person goes over to. */
static struct loop_result
run_accounts(struct program *program, char **what, struct error *err)
{
	struct signals_seen seen;
	struct loop_result result;

	for (;;) {
		const struct settings *settings = &program->chosen.settings;
		struct loop_tools tools = {
			.auth = program->service.auth,
			.ledger = program->service.ledger,
			.login = &program->service.login,
			.browser = settings_text(settings, SETTING_BROWSER),
			.term = program->term,
			.look_file = program->look_file,
			.is_over_ssh = program->place.is_over_ssh,
		};

		clipboard_choice_of_word(
		    settings_text(settings, SETTING_CLIPBOARD),
		    &tools.clipboard);
		result = loop_run(&program->controller, &tools);
		if (result.end != LOOP_SWITCH)
			return result;
		seen = keeping_settle(program->service.auth, true);
		if (seen.has_hangup || seen.fatal != 0)
			return (struct loop_result){
				.end =
				    seen.has_hangup ? LOOP_HANGUP : LOOP_SIGNAL,
				.signal = seen.fatal,
			};
		close_account(program);
		if (!chosen_take(&program->chosen, result.account, what, err) ||
		    !open_account(program, what, err))
			return result;
	}
}

/* Releases what the complaint begins with. */
static enum status
complain(const struct error *err, char *what)
{
	enum status status = print_complaint(err, what);

	free(what);
	return status;
}

static enum status
run_screen(struct program *program, struct locale_choice locale)
{
	struct loop_result result;
	struct error err;
	char *what = NULL;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		error_set(&err, ERROR_USAGE, 0, "%s",
		    _("standard input and output must be a terminal"));
		return print_complaint(&err, NULL);
	}
	if (program->options.is_demo && !start_demo(program, &err))
		return print_complaint(&err, "--demo");
	place_here(&program->place);
	if (!open_account(program, &what, &err))
		return complain(&err, what);
	if (!open_terminal(program, locale, &err))
		return print_complaint(&err, NULL);
	result = run_accounts(program, &what, &err);
	if (result.end == LOOP_HANGUP)
		leave_after_hangup(program);
	close_terminal(program);
	keeping_settle(program->service.auth, false);
	if (result.end == LOOP_SIGNAL) {
		release(program);
		signals_die_by(result.signal);
	}
	return result.end == LOOP_SWITCH ? complain(&err, what) : STATUS_DONE;
}

int
main(int argc, char **argv)
{
	struct program program;
	struct locale_choice locale;
	struct error err;
	enum status status;
	char *what;

	memset(&program, 0, sizeof(program));
	program.session_ends_ms = DATE_NONE;
	if (!process_harden(&err))
		return print_complaint(&err, NULL);
	locale = locale_choose();
	if (!options_read(&program.options, argc, argv, &err))
		status = print_complaint(&err, NULL);
	else if (program.options.task == TASK_HELP)
		status = print_help();
	else if (program.options.task == TASK_VERSION)
		status = print_version();
	else if (!chosen_find(&program.chosen, &program.options, &what, &err))
		status = complain(&err, what);
	else if (program.options.task == TASK_PRINT_CONFIG)
		status = print_config(&program.chosen);
	else
		status = run_screen(&program, locale);
	release(&program);
	return (int)status;
}
