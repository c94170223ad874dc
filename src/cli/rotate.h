/* SPDX-License-Identifier: ISC */
/* keyrack rotate. */
#ifndef KEYRACK_CLI_ROTATE_H
#define KEYRACK_CLI_ROTATE_H

#include "cli/errand.h"

enum status rotate_run(struct errand *errand);

#endif
