/* SPDX-License-Identifier: ISC */
/* keyrack list. */
#ifndef KEYRACK_CLI_LIST_H
#define KEYRACK_CLI_LIST_H

#include "cli/errand.h"

enum status list_run(struct errand *errand);

#endif
