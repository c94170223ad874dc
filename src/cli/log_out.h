/* SPDX-License-Identifier: ISC */
/* keyrack logout. */
#ifndef KEYRACK_CLI_LOG_OUT_H
#define KEYRACK_CLI_LOG_OUT_H

#include "cli/errand.h"

/*
 * Ends the session that there is, on the service and here whatever the service
 * says, and tells what came of it.
 */
enum status log_out_end(struct errand *errand);

enum status log_out_run(struct errand *errand);

#endif
