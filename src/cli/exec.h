/* SPDX-License-Identifier: ISC */
/* keyrack exec. */
#ifndef KEYRACK_CLI_EXEC_H
#define KEYRACK_CLI_EXEC_H

#include "cli/errand.h"

enum status exec_run(struct errand *errand);

#endif
