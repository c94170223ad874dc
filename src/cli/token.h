/* SPDX-License-Identifier: ISC */
/* keyrack token. */
#ifndef KEYRACK_CLI_TOKEN_H
#define KEYRACK_CLI_TOKEN_H

#include "cli/errand.h"

enum status token_run(struct errand *errand);

#endif
