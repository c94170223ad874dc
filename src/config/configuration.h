/* SPDX-License-Identifier: ISC */
/* The configuration's file as it was read: values as text, with their lines. */
#ifndef KEYRACK_CONFIG_CONFIGURATION_H
#define KEYRACK_CONFIG_CONFIGURATION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "config/setting.h"

#define CONFIGURATION_MAX ((size_t)256 * 1024)

/* Of a setting, or the keys of a command. A single text is one word. */
struct configured {
	char **words;
	size_t count;
	int line; /* 0: it does not stand in the file */
};

struct configured_account {
	char *name;
	int line;
	struct configured values[SETTING_COUNT];
};

/* keys { delete = {"d", "Delete"} }: the keys are not looked at here. */
struct configured_binding {
	char *command;
	struct configured keys;
};

/* All zero is an empty configuration without a file. */
struct configuration {
	char *path; /* NULL: there is no file */
	struct configured values[SETTING_COUNT];
	struct configured_account *accounts;
	size_t account_count;
	struct configured_binding *bindings; /* in the order of the file */
	size_t binding_count;
};

/*
 * The default file: $XDG_CONFIG_HOME/keyrack/config (absolute, else it does
 * not count), or that in $HOME/.config. For free(3); NULL: there is no home.
 */
char *configuration_default_path(void);

/*
 * Reads the file `path`. One that is not there is an empty configuration
 * unless it `must_exist`; path NULL is one too. `commands`, which ends with
 * NULL, are the names that may stand in the section keys.
 *
 * On failure err is ERROR_USAGE, its code is the line (0: the whole file),
 * and *out has the path, and what was read by then. Values have passed
 * setting_accepts. Release with configuration_clear in both cases.
 */
bool configuration_read(const char *path, bool must_exist,
    const char *const *commands, struct configuration *out, struct error *err);

/*
 * The same for text that is there already, under a name for messages. Needs
 * libconfuse, which is called for one configuration at a time only.
 */
bool configuration_parse(const char *text, size_t length, const char *name,
    const char *const *commands, struct configuration *out, struct error *err);

void configured_clear(struct configured *configured);
void configuration_clear(struct configuration *configuration);

/* Lends the account of this name; NULL: it does not stand in the file. */
const struct configured_account *configuration_account(
    const struct configuration *configuration, const char *name);

/* "FILE:LINE", or "FILE" for line 0, for free(3). */
char *configuration_place(const struct configuration *configuration, int line);

#endif
