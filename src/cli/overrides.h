/* SPDX-License-Identifier: ISC */
/* What the environment and the command line say in place of the file. */
#ifndef KEYRACK_CLI_OVERRIDES_H
#define KEYRACK_CLI_OVERRIDES_H

#include <stdbool.h>

#include "base/error.h"
#include "cli/options.h"
#include "config/settings.h"

/*
 * Sets what they say. KEYRACK_URL and --url are for the account with which
 * keyrack starts, also when the person comes back to it; any other has its own
 * address. On failure *place, for free(3), is what the complaint begins with.
 */
bool overrides_apply(struct settings *settings, const struct options *options,
    bool is_first, char **place, struct error *err);

/*
 * Whether the addresses of the service and of the redirect are acceptable, and
 * a store that is a command has one; place and err as above.
 */
bool overrides_check(
    const struct settings *settings, char **place, struct error *err);

#endif
