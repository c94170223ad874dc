/* SPDX-License-Identifier: ISC */
/* --print-config: each setting, and where it comes from. */
#ifndef KEYRACK_CLI_PRINT_CONFIG_H
#define KEYRACK_CLI_PRINT_CONFIG_H

#include "cli/chosen.h"
#include "cli/print.h"

enum status print_config(const struct chosen *chosen);

#endif
