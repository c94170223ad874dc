/* SPDX-License-Identifier: ISC */
/* keyrack whoami. */
#ifndef KEYRACK_CLI_WHOAMI_H
#define KEYRACK_CLI_WHOAMI_H

#include "cli/errand.h"

enum status whoami_run(struct errand *errand);

#endif
