/* SPDX-License-Identifier: ISC */
/* keyrack check. */
#ifndef KEYRACK_CLI_CHECK_H
#define KEYRACK_CLI_CHECK_H

#include "cli/errand.h"

enum status check_run(struct errand *errand);

#endif
