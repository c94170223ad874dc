/* SPDX-License-Identifier: ISC */
/* keyrack delete. */
#ifndef KEYRACK_CLI_DELETE_H
#define KEYRACK_CLI_DELETE_H

#include "cli/errand.h"

enum status delete_run(struct errand *errand);

#endif
