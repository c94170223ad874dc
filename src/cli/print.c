/* SPDX-License-Identifier: ISC */
/* Prints what is asked for on standard output, and complaints beside it. */
#include "config.h"

#include "cli/print.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "auth/transport_curl.h"
#include "base/i18n.h"
#include "base/json.h"
#include "demo/demo.h"
#include "ui/plain.h"
#include "ui/term.h"

enum status
print_complaint(const struct error *error, const char *what)
{
	char *safe = plain_text(what), *why = plain_text(error->detail);

	fprintf(
	    stderr, "keyrack: %s%s%s\n", safe, what == NULL ? "" : ": ", why);
	free(safe);
	free(why);
	return error->kind == ERROR_USAGE ? STATUS_USAGE : STATUS_FAILED;
}

/* What was printed counts only once it has arrived. */
static enum status
flush_output(void)
{
	struct error err;

	if (fflush(stdout) == 0 && !ferror(stdout))
		return STATUS_DONE;
	error_set(&err, ERROR_SYSTEM, errno, "%s", strerror(errno));
	return print_complaint(&err, "standard output");
}

enum status
print_text(const char *text)
{
	fputs(text, stdout);
	return flush_output();
}

enum status
print_help(void)
{
	fputs(
	    _("Usage: keyrack [OPTIONS]\n"
	      "Browse and edit the API keys of a NuExtract account.\n"
	      "\n"
	      "  --demo         use a demo service; no account is needed\n"
	      "  --url URL      the service's address (or KEYRACK_URL)\n"
	      "  --account NAME use this account of the configuration\n"
	      "                 (or KEYRACK_ACCOUNT)\n"
	      "  --config FILE  read this configuration\n"
	      "  --print-config show each setting and where it comes from\n"
	      "  --read-only    look only: API keys cannot be changed\n"
	      "  --no-browser   start no browser; show the link alone\n"
	      "  --redirect-uri URI\n"
	      "                 where the browser is sent after the login\n"
	      "                 (http://localhost:5173; port 0: any free one)\n"
	      "  --debug FILE   write what is asked of the service to FILE\n"
	      "  --version      show the versions\n"
	      "  --help         show this help\n"
	      "\n"
	      "KEYRACK_TOKEN, an access token, stands in for a login.\n"),
	    stdout);
	return flush_output();
}

enum status
print_version(void)
{
	printf("keyrack %s\nlibcurl %s (%s)\n%s\njson-c %s\n"
	       "libmicrohttpd %s\n",
	    VERSION, transport_curl_version(), transport_curl_tls_version(),
	    term_version(), json_version(), demo_version());
	return flush_output();
}
