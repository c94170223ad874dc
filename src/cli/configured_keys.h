/* SPDX-License-Identifier: ISC */
/* The section `keys` of the configuration. */
#ifndef KEYRACK_CLI_CONFIGURED_KEYS_H
#define KEYRACK_CLI_CONFIGURED_KEYS_H

#include <stdbool.h>

#include "base/error.h"
#include "config/configuration.h"
#include "controller/bindings.h"

/*
 * Binds the keys of the table, and those of the configuration in their place.
 * On failure *place is "FILE:LINE", for free(3).
 */
bool configured_keys_bind(const struct configuration *configuration,
    struct bindings *out, char **place, struct error *err);

#endif
