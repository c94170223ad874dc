/* SPDX-License-Identifier: ISC */
/* The one table of options: of keyrack itself and of its commands. */
#ifndef KEYRACK_CLI_OPTION_H
#define KEYRACK_CLI_OPTION_H

#include <stddef.h>

enum option_id {
	/* These go with every command, before it or after it. */
	OPTION_DEMO,
	OPTION_URL,
	OPTION_ACCOUNT,
	OPTION_CONFIG,
	OPTION_PRINT_CONFIG,
	OPTION_READ_ONLY,
	OPTION_PLAIN,
	OPTION_NO_BROWSER,
	OPTION_REDIRECT_URI,
	OPTION_DEBUG,
	OPTION_VERSION,
	OPTION_HELP,
	/* And these with those that name them. */
	OPTION_JSON,
	OPTION_TSV,
	OPTION_FILTER,
	OPTION_SORT,
	OPTION_SHOW_TOKENS,
	OPTION_ORG,
	OPTION_OUTPUT,
	OPTION_YES,
	OPTION_ENV,
	OPTION_WITHIN,
	OPTION_NAMES,
	OPTION_FORGET,
	OPTION_COUNT,
};

#define OPTION_GLOBAL_COUNT ((size_t)OPTION_JSON)

struct option_row {
	const char *name;     /* without its dashes */
	const char *argument; /* what people write for it; NULL: it has none */
	const char *summary;  /* to be translated */
};

/* Static. */
const struct option_row *option_row(enum option_id id);

#endif
