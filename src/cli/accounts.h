/* SPDX-License-Identifier: ISC */
/* keyrack accounts. */
#ifndef KEYRACK_CLI_ACCOUNTS_H
#define KEYRACK_CLI_ACCOUNTS_H

#include "cli/errand.h"

enum status accounts_run(struct errand *errand);

#endif
