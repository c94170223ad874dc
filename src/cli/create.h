/* SPDX-License-Identifier: ISC */
/* keyrack create. */
#ifndef KEYRACK_CLI_CREATE_H
#define KEYRACK_CLI_CREATE_H

#include "cli/errand.h"

enum status create_run(struct errand *errand);

#endif
