/* SPDX-License-Identifier: ISC */
/* The making of an API key: for create, and for rotate. */
#ifndef KEYRACK_CLI_MAKING_H
#define KEYRACK_CLI_MAKING_H

#include "cli/errand.h"
#include "cli/outlet.h"
#include "model/ledger.h"

/* All is lent. */
struct making {
	const char *name;
	const char *organization;  /* its id; NULL: personal */
	struct outlet *outlet;     /* where the token goes; it is open */
	const char *predecessor;   /* whose successor it is; NULL: nobody's */
	enum rotation_stage stage; /* of the predecessor's rotation */
};

/*
 * Sends the request once. What is not known afterwards is looked for in the
 * list and said; the ledger follows each step. The token goes out alone.
 */
enum status making_run(struct errand *errand, const struct making *making);

#endif
