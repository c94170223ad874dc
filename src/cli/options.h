/* SPDX-License-Identifier: ISC */
/* The command line, and what the environment adds to it. */
#ifndef KEYRACK_CLI_OPTIONS_H
#define KEYRACK_CLI_OPTIONS_H

#include <stdbool.h>

#include "base/error.h"
#include "base/secret.h"
#include "cli/option.h"

struct cli_command;

struct options {
	const struct cli_command *command; /* static; NULL: the screen */
	const char *values[OPTION_COUNT];  /* NULL: not given; else of argv */
	char *const *operands;             /* of the command; lent by argv */
	size_t operand_count;
	struct secret token; /* KEYRACK_TOKEN; empty: none */
	bool has_token;      /* it was given, also once it is used up */
};

/*
 * Reads all of it; what belongs to a command may stand before and after its
 * operands, and "--" ends the options. Takes KEYRACK_TOKEN out of the
 * environment in any case. ERROR_USAGE names the word, and the command or
 * option that may have been meant. Release with options_clear, also after a
 * refusal.
 */
bool options_read(
    struct options *options, int argc, char **argv, struct error *err);
void options_clear(struct options *options);

bool options_has(const struct options *options, enum option_id id);

/* What was given with the option; NULL: it was not given. */
const char *options_text(const struct options *options, enum option_id id);

#endif
