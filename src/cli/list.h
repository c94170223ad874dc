/* SPDX-License-Identifier: ISC */
/* keyrack list. */
#ifndef KEYRACK_CLI_LIST_H
#define KEYRACK_CLI_LIST_H

#include "cli/errand.h"
#include "model/keylist.h"

/*
 * Names the organizations of the list as the profile does, which is asked for;
 * without it, as is said then, they have their ids.
 */
void list_name_organizations(struct errand *errand, struct keylist *keys);

enum status list_run(struct errand *errand);

#endif
