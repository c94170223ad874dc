/* SPDX-License-Identifier: ISC */
/* keyrack login. */
#ifndef KEYRACK_CLI_LOG_IN_H
#define KEYRACK_CLI_LOG_IN_H

#include "cli/errand.h"

enum status log_in_run(struct errand *errand);

#endif
