/* SPDX-License-Identifier: ISC */
/* Names the options, and says what each is for. */
#include "config.h"

#include "cli/option.h"

#include "base/i18n.h"

static const struct option_row rows[OPTION_COUNT] = {
	[OPTION_DEMO] = { "demo", NULL,
	    N_("use a demo service; no account is needed") },
	[OPTION_URL] = { "url", "URL",
	    N_("the service's address (or KEYRACK_URL)") },
	[OPTION_ACCOUNT] = { "account", "NAME",
	    N_("use this account of the configuration\n"
	       "(or KEYRACK_ACCOUNT)") },
	[OPTION_CONFIG] = { "config", "FILE", N_("read this configuration") },
	[OPTION_PRINT_CONFIG] = { "print-config", NULL,
	    N_("show each setting and where it comes from") },
	[OPTION_READ_ONLY] = { "read-only", NULL,
	    N_("look only: API keys cannot be changed") },
	[OPTION_PLAIN] = { "plain", NULL,
	    N_("lines and prompts in place of the screen") },
	[OPTION_NO_BROWSER] = { "no-browser", NULL,
	    N_("start no browser; show the link alone") },
	[OPTION_REDIRECT_URI] = { "redirect-uri", "URI",
	    N_("where the browser is sent after the login\n"
	       "(http://localhost:5173; port 0: any free one)") },
	[OPTION_DEBUG] = { "debug", "FILE",
	    N_("write what is asked of the service to FILE") },
	[OPTION_VERSION] = { "version", NULL, N_("show the versions") },
	[OPTION_HELP] = { "help", NULL, N_("show this help") },
	[OPTION_JSON] = { "json", NULL,
	    N_("as JSON, with the service's own names") },
	[OPTION_TSV] = { "tsv", NULL, N_("as columns with tabs between") },
	[OPTION_FILTER] = { "filter", "EXPR",
	    N_("only those that the expression finds") },
	[OPTION_SORT] = { "sort", "COLUMN",
	    N_("by this column; -COLUMN: the other way round") },
	[OPTION_SHOW_TOKENS] = { "show-tokens", NULL,
	    N_("print the tokens whole") },
	[OPTION_ORG] = { "org", "ORGANIZATION",
	    N_("for this organization, by its name or id") },
	[OPTION_OUTPUT] = { "output", "FILE",
	    N_("write the token into this new file (mode 0600)") },
	[OPTION_YES] = { "yes", NULL, N_("do not ask") },
	[OPTION_ENV] = { "env", "NAME",
	    N_("the variable that holds the token\n"
	       "(NUMIND_API_KEY)") },
	[OPTION_WITHIN] = { "within", "SPAN",
	    N_("how far to look ahead: 30d, 2w, 6m, 1y (14d)") },
	[OPTION_NAMES] = { "names", NULL, N_("print the names alone") },
	[OPTION_FORGET] = { "forget", NULL,
	    N_("erase what is kept of the account as well") },
};

const struct option_row *
option_row(enum option_id id)
{
	return &rows[id];
}
