/* SPDX-License-Identifier: ISC */
/* The settings of one account, and where each value comes from. */
#ifndef KEYRACK_CONFIG_SETTINGS_H
#define KEYRACK_CONFIG_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "config/configuration.h"
#include "config/setting.h"

/* The later ones win. */
enum origin_kind {
	ORIGIN_DEFAULT,
	ORIGIN_FILE,
	ORIGIN_ACCOUNT,  /* the account's section of the file */
	ORIGIN_OVERRIDE, /* the environment or the command line */
};

struct resolved {
	struct configured value; /* owned */
	enum origin_kind origin;
	const char *by; /* ORIGIN_OVERRIDE: "KEYRACK_URL", "--url"; lent */
};

struct settings {
	const struct configuration *configuration; /* lent */
	char *account;
	struct resolved values[SETTING_COUNT];
};

/*
 * The settings of this account by defaults and file. An account that does not
 * stand in the file has what stands outside of accounts. Can be made for any
 * number of accounts; release each with settings_clear, before the
 * configuration.
 */
void settings_init(struct settings *settings,
    const struct configuration *configuration, const char *account);
void settings_clear(struct settings *settings);

/*
 * Sets a value by the environment or the command line; `by` names it and is
 * static. Refused, with ERROR_USAGE, what setting_accepts does not.
 */
bool settings_override(struct settings *settings, enum setting_id id,
    const char *word, const char *by, struct error *err);

/* What is lent lives until the settings change. */

/* Texts and choices; NULL: empty. */
const char *settings_text(const struct settings *settings, enum setting_id id);
long settings_number(const struct settings *settings, enum setting_id id);
bool settings_is_on(const struct settings *settings, enum setting_id id);

/* Ends with NULL. */
const char *const *settings_list(
    const struct settings *settings, enum setting_id id);

/* A path with its ~ replaced by the home, for free(3); NULL: empty. */
char *settings_path(const struct settings *settings, enum setting_id id);

enum origin_kind settings_origin(
    const struct settings *settings, enum setting_id id);

/*
 * Where it comes from, as complaints and --print-config name it, for free(3):
 * "default", "FILE:LINE", "account work at FILE:LINE", "--url".
 */
char *settings_origin_text(const struct settings *settings, enum setting_id id);

/* "FILE:LINE", "--url", the name: to begin a complaint; for free(3). */
char *settings_complaint_place(
    const struct settings *settings, enum setting_id id);

#endif
