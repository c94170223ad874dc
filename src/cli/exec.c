/* SPDX-License-Identifier: ISC */
/* Becomes the command, with a token in its environment and nowhere else. */
#include "config.h"

#include "cli/exec.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cli/deed.h"
#include "cli/keeping.h"
#include "cli/whole_token.h"
#include "os/process.h"

#define VARIABLE "NUMIND_API_KEY"

/* As POSIX has the names of variables. */
static bool
is_variable(const char *name)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	                              "abcdefghijklmnopqrstuvwxyz_0123456789";

	return *name != '\0' && (*name < '0' || *name > '9') &&
	       name[strspn(name, letters)] == '\0';
}

/*
 * Two "--" stand before the command when the name of the API key begins with
 * a dash: one ends the options, and one is where it always is.
 */
static char *const *
words_of(const struct options *options)
{
	char *const *words = options->operands + 1;

	if (options->operand_count > 2 && strcmp(words[0], "--") == 0)
		words++;
	return words;
}

/* Only what cannot be started is told of here. */
static enum status
become(struct errand *errand, const char *variable,
    const struct whole_token *whole)
{
	char *const *words = words_of(errand->options);
	struct signals_seen seen;

	deed_hand_out(errand, LEDGER_RUN, whole->id);
	seen = keeping_settle(errand->service->auth, false);
	errand_heed(errand);
	/* Its connections would go on to the command. */
	service_close(errand->service);
	errand->end_demo(errand->context);
	if (errand->signal == 0)
		errand->signal = seen.has_hangup ? SIGHUP : seen.fatal;
	if (errand->signal != 0)
		return errand_interrupted(errand);
	process_restore(errand->start);
	if (setenv(variable, secret_bytes(&whole->token), 1) == 0)
		execvp(words[0], words);
	errand_tell("exec: %s: %s", words[0], strerror(errno));
	unsetenv(variable);
	return STATUS_FAILED;
}

enum status
exec_run(struct errand *errand)
{
	const char *variable = options_text(errand->options, OPTION_ENV);
	struct whole_token whole;
	enum status status;

	if (variable == NULL)
		variable = VARIABLE;
	if (!is_variable(variable)) {
		errand_tell(_("--env: %s: not the name of a variable"),
		    *variable == '\0' ? "''" : variable);
		return STATUS_USAGE;
	}
	status = whole_token_ask(errand, errand->options->operands[0], &whole);
	if (status == STATUS_DONE)
		status = become(errand, variable, &whole);
	whole_token_clear(&whole);
	return status;
}
