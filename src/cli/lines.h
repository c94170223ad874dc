/* SPDX-License-Identifier: ISC */
/* keyrack --plain: numbered lines and prompts, for screen readers. */
#ifndef KEYRACK_CLI_LINES_H
#define KEYRACK_CLI_LINES_H

#include "cli/errand.h"

/*
 * Lists the API keys and reads what to do with them from standard input, line
 * by line, until it ends or the person leaves. Each action is the command of
 * the same name (cli/commands.h) on the API key of that number.
 */
enum status lines_run(struct errand *errand);

#endif
