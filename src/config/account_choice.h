/* SPDX-License-Identifier: ISC */
/* Which account keyrack is for, and why that one. */
#ifndef KEYRACK_CONFIG_ACCOUNT_CHOICE_H
#define KEYRACK_CONFIG_ACCOUNT_CHOICE_H

#include <stdbool.h>

#include "base/error.h"
#include "config/account_name.h"
#include "config/configuration.h"

/* What speaks for an account; all are lent and may be NULL. */
struct account_wishes {
	const char *option;      /* --account */
	const char *environment; /* KEYRACK_ACCOUNT; empty is none */
	const char *folder;      /* where keyrack was started, a real path */
	const char *home;
};

struct account_choice {
	char *name;
	char *why; /* for people: "--account", "FILE:LINE: ~/work" */
};

/*
 * The account by the command line, else the environment, else the folder:
 * that whose `directories` has the nearest folder above (or it itself), else
 * `default`. Links in the paths are followed. On failure err is ERROR_USAGE
 * and *place, for free(3), is what the complaint begins with. Release with
 * account_choice_clear, also after a failure.
 */
bool account_choose(const struct configuration *configuration,
    const struct account_wishes *wishes, struct account_choice *out,
    char **place, struct error *err);
void account_choice_clear(struct account_choice *choice);

/*
 * Whether there is an account of this name; if not, err says which was meant
 * perhaps, and what to write.
 */
bool account_is_known(const struct configuration *configuration,
    const char *name, struct error *err);

#endif
