/* SPDX-License-Identifier: ISC */
/* What keyrack prints without the screen, and its exit status. */
#ifndef KEYRACK_CLI_PRINT_H
#define KEYRACK_CLI_PRINT_H

#include "base/error.h"

enum status {
	STATUS_DONE = 0,
	STATUS_FAILED = 1,
	STATUS_USAGE = 2,
};

/*
 * One line on standard error, sanitised: "keyrack: what: why". `what` may be
 * NULL. Returns the status that goes with the error.
 */
enum status print_complaint(const struct error *error, const char *what);

/* Each fails if standard output cannot take all of it. */
enum status print_help(void);
enum status print_version(void);
enum status print_text(const char *text);

#endif
