/* SPDX-License-Identifier: ISC */
/* keyrack copy. */
#ifndef KEYRACK_CLI_COPY_H
#define KEYRACK_CLI_COPY_H

#include "cli/errand.h"

enum status copy_run(struct errand *errand);

#endif
