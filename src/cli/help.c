/* SPDX-License-Identifier: ISC */
/* Makes the help from the tables of commands and options. */
#include "config.h"

#include "cli/help.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/nearest.h"
#include "base/text.h"
#include "base/xmalloc.h"
#include "cli/commands.h"

enum {
	SUMMARY_COLUMN = 23,
};

/* The summary, whose further lines begin below its first. */
static void
print_row(const char *head, const char *summary)
{
	int room = SUMMARY_COLUMN - 2 - text_width(head);
	const char *line = summary, *end;

	printf("  %s", head);
	if (room < 1)
		printf("\n%*s", SUMMARY_COLUMN, "");
	else
		printf("%*s", room, "");
	while ((end = strchr(line, '\n')) != NULL) {
		printf(
		    "%.*s\n%*s", (int)(end - line), line, SUMMARY_COLUMN, "");
		line = end + 1;
	}
	printf("%s\n", line);
}

static void
print_option(enum option_id id)
{
	const struct option_row *row = option_row(id);
	char *head =
	    xasprintf("--%s%s%s", row->name, row->argument == NULL ? "" : " ",
	        row->argument == NULL ? "" : row->argument);

	print_row(head, _(row->summary));
	free(head);
}

static void
print_command(const struct cli_command *command)
{
	char *head = xasprintf("%s%s%s", command->name,
	    *command->operands == '\0' ? "" : " ", command->operands);

	print_row(head, _(command->summary));
	free(head);
}

static void
print_all(void)
{
	const struct cli_command *command;

	fputs(_("Usage: keyrack [OPTIONS] [COMMAND [ARGUMENTS]]\n"
	        "Browse and edit the API keys of a NuExtract account. Without "
	        "a command the\nscreen opens.\n"),
	    stdout);
	printf("\n%s\n", _("Commands:"));
	for (size_t i = 0; (command = commands_at(i)) != NULL; i++)
		print_command(command);
	printf("\n%s\n", _("Options:"));
	for (size_t id = 0; id < OPTION_GLOBAL_COUNT; id++)
		print_option((enum option_id)id);
	printf("\n%s\n",
	    _("KEYRACK_TOKEN, an access token, stands in for a login.\n"
	      "keyrack help COMMAND says more; so does man keyrack."));
}

static void
print_one(const struct cli_command *command)
{
	printf(_("Usage: keyrack [OPTIONS] %s%s%s%s\n"), command->name,
	    command->option_count == 0 ? "" : " [OPTIONS]",
	    *command->operands == '\0' ? "" : " ", command->operands);
	printf("\n  %s\n", _(command->summary));
	if (command->details != NULL)
		printf("\n%s\n", _(command->details));
	if (command->option_count > 0)
		printf("\n%s\n", _("Options:"));
	for (size_t i = 0; i < command->option_count; i++)
		print_option(command->options[i]);
}

enum status
help_print(const struct cli_command *command)
{
	if (command == NULL)
		print_all();
	else
		print_one(command);
	return print_flush();
}

enum status
help_run(struct errand *errand)
{
	const struct cli_command *command = NULL;
	const char *names[COMMANDS_MAX + 1], *nearest;
	const char *word;

	if (errand->options->operand_count == 0)
		return help_print(NULL);
	word = errand->options->operands[0];
	command = commands_find(word);
	if (command != NULL)
		return help_print(command);
	commands_names(names);
	nearest = nearest_name(word, names);
	if (nearest == NULL)
		errand_tell(_("%s: unknown command; see keyrack --help"), word);
	else
		errand_tell(
		    _("%s: unknown command; did you mean %s?"), word, nearest);
	return STATUS_USAGE;
}
