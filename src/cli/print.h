/* SPDX-License-Identifier: ISC */
/* What keyrack prints without the screen, and its exit status. */
#ifndef KEYRACK_CLI_PRINT_H
#define KEYRACK_CLI_PRINT_H

#include "base/error.h"

enum status {
	STATUS_DONE = 0,
	STATUS_FAILED = 1,      /* refused, or failed */
	STATUS_USAGE = 2,       /* command line or configuration */
	STATUS_NO_SESSION = 3,  /* not logged in */
	STATUS_UNREACHABLE = 4, /* the service cannot be reached */
	STATUS_UNKNOWN = 5,     /* it may have been carried out, or not */
	STATUS_INTERRUPTED = 130,
};

/*
 * One line on standard error, sanitised: "keyrack: what: why". `what` may be
 * NULL. Returns the status that goes with the error.
 */
enum status print_complaint(const struct error *error, const char *what);

/* Sanitised, on standard output. */
void print_safe(const char *text);

/*
 * Whether all that was printed has arrived: STATUS_DONE, or it was said why
 * not. A reader that has gone ends the program as SIGPIPE would.
 */
enum status print_flush(void);

/*
 * Says the same of standard output when the reason, an errno, is known
 * already.
 */
enum status print_failure(int reason);

enum status print_version(void);
enum status print_text(const char *text);

#endif
