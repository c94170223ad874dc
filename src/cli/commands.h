/* SPDX-License-Identifier: ISC */
/* The one table of the commands that go without the screen. */
#ifndef KEYRACK_CLI_COMMANDS_H
#define KEYRACK_CLI_COMMANDS_H

#include <stddef.h>

#include "cli/errand.h"
#include "cli/option.h"
#include "cli/print.h"

#define COMMANDS_MAX 24
#define COMMAND_OPTIONS_MAX 6

/* What is readied before a command runs. */
enum cli_need {
	NEEDS_NOTHING,
	NEEDS_CONFIGURATION,
	NEEDS_CONNECTION, /* the service without a session and a ledger */
	NEEDS_SERVICE,    /* nothing is asked of it yet */
};

struct cli_command {
	const char *name;
	const char *operands; /* as people read them; "" for none */
	const char *summary;  /* to be translated */
	const char *details;  /* the same, whole sentences; NULL: no more */
	size_t operands_min, operands_max;
	enum option_id options[COMMAND_OPTIONS_MAX];
	size_t option_count;
	enum cli_need need;
	enum status (*run)(struct errand *errand);
};

/* All static. NULL: there is none of this name, or no further one. */
const struct cli_command *commands_find(const char *name);
const struct cli_command *commands_at(size_t index);

/* The names of all, ended with NULL. */
void commands_names(const char *names[COMMANDS_MAX + 1]);

#endif
