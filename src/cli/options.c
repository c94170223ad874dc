/* SPDX-License-Identifier: ISC */
/* Reads the command line with getopt_long, and KEYRACK_TOKEN. */
#include "config.h"

#include "cli/options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "cli/commands.h"

/* Above every letter: no option is known by a letter. */
#define OPTION_BASE 0x100

/* The original bytes are wiped: others may read a process's environment. */
static void
take_token(struct secret *token)
{
	char *value = getenv("KEYRACK_TOKEN");

	if (value == NULL)
		return;
	secret_set(token, value, strlen(value));
	explicit_bzero(value, strlen(value));
	unsetenv("KEYRACK_TOKEN");
}

/* What may stand on the command line, for getopt_long. */
struct allowed {
	struct option rows[OPTION_COUNT + 1];
	const char *words[OPTION_COUNT + 1]; /* for nearest_name */
	char dashed[OPTION_COUNT][24];
	size_t count;
};

static void
allow(struct allowed *allowed, enum option_id id)
{
	const struct option_row *row = option_row(id);
	char *dashed = allowed->dashed[allowed->count];

	strcpy(dashed, "--");
	strncat(dashed, row->name, sizeof(allowed->dashed[0]) - 3);
	allowed->words[allowed->count] = dashed;
	allowed->rows[allowed->count++] = (struct option){
		.name = row->name,
		.has_arg =
		    row->argument == NULL ? no_argument : required_argument,
		.val = OPTION_BASE + (int)id,
	};
}

static void
allow_all(struct allowed *allowed, const struct cli_command *command)
{
	memset(allowed, 0, sizeof(*allowed));
	for (size_t id = 0; id < OPTION_GLOBAL_COUNT; id++)
		allow(allowed, (enum option_id)id);
	for (size_t i = 0; command != NULL && i < command->option_count; i++)
		allow(allowed, command->options[i]);
}

static bool
refuse_unknown(const struct allowed *allowed, const char *word,
    const struct cli_command *command, struct error *err)
{
	const char *nearest = nearest_name(word, allowed->words);
	const char *name = command == NULL ? "" : command->name;

	if (nearest != NULL)
		return error_set(err, ERROR_USAGE, 0,
		    "%s: unknown option; did you mean %s?", word, nearest);
	return error_set(err, ERROR_USAGE, 0,
	    "%s: unknown option; see keyrack help%s%s", word,
	    *name == '\0' ? "" : " ", name);
}

/* getopt tells by optopt what is wrong: nothing, a letter, a known option. */
static bool
refuse(const struct allowed *allowed, char **argv, int letter,
    const struct cli_command *command, struct error *err)
{
	char dashed[] = "-?";

	if (letter == ':')
		return error_set(err, ERROR_USAGE, 0, "--%s: needs an argument",
		    option_row((enum option_id)(optopt - OPTION_BASE))->name);
	if (optopt >= OPTION_BASE)
		return error_set(err, ERROR_USAGE, 0, "--%s: takes no argument",
		    option_row((enum option_id)(optopt - OPTION_BASE))->name);
	dashed[1] = (char)optopt;
	return refuse_unknown(
	    allowed, optopt == 0 ? argv[optind - 1] : dashed, command, err);
}

/* From argv[0], which is passed over; optind is where it ended. */
static bool
read_options(struct options *options, const char *mode, int argc, char **argv,
    struct error *err)
{
	struct allowed allowed;
	int letter;

	allow_all(&allowed, options->command);
	/* Begins anew, whatever was read before. */
	optind = 0;
	opterr = 0;
	while ((letter = getopt_long(argc, argv, mode, allowed.rows, NULL)) !=
	       -1) {
		if (letter < OPTION_BASE)
			return refuse(
			    &allowed, argv, letter, options->command, err);
		options->values[letter - OPTION_BASE] =
		    optarg == NULL ? "" : optarg;
	}
	return true;
}

static bool
find_command(struct options *options, const char *word, struct error *err)
{
	const char *names[COMMANDS_MAX + 1];
	const char *nearest;

	options->command = commands_find(word);
	if (options->command != NULL)
		return true;
	commands_names(names);
	nearest = nearest_name(word, names);
	if (nearest != NULL)
		return error_set(err, ERROR_USAGE, 0,
		    "%s: unknown command; did you mean %s?", word, nearest);
	return error_set(err, ERROR_USAGE, 0,
	    "%s: unknown command; see keyrack --help",
	    *word == '\0' ? "''" : word);
}

static bool
check_operands(const struct options *options, struct error *err)
{
	const struct cli_command *command = options->command;

	if (command == NULL || options_has(options, OPTION_HELP))
		return true;
	if (options->operand_count < command->operands_min)
		return error_set(err, ERROR_USAGE, 0,
		    "%s: %s is missing; see keyrack help %s", command->name,
		    command->operands, command->name);
	if (options->operand_count > command->operands_max)
		return error_set(err, ERROR_USAGE, 0,
		    "%s: %s: one argument too many; see keyrack help %s",
		    command->name, options->operands[command->operands_max],
		    command->name);
	return true;
}

/* What says the same twice, or in vain. */
static bool
refuse_with_demo(const struct options *options, struct error *err)
{
	if (!options_has(options, OPTION_DEMO))
		return true;
	if (options_has(options, OPTION_URL))
		return error_set(err, ERROR_USAGE, 0,
		    "--url: cannot be used together with --demo");
	if (options_has(options, OPTION_ACCOUNT))
		return error_set(err, ERROR_USAGE, 0,
		    "--account: cannot be used together with --demo");
	return true;
}

bool
options_read(struct options *options, int argc, char **argv, struct error *err)
{
	int at;

	memset(options, 0, sizeof(*options));
	take_token(&options->token);
	options->has_token = !secret_is_empty(&options->token);
	/* "+": up to the command, whose options may be named like others. */
	if (!read_options(options, "+:", argc, argv, err))
		return false;
	at = optind;
	if (at < argc) {
		if (!find_command(options, argv[at], err) ||
		    !read_options(options, ":", argc - at, argv + at, err))
			return false;
		options->operands = argv + at + optind;
		options->operand_count = (size_t)(argc - at - optind);
	}
	return check_operands(options, err) && refuse_with_demo(options, err);
}

void
options_clear(struct options *options)
{
	secret_clear(&options->token);
}

bool
options_has(const struct options *options, enum option_id id)
{
	return options->values[id] != NULL;
}

const char *
options_text(const struct options *options, enum option_id id)
{
	return options->values[id];
}
