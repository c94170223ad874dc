/* SPDX-License-Identifier: ISC */
/* The one table of settings: file, example, --print-config come from it. */
#ifndef KEYRACK_CONFIG_SETTING_H
#define KEYRACK_CONFIG_SETTING_H

#include <stdbool.h>

#include "base/error.h"

enum setting_id {
	SETTING_URL,
	SETTING_EMAIL,
	SETTING_STORE,
	SETTING_STORE_COMMAND,
	SETTING_REQUIRE_SECURE_STORE,
	SETTING_REDIRECT_URI,
	SETTING_LOGIN_HOSTS,
	SETTING_CA_FILE,
	SETTING_BROWSER,
	SETTING_DELETE_DELAY,
	SETTING_CLIPBOARD_CLEAR,
	SETTING_CLIPBOARD,
	SETTING_REVEAL_SECONDS,
	SETTING_EXPIRY_WARNING,
	SETTING_REFRESH_INTERVAL,
	SETTING_THEME,
	SETTING_MOUSE,
	SETTING_PRESENTER,
	SETTING_COLUMNS,
	SETTING_SORT,
	SETTING_DIRECTORIES,
	SETTING_KEYS,
	SETTING_COUNT,
};

enum setting_kind {
	SETTING_IS_TEXT,
	SETTING_IS_PATH, /* absolute, or beginning with ~/ */
	SETTING_IS_LIST, /* of texts, or of choices where the table has any */
	SETTING_IS_PATHS,
	SETTING_IS_EMAIL,
	SETTING_IS_HOSTS, /* names, each with or without a port */
	SETTING_IS_NUMBER,
	SETTING_IS_SWITCH, /* yes or no */
	SETTING_IS_CHOICE,
	SETTING_IS_BINDINGS, /* a section: which keys a command has */
};

/* Where in the file a setting may stand. */
enum setting_reach {
	SETTING_FOR_ALL,       /* outside of accounts */
	SETTING_FOR_ANY,       /* there, and in an account, where it wins */
	SETTING_FOR_ONE_ALONE, /* in an account only */
};

struct setting {
	enum setting_id id;
	enum setting_kind kind;
	enum setting_reach reach;
	const char *name;  /* as it is written in the file */
	const char *about; /* N_(): a line about it */
	/* As it would be written; a list has a blank between its words. */
	const char *standard;
	long min, max;              /* of numbers */
	const char *const *choices; /* ends with NULL; NULL: any text */
};

/* The table, by id; static. */
const struct setting *setting_get(enum setting_id id);

/* By its name; NULL: there is none. */
const struct setting *setting_find(const char *name);

bool setting_is_list(const struct setting *setting);

/*
 * Whether one word may be (an element of) the value; if not, err has
 * ERROR_USAGE and a sentence without the setting's name before it.
 */
bool setting_accepts(
    const struct setting *setting, const char *word, struct error *err);

/* What a word means that was accepted. */
long setting_number(const char *word);
bool setting_switch(const char *word);

#endif
