/* SPDX-License-Identifier: ISC */
/* Finds the API key that a person names on the command line. */
#ifndef KEYRACK_CLI_NAMED_H
#define KEYRACK_CLI_NAMED_H

#include "cli/print.h"
#include "model/apikey.h"

/*
 * By its id, else by its whole name, else by a prefix of its id, if that is
 * of one alone. *found is lent by the set. Otherwise it has been said, with
 * the candidates, and the status is not STATUS_DONE.
 */
enum status named_find(
    const struct apikeys *set, const char *word, const struct apikey **found);

#endif
