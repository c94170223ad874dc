/* SPDX-License-Identifier: ISC */
/* Writes the settings of an account as a configuration of their own. */
#ifndef KEYRACK_CONFIG_SETTINGS_PRINT_H
#define KEYRACK_CONFIG_SETTINGS_PRINT_H

#include <stddef.h>

#include "base/buffer.h"
#include "config/account_choice.h"
#include "config/settings.h"

/* The keys of a command where the file says nothing; lent. */
struct default_keys {
	const char *command;
	const char *const *keys; /* ends with NULL */
};

/*
 * Writes each value with a comment on where it comes from, and before them
 * the file and the account. As a file it gives the same values for that
 * account. Comments are sanitised; values have no controls in them.
 */
void settings_print(const struct settings *settings,
    const struct account_choice *choice, const struct default_keys *keys,
    size_t key_count, struct buffer *out);

#endif
