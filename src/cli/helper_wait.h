/* SPDX-License-Identifier: ISC */
/* Where a command waits for a program that runs beside it. */
#ifndef KEYRACK_CLI_HELPER_WAIT_H
#define KEYRACK_CLI_HELPER_WAIT_H

#include "cli/errand.h"
#include "os/helper.h"

/*
 * Waits as errand_wait does until helper_run has something to do, which its
 * time being over is too.
 */
void helper_wait(struct errand *errand, const struct helper *helper);

#endif
