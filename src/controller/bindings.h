/* SPDX-License-Identifier: ISC */
/* Which keys run which command: the table's, unless they are configured. */
#ifndef KEYRACK_CONTROLLER_BINDINGS_H
#define KEYRACK_CONTROLLER_BINDINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "controller/command.h"
#include "controller/key.h"

#define BINDING_KEYS_MAX 8

struct binding {
	struct key keys[BINDING_KEYS_MAX]; /* the first one stands in hints */
	size_t count;                      /* 0: run from the help alone */
	bool is_configured;
};

/* Plain data: copied by assignment, nothing to release. */
struct bindings {
	struct binding of[COMMAND_COUNT];
};

/* The keys of the table of commands. */
void bindings_init(struct bindings *bindings);

/*
 * Gives the command of this name these keys in place of those it had; their
 * names are those of key_label. Refused, with nothing changed: a command or
 * key that does not exist, Esc and Ctrl-C,
 * which always lead back and out, and help without a key, since what has no
 * key is run from there. Quit keeps Ctrl-C whatever is configured.
 */
bool bindings_set(struct bindings *bindings, const char *command,
    const char *const *keys, size_t count, struct error *err);

/*
 * Whether no key has two commands; to be asked when all are set, so that two
 * commands can change places. If one has, *where is the command that was
 * configured so, and the error names both and the key.
 */
bool bindings_agree(
    const struct bindings *bindings, enum command_id *where, struct error *err);

/* The command that a key is bound to; NULL: none. */
const struct command *bindings_find(
    const struct bindings *bindings, struct key key);

/* Whether the key is bound to this command. */
bool bindings_has(
    const struct bindings *bindings, struct key key, enum command_id id);

/*
 * For cursor_key: the key of the arrow block that moves as this one does, or
 * the key itself.
 */
struct key bindings_arrow(const struct bindings *bindings, struct key key);

#endif
