/* SPDX-License-Identifier: ISC */
/* Reads the command line with getopt_long, and KEYRACK_TOKEN. */
#include "config.h"

#include "cli/options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum option_letter {
	OPTION_DEMO = 'd',
	OPTION_URL = 'u',
	OPTION_READ_ONLY = 'o',
	OPTION_NO_BROWSER = 'b',
	OPTION_REDIRECT_URI = 'r',
	OPTION_ACCOUNT = 'a',
	OPTION_CONFIG = 'c',
	OPTION_PRINT_CONFIG = 'p',
	OPTION_DEBUG = 'g',
	OPTION_VERSION = 'v',
	OPTION_HELP = 'h',
};

static const struct option known[] = {
	{ "demo", no_argument, NULL, OPTION_DEMO },
	{ "url", required_argument, NULL, OPTION_URL },
	{ "read-only", no_argument, NULL, OPTION_READ_ONLY },
	{ "no-browser", no_argument, NULL, OPTION_NO_BROWSER },
	{ "redirect-uri", required_argument, NULL, OPTION_REDIRECT_URI },
	{ "account", required_argument, NULL, OPTION_ACCOUNT },
	{ "config", required_argument, NULL, OPTION_CONFIG },
	{ "print-config", no_argument, NULL, OPTION_PRINT_CONFIG },
	{ "debug", required_argument, NULL, OPTION_DEBUG },
	{ "version", no_argument, NULL, OPTION_VERSION },
	{ "help", no_argument, NULL, OPTION_HELP },
	{ NULL, 0, NULL, 0 },
};

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

static bool
take_option(
    struct options *options, int letter, const char *word, struct error *err)
{
	switch (letter) {
	case OPTION_DEMO:
		options->is_demo = true;
		return true;
	case OPTION_URL:
		options->url = optarg;
		return true;
	case OPTION_READ_ONLY:
		options->is_read_only = true;
		return true;
	case OPTION_NO_BROWSER:
		options->has_no_browser = true;
		return true;
	case OPTION_REDIRECT_URI:
		options->redirect_uri = optarg;
		return true;
	case OPTION_ACCOUNT:
		options->account = optarg;
		return true;
	case OPTION_CONFIG:
		options->config = optarg;
		return true;
	case OPTION_PRINT_CONFIG:
		options->task = TASK_PRINT_CONFIG;
		return true;
	case OPTION_DEBUG:
		options->debug = optarg;
		return true;
	case OPTION_VERSION:
		options->task = TASK_VERSION;
		return true;
	case OPTION_HELP:
		options->task = TASK_HELP;
		return true;
	case ':':
		return error_set(
		    err, ERROR_USAGE, 0, "%s: needs an argument", word);
	}
	return error_set(err, ERROR_USAGE, 0,
	    "%s: unknown option; see keyrack --help", word);
}

/* What says the same twice, or in vain. */
static bool
refuse_with_demo(const struct options *options, struct error *err)
{
	if (options->is_demo && options->url != NULL)
		return error_set(err, ERROR_USAGE, 0,
		    "--url: cannot be used together with --demo");
	if (options->is_demo && options->account != NULL)
		return error_set(err, ERROR_USAGE, 0,
		    "--account: cannot be used together with --demo");
	return true;
}

bool
options_read(struct options *options, int argc, char **argv, struct error *err)
{
	int letter, at;

	memset(options, 0, sizeof(*options));
	take_token(&options->token);
	opterr = 0;
	for (;;) {
		at = optind;
		letter = getopt_long(argc, argv, ":", known, NULL);
		if (letter == -1)
			break;
		if (!take_option(options, letter, argv[at], err))
			return false;
	}
	if (optind < argc)
		return error_set(err, ERROR_USAGE, 0,
		    "%s: unknown command; see keyrack --help", argv[optind]);
	return refuse_with_demo(options, err);
}

void
options_clear(struct options *options)
{
	secret_clear(&options->token);
}
