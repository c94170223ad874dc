/* SPDX-License-Identifier: ISC */
/* Lists the commands in the order of their help. */
#include "config.h"

#include "cli/commands.h"

#include <stdint.h>
#include <string.h>

#include "base/i18n.h"
#include "cli/accounts.h"
#include "cli/check.h"
#include "cli/copy.h"
#include "cli/create.h"
#include "cli/delete.h"
#include "cli/doctor.h"
#include "cli/exec.h"
#include "cli/help.h"
#include "cli/list.h"
#include "cli/log_in.h"
#include "cli/log_out.h"
#include "cli/rename.h"
#include "cli/rotate.h"
#include "cli/status.h"
#include "cli/token.h"
#include "cli/which.h"
#include "cli/whoami.h"

#define MANY SIZE_MAX

static const struct cli_command commands[] = {
	{ "login", "", N_("begin a session"),
	    N_("Prints the link and starts the browser where that can be done; "
	       "then waits for\nthe browser, or for the address that it ends "
	       "at on standard input."),
	    0, 0, { 0 }, 0, NEEDS_SERVICE, log_in_run },
	{ "logout", "", N_("end the session"),
	    N_("On the service, in the store and in memory; it tells what came "
	       "of each. Without a\nsession there is nothing to do, which is "
	       "no failure. With\n--forget all that is kept of the account "
	       "here is erased as well: the ledger, and\nhow the table "
	       "looked."),
	    0, 0, { OPTION_FORGET }, 1, NEEDS_SERVICE, log_out_run },
	{ "whoami", "", N_("say whose account it is"), NULL, 0, 0, { 0 }, 0,
	    NEEDS_SERVICE, whoami_run },
	{ "status", "", N_("tell account, host, store and session"),
	    N_("Whether the service accepts the session, and by how much this "
	       "machine's clock\ndiffers from the service's. What is known "
	       "here is told in any case."),
	    0, 0, { 0 }, 0, NEEDS_SERVICE, status_run },
	{ "list", "", N_("list the API keys"),
	    N_("For people on a terminal as a table; with --json as the "
	       "service tells them,\nthe tokens masked unless they are asked "
	       "for."),
	    0, 0,
	    { OPTION_JSON, OPTION_TSV, OPTION_FILTER, OPTION_SORT,
	        OPTION_SHOW_TOKENS },
	    5, NEEDS_SERVICE, list_run },
	{ "create", "NAME", N_("create an API key and print its token"),
	    N_("The token alone goes to standard output, or into the file."), 1,
	    1, { OPTION_ORG, OPTION_OUTPUT }, 2, NEEDS_SERVICE, create_run },
	{ "rename", "APIKEY NAME", N_("rename an API key"), NULL, 2, 2, { 0 },
	    0, NEEDS_SERVICE, rename_run },
	{ "delete", "APIKEY…", N_("delete API keys for good"),
	    N_("Asks on a terminal; elsewhere --yes is needed."), 1, MANY,
	    { OPTION_YES }, 1, NEEDS_SERVICE, delete_run },
	{ "rotate", "APIKEY", N_("replace an API key, and retire it later"),
	    N_("At first a successor is created and its token printed; the old "
	       "API key stays.\nA second time, when the successor is in use, "
	       "the old one is deleted. Asks on a\nterminal; elsewhere --yes "
	       "is needed."),
	    1, 1, { OPTION_OUTPUT, OPTION_YES }, 2, NEEDS_SERVICE, rotate_run },
	{ "token", "APIKEY", N_("print the token of an API key"), NULL, 1, 1,
	    { 0 }, 0, NEEDS_SERVICE, token_run },
	{ "copy", "APIKEY", N_("copy the token of an API key"),
	    N_("Says how, and stays until clipboard_clear seconds are over; "
	       "then the token is\ntaken off the clipboard again, as it is on "
	       "Ctrl-C."),
	    1, 1, { 0 }, 0, NEEDS_SERVICE, copy_run },
	{ "exec", "APIKEY -- COMMAND…",
	    N_("run a command that has the token in its environment"),
	    N_("keyrack becomes the command: terminal, signals and exit status "
	       "are the command's.\nKEYRACK_TOKEN is not handed on to it."),
	    2, MANY, { OPTION_ENV }, 1, NEEDS_SERVICE, exec_run },
	{ "which", "", N_("say which API key a token belongs to"),
	    N_("Reads the token from the terminal, where it is not shown, or "
	       "from standard input.\nPrints id, name and the organization's "
	       "id, with tabs between."),
	    0, 0, { 0 }, 0, NEEDS_SERVICE, which_run },
	{ "check", "", N_("look for API keys that expire"),
	    N_("The status is 0 if none expires within the span, and 1 below a "
	       "list of those that\ndo, or have."),
	    0, 0, { OPTION_WITHIN }, 1, NEEDS_SERVICE, check_run },
	{ "accounts", "", N_("list the accounts of the configuration"), NULL, 0,
	    0, { OPTION_NAMES }, 1, NEEDS_CONFIGURATION, accounts_run },
	{ "doctor", "", N_("test this machine, and say what to do"),
	    N_("Looks at the terminal, the ways to clipboard and browser, the "
	       "port for a login,\nthe service, the files and the store. "
	       "Changes nothing, and needs no login."),
	    0, 0, { 0 }, 0, NEEDS_CONNECTION, doctor_run },
	{ "help", "[COMMAND]", N_("explain keyrack, or one of its commands"),
	    NULL, 0, 1, { 0 }, 0, NEEDS_NOTHING, help_run },
};

#define COMMAND_ROWS (sizeof(commands) / sizeof(commands[0]))

const struct cli_command *
commands_at(size_t index)
{
	return index < COMMAND_ROWS ? &commands[index] : NULL;
}

const struct cli_command *
commands_find(const char *name)
{
	for (size_t i = 0; i < COMMAND_ROWS; i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

void
commands_names(const char *names[COMMANDS_MAX + 1])
{
	for (size_t i = 0; i < COMMAND_ROWS; i++)
		names[i] = commands[i].name;
	names[COMMAND_ROWS] = NULL;
}
