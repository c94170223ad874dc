/* SPDX-License-Identifier: ISC */
/* Options, locale, what was asked for, and the exit status. */
#include "config.h"

#include <bsd/stdlib.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/keeping.h"
#include "cli/lines.h"
#include "cli/print.h"
#include "cli/print_config.h"
#include "os/locale.h"
#include "os/process.h"
#include "os/signals.h"
#include "program.h"
#include "screen.h"

static void
end_demo(void *context)
{
	program_stop_demo(context);
}

static bool
open_service(struct program *program, char **what, struct error *err)
{
	const struct cli_command *command = program->options.command;

	return command != NULL && command->need == NEEDS_CONNECTION
	           ? program_reach_service(program, what, err)
	           : program_open_service(program, what, err);
}

static enum status
run_with_service(struct program *program, struct errand *errand)
{
	const struct cli_command *command = program->options.command;
	struct signals_seen seen;
	enum status status;
	struct error err;
	char *what = NULL;

	if (!program_start_demo(program, &err))
		return print_complaint(&err, "--demo");
	place_here(&program->place);
	if (!open_service(program, &what, &err))
		return program_complain(&err, what);
	if (!signals_open(&err))
		return print_complaint(&err, NULL);
	errand->service = &program->service;
	errand->place = &program->place;
	errand->end_demo = end_demo;
	errand->context = program;
	status = command == NULL ? lines_run(errand) : command->run(errand);
	seen = keeping_settle(program->service.auth, false);
	if (errand->signal == 0)
		errand->signal = seen.has_hangup ? SIGHUP : seen.fatal;
	return status;
}

/* SIGINT has a status of its own; others end the process as they would. */
static enum status
run_command(struct program *program)
{
	const struct cli_command *command = program->options.command;
	struct errand errand = { .options = &program->options,
		.chosen = &program->chosen,
		.start = &program->start,
		.dice = arc4random(),
		.has_prompt = command == NULL };
	enum status status;

	if (command != NULL && command->need < NEEDS_CONNECTION)
		return command->run(&errand);
	status = run_with_service(program, &errand);
	if (errand.signal == 0)
		return status;
	if (errand.signal != SIGINT) {
		program_release(program);
		signals_die_by(errand.signal);
	}
	return STATUS_INTERRUPTED;
}

/* What needs no configuration works with a broken one too. */
static enum status
run(struct program *program, struct locale_choice locale)
{
	const struct options *options = &program->options;
	struct error err;
	char *what;

	if (options_has(options, OPTION_HELP))
		return help_print(options->command);
	if (options_has(options, OPTION_VERSION))
		return print_version();
	if (options->command != NULL && options->command->need == NEEDS_NOTHING)
		return run_command(program);
	if (!chosen_find(&program->chosen, options, &what, &err))
		return program_complain(&err, what);
	if (options_has(options, OPTION_PRINT_CONFIG))
		return print_config(&program->chosen);
	if (options->command == NULL && !options_has(options, OPTION_PLAIN))
		return screen_run(program, locale);
	return run_command(program);
}

int
main(int argc, char **argv)
{
	struct program program;
	struct locale_choice locale;
	struct error err;
	enum status status;

	memset(&program, 0, sizeof(program));
	program.session_ends_ms = DATE_NONE;
	process_remember(&program.start);
	if (!process_harden(&err))
		return print_complaint(&err, NULL);
	locale = locale_choose();
	if (!options_read(&program.options, argc, argv, &err))
		status = print_complaint(&err, NULL);
	else
		status = run(&program, locale);
	program_release(&program);
	return (int)status;
}
