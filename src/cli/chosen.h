/* SPDX-License-Identifier: ISC */
/* What the configuration, the environment and the folder come to. */
#ifndef KEYRACK_CLI_CHOSEN_H
#define KEYRACK_CLI_CHOSEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "cli/known_accounts.h"
#include "config/configuration.h"
#include "controller/bindings.h"

struct chosen {
	char *path; /* where the configuration is, or would be; may be NULL */
	struct configuration configuration;
	struct bindings bindings;
	struct known_accounts known;
	size_t account; /* of the known ones: the one in use */
	char *url;      /* of its service */
	char *folder;   /* for sessions; NULL: there is no home */
};

/*
 * Reads the configuration and chooses the account; a demo has its own alone.
 * `url` (may be NULL) is the address for this account in place of its own.
 * On failure *place, for free(3), is what the complaint begins with; it may
 * be NULL. Release with chosen_clear in both cases.
 */
bool chosen_find(struct chosen *chosen, bool is_demo, const char *url,
    char **place, struct error *err);
void chosen_clear(struct chosen *chosen);

/* Goes over to this one of the known accounts. */
void chosen_take(struct chosen *chosen, size_t account);

/* Lends the account in use. */
const struct known_account *chosen_account(const struct chosen *chosen);

#endif
