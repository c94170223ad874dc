/* SPDX-License-Identifier: ISC */
/* What the configuration, the environment and the folder come to. */
#ifndef KEYRACK_CLI_CHOSEN_H
#define KEYRACK_CLI_CHOSEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "cli/known_accounts.h"
#include "cli/options.h"
#include "config/account_choice.h"
#include "config/configuration.h"
#include "config/settings.h"
#include "controller/bindings.h"

struct chosen {
	const struct options *options; /* lent */
	char *path; /* where the configuration is, or would be; may be NULL */
	struct configuration configuration;
	struct bindings bindings;
	struct known_accounts known;
	size_t account;               /* of the known ones: the one in use */
	size_t first;                 /* the one with which keyrack started */
	struct account_choice choice; /* with which keyrack started */
	struct settings settings;     /* of the account in use */
	char *folder;                 /* for sessions; NULL: there is no home */
};

/*
 * Reads the configuration, chooses the account and settles what it runs with;
 * a demo has its own account alone. The options are lent until chosen_clear.
 * On failure *place, for free(3), is what the complaint begins with; it may
 * be NULL. Release with chosen_clear in both cases.
 */
bool chosen_find(struct chosen *chosen, const struct options *options,
    char **place, struct error *err);
void chosen_clear(struct chosen *chosen);

/* Goes over to this one of the known accounts; place and err as above. */
bool chosen_take(
    struct chosen *chosen, size_t account, char **place, struct error *err);

/* Lends the account in use. */
const struct known_account *chosen_account(const struct chosen *chosen);

#endif
