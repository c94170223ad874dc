/* SPDX-License-Identifier: ISC */
/* The one table of commands: bindings, hints, help and manual come from it. */
#ifndef KEYRACK_CONTROLLER_COMMAND_H
#define KEYRACK_CONTROLLER_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "controller/effect.h"
#include "controller/key.h"
#include "controller/message.h"

struct controller;

enum command_id {
	COMMAND_UP,
	COMMAND_DOWN,
	COMMAND_PAGE_UP,
	COMMAND_PAGE_DOWN,
	COMMAND_TOP,
	COMMAND_BOTTOM,
	COMMAND_DETAILS,
	COMMAND_NEW,
	COMMAND_RENAME,
	COMMAND_NOTE,
	COMMAND_DELETE,
	COMMAND_COPY,
	COMMAND_COPY_ID,
	COMMAND_REVEAL,
	COMMAND_ROTATE,
	COMMAND_UNDO,
	COMMAND_MARK,
	COMMAND_MARK_ALL,
	COMMAND_INVERT,
	COMMAND_RANGE,
	COMMAND_FILTER,
	COMMAND_VIEW,
	COMMAND_SORT,
	COMMAND_REVERSE,
	COMMAND_COLUMNS,
	COMMAND_NEXT_PANE,
	COMMAND_PREVIOUS_PANE,
	COMMAND_RELOAD,
	COMMAND_PALETTE,
	COMMAND_HELP,
	COMMAND_MESSAGES,
	COMMAND_REDRAW,
	COMMAND_ACCOUNTS,
	COMMAND_LOGOUT,
	COMMAND_QUIT,
	COMMAND_COUNT,
};

enum command_group {
	GROUP_MOVE,
	GROUP_APIKEY,
	GROUP_LIST,
	GROUP_PROGRAM,
	GROUP_COUNT,
};

#define COMMAND_KEYS_MAX 4

/* What help has room for at 80 columns and more, translated or not. */
#define COMMAND_TITLE_COLUMNS 38

struct command {
	enum command_id id;
	enum command_group group;
	const char *name;  /* "rename", for configuration and manual */
	const char *title; /* N_(): "rename the API key", for help */
	const char *hint;  /* N_(): "rename", for the hints; NULL: no hint */
	struct key keys[COMMAND_KEYS_MAX]; /* unless they are configured */
	size_t key_count;
	/*
	 * Whether it can be done now; if not, *why says the reason. NULL:
	 * always.
	 */
	bool (*can)(const struct controller *controller, enum message_id *why);
	void (*run)(struct controller *controller, struct effects *out);
};

/* The table, by id; static. */
const struct command *command_get(enum command_id id);

/* The names of all, and NULL at the end. */
void command_names(const char *names[COMMAND_COUNT + 1]);

#endif
