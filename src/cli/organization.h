/* SPDX-License-Identifier: ISC */
/* The organizations of the account: the one that is named, and all names. */
#ifndef KEYRACK_CLI_ORGANIZATION_H
#define KEYRACK_CLI_ORGANIZATION_H

#include "cli/errand.h"
#include "model/profile.h"

/*
 * By its id, else by its name, from the profile; *id is for free(3).
 * Otherwise it has been said why not, with the candidates.
 */
enum status organization_find(
    struct errand *errand, const char *word, char **id);

/*
 * Asks for the profile, which knows the organizations' names; to be cleared.
 * On failure it has been said, and *profile is as before.
 */
enum status organization_profile(
    struct errand *errand, struct profile *profile);

#endif
