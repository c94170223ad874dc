/* SPDX-License-Identifier: ISC */
/* Reads the command line with getopt_long, and two environment variables. */
#include "config.h"

#include "cli/options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "auth/redirect_uri.h"

/* The service's own example; the demo service takes any port. */
#define DEFAULT_REDIRECT_URI "http://localhost:5173"
#define DEMO_REDIRECT_URI "http://localhost:0"

enum option_letter {
	OPTION_DEMO = 'd',
	OPTION_URL = 'u',
	OPTION_NO_BROWSER = 'b',
	OPTION_REDIRECT_URI = 'r',
	OPTION_DEBUG = 'g',
	OPTION_VERSION = 'v',
	OPTION_HELP = 'h',
};

static const struct option known[] = {
	{ "demo", no_argument, NULL, OPTION_DEMO },
	{ "url", required_argument, NULL, OPTION_URL },
	{ "no-browser", no_argument, NULL, OPTION_NO_BROWSER },
	{ "redirect-uri", required_argument, NULL, OPTION_REDIRECT_URI },
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
	case OPTION_NO_BROWSER:
		options->has_no_browser = true;
		return true;
	case OPTION_REDIRECT_URI:
		options->redirect_uri = optarg;
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

/* Checked here, so that a mistake is told before the screen opens. */
static bool
settle_redirect_uri(struct options *options, struct error *err)
{
	struct redirect_uri uri;

	if (options->redirect_uri == NULL)
		options->redirect_uri =
		    options->is_demo ? DEMO_REDIRECT_URI : DEFAULT_REDIRECT_URI;
	if (!redirect_uri_parse(
	        options->redirect_uri, strlen(options->redirect_uri), &uri))
		return error_set(err, ERROR_USAGE, 0,
		    "--redirect-uri: must be http://HOST:PORT/PATH, where HOST "
		    "is localhost, 127.0.0.1 or [::1]");
	return true;
}

/* The address by the command line or the environment. */
static bool
settle_url(struct options *options, struct error *err)
{
	const char *url = getenv("KEYRACK_URL");

	if (options->is_demo && options->url != NULL)
		return error_set(err, ERROR_USAGE, 0,
		    "--url: cannot be used together with --demo");
	if (options->url == NULL)
		options->url = url != NULL && *url != '\0' ? url : NULL;
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
	return settle_redirect_uri(options, err) && settle_url(options, err);
}

void
options_clear(struct options *options)
{
	secret_clear(&options->token);
}
