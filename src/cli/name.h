/* SPDX-License-Identifier: ISC */
/* What a name of an API key must be before it is sent. */
#ifndef KEYRACK_CLI_NAME_H
#define KEYRACK_CLI_NAME_H

#include "cli/print.h"

/* STATUS_DONE, or it has been said what is wrong with it. */
enum status name_check(const char *command, const char *name);

#endif
