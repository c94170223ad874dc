/* SPDX-License-Identifier: ISC */
/* Prints what is asked for on standard output, and complaints beside it. */
#include "config.h"

#include "cli/print.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "auth/transport_curl.h"
#include "base/i18n.h"
#include "base/json.h"
#include "demo/demo.h"
#include "os/signals.h"
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

void
print_safe(const char *text)
{
	char *safe = plain_text(text);

	fputs(safe, stdout);
	free(safe);
}

enum status
print_failure(int reason)
{
	struct error err;

	/* SIGPIPE is ignored, so that a connection that ends does not kill. */
	if (reason == EPIPE)
		signals_die_by(SIGPIPE);
	error_set(&err, ERROR_SYSTEM, reason, "%s", strerror(reason));
	return print_complaint(&err, "standard output");
}

/* What was printed counts only once it has arrived. */
enum status
print_flush(void)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return STATUS_DONE;
	return print_failure(errno);
}

enum status
print_text(const char *text)
{
	fputs(text, stdout);
	return print_flush();
}

enum status
print_version(void)
{
	printf("keyrack %s\nlibcurl %s (%s)\n%s\njson-c %s\n"
	       "libmicrohttpd %s\n",
	    VERSION, transport_curl_version(), transport_curl_tls_version(),
	    term_version(), json_version(), demo_version());
	return print_flush();
}
