/* SPDX-License-Identifier: ISC */
/* keyrack which. */
#ifndef KEYRACK_CLI_WHICH_H
#define KEYRACK_CLI_WHICH_H

#include "cli/errand.h"

enum status which_run(struct errand *errand);

#endif
