/* SPDX-License-Identifier: ISC */
/* keyrack help, and --help. */
#ifndef KEYRACK_CLI_HELP_H
#define KEYRACK_CLI_HELP_H

#include "cli/errand.h"

struct cli_command;

/* Of keyrack for NULL. */
enum status help_print(const struct cli_command *command);
enum status help_run(struct errand *errand);

#endif
