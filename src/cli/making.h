/* SPDX-License-Identifier: ISC */
/* The making of an API key: for create, and for rotate. */
#ifndef KEYRACK_CLI_MAKING_H
#define KEYRACK_CLI_MAKING_H

#include "cli/errand.h"

/* All is lent. */
struct making {
	const char *name;
	const char *organization; /* its id; NULL: personal */
	const char *path; /* a new file for the token; NULL: standard output */
	const char *predecessor; /* whose successor it is; NULL: nobody's */
};

/*
 * Whether a file can be made there (NULL: none is to be), which is better
 * known before: a token that cannot be put anywhere is of no use. Else it has
 * been said why not.
 */
bool making_has_room(const struct errand *errand, const char *path);

/*
 * Sends the request once. What is not known afterwards is looked for in the
 * list and said; the ledger follows each step. The token goes out alone.
 */
enum status making_run(struct errand *errand, const struct making *making);

#endif
