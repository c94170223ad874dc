/* SPDX-License-Identifier: ISC */
/* The accounts of the configuration, as the screen lists them. */
#ifndef KEYRACK_CLI_KNOWN_ACCOUNTS_H
#define KEYRACK_CLI_KNOWN_ACCOUNTS_H

#include <stddef.h>

#include "config/configuration.h"
#include "config/settings.h"
#include "controller/accounts.h"

struct known_accounts {
	struct known_account *items; /* its strings are owned too */
	size_t count;
};

/*
 * `default` and those of the file, in its order. For those whose sessions are
 * kept in files it is looked whether there is one in `folder` (NULL: there is
 * no place). Release with known_accounts_clear.
 */
void known_accounts_find(const struct configuration *configuration,
    const char *folder, struct known_accounts *out);

/* Looks again at one of them, whose settings are not those of the file. */
void known_accounts_settle(struct known_accounts *accounts, size_t account,
    const struct settings *settings, const char *folder);

/* Says anew where one of them is, for people. */
void known_accounts_place(
    struct known_accounts *accounts, size_t account, const char *host);

void known_accounts_clear(struct known_accounts *accounts);

#endif
