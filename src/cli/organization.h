/* SPDX-License-Identifier: ISC */
/* Finds the organization that a person names on the command line. */
#ifndef KEYRACK_CLI_ORGANIZATION_H
#define KEYRACK_CLI_ORGANIZATION_H

#include "cli/errand.h"

/*
 * By its id, else by its name, from the profile; *id is for free(3).
 * Otherwise it has been said why not, with the candidates.
 */
enum status organization_find(
    struct errand *errand, const char *word, char **id);

#endif
