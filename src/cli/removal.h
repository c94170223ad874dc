/* SPDX-License-Identifier: ISC */
/* The deletion of one API key: for delete, and for rotate. */
#ifndef KEYRACK_CLI_REMOVAL_H
#define KEYRACK_CLI_REMOVAL_H

#include "cli/errand.h"

/*
 * Sends the request once, and says what came of it. One that has gone already
 * counts as deleted. With it a rotation of this API key has ended, which the
 * ledger is told.
 */
enum status removal_run(struct errand *errand, const struct apikey *apikey);

#endif
