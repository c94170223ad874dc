/* SPDX-License-Identifier: ISC */
/* keyrack status. */
#ifndef KEYRACK_CLI_STATUS_H
#define KEYRACK_CLI_STATUS_H

#include "cli/errand.h"

enum status status_run(struct errand *errand);

#endif
