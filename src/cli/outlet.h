/* SPDX-License-Identifier: ISC */
/* Where a token goes: standard output, or a new file. */
#ifndef KEYRACK_CLI_OUTLET_H
#define KEYRACK_CLI_OUTLET_H

#include "base/secret.h"
#include "cli/errand.h"

struct outlet {
	char *path; /* NULL: standard output */
	int fd;     /* of the file until it has its token; else -1 */
};

/*
 * To be called before the service is asked for anything: what is wrong with
 * the outlet is said now, and the status is not STATUS_DONE. `typed` is the
 * file's path, NULL for standard output. The file is made here, with room for
 * a token. End with outlet_close in both cases.
 */
enum status outlet_open(
    const struct errand *errand, struct outlet *outlet, const char *typed);

/* Takes away a file that has got no token. */
void outlet_close(struct outlet *outlet);

/*
 * Hands the token out, alone, with a line's end on standard output; past
 * stdio, whose buffer nobody wipes. Returns 0, or the errno for
 * outlet_failure. A file that could not be filled is gone.
 */
int outlet_hand(struct outlet *outlet, const struct secret *token);

/* Says why; a reader that has gone ends the program as SIGPIPE would. */
enum status outlet_failure(const struct outlet *outlet, int reason);

#endif
