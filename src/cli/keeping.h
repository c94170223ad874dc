/* SPDX-License-Identifier: ISC */
/* Where sessions are kept, as the settings and the surroundings have it. */
#ifndef KEYRACK_CLI_KEEPING_H
#define KEYRACK_CLI_KEEPING_H

#include <stdbool.h>

#include "auth/auth.h"
#include "config/settings.h"
#include "controller/controller.h"
#include "os/signals.h"

/*
 * Which store the settings want: memory where a file is wanted and must not be
 * or has no folder (NULL), and for a token that was given.
 */
enum store_kind keeping_kind(
    const struct settings *settings, const char *folder, bool is_given);

/*
 * Has auth use the store of that kind. The storage tells of it; what it lends
 * lives as long as settings and auth. State and err as of auth_use_store.
 */
enum store_state keeping_open(const struct settings *settings,
    const char *folder, const char *origin, bool is_given, struct auth *auth,
    struct storage *storage, struct error *err);

/*
 * Waits for what would be lost if the program ended now, for some seconds at
 * most, and says on standard error what is waited for, and what was lost. Ends
 * early on a signal that ends the program, and returns what was seen. auth may
 * be NULL. To be called when the terminal is given back, or silently.
 */
struct signals_seen keeping_settle(struct auth *auth, bool is_silent);

#endif
