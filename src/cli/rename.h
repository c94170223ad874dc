/* SPDX-License-Identifier: ISC */
/* keyrack rename. */
#ifndef KEYRACK_CLI_RENAME_H
#define KEYRACK_CLI_RENAME_H

#include "cli/errand.h"

enum status rename_run(struct errand *errand);

#endif
