/* SPDX-License-Identifier: ISC */
/* Prints what is found, one line each, and below it what to do. */
#include "config.h"

#include "cli/doctor.h"

#include <errno.h>
#include <paths.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "auth/transport_curl.h"
#include "base/i18n.h"
#include "base/xmalloc.h"
#include "cli/finding.h"
#include "ui/term.h"

/* The same in all languages, so that programs can look for them. */
static const char *
word_of(enum finding_grade grade)
{
	switch (grade) {
	case FINDING_OK:
		return "ok  ";
	case FINDING_WARN:
		return "warn";
	case FINDING_FAIL:
		return "FAIL";
	}
	return "";
}

void
finding_tell(struct findings *findings, enum finding_grade grade,
    const char *thing, const char *advice, const char *fact, ...)
{
	va_list arguments;
	char *words;

	va_start(arguments, fact);
	if (vasprintf(&words, fact, arguments) < 0)
		abort();
	va_end(arguments);
	printf("%s  ", word_of(grade));
	print_safe(thing);
	fputs(": ", stdout);
	print_safe(words);
	putchar('\n');
	if (advice != NULL) {
		fputs("      ", stdout);
		print_safe(advice);
		putchar('\n');
	}
	free(words);
	fflush(stdout);
	if (grade == FINDING_FAIL)
		findings->has_failure = true;
}

/* Folders can be entered, which for them is the same right. */
static bool
is_program(const char *file)
{
	struct stat status;

	if (stat(file, &status) != 0)
		return false;
	if (S_ISREG(status.st_mode))
		return access(file, X_OK) == 0;
	errno = EACCES;
	return false;
}

bool
finding_has_program(const char *name)
{
	const char *path = getenv("PATH");
	bool is_found = false, is_forbidden = false;

	if (strchr(name, '/') != NULL)
		return is_program(name);
	if (path == NULL)
		path = _PATH_DEFPATH;
	while (path != NULL && !is_found) {
		int length = (int)strcspn(path, ":");
		char *file = xasprintf(
		    "%.*s%s%s", length, path, length == 0 ? "" : "/", name);

		is_found = is_program(file);
		is_forbidden |= errno == EACCES;
		free(file);
		path = path[length] == '\0' ? NULL : path + length + 1;
	}
	errno = is_forbidden ? EACCES : ENOENT;
	return is_found;
}

enum status
doctor_run(struct errand *errand)
{
	struct findings findings = { .errand = errand };
	enum status status;

	finding_tell(&findings, FINDING_OK, _("versions"), NULL,
	    "keyrack %s, libcurl %s (%s), %s", VERSION,
	    transport_curl_version(), transport_curl_tls_version(),
	    term_version());
	doctor_look_at_terminal(&findings);
	doctor_look_at_files(&findings);
	doctor_look_at_store(&findings);
	doctor_look_at_network(&findings);
	status = print_flush();
	if (errand->signal != 0)
		return errand_interrupted(errand);
	if (status == STATUS_DONE && findings.has_failure)
		return STATUS_FAILED;
	return status;
}
