/* SPDX-License-Identifier: ISC */
/* A store command made for a test: a script of sh in a folder of its own. */
#ifndef KEYRACK_SUPPORT_STORE_SCRIPT_H
#define KEYRACK_SUPPORT_STORE_SCRIPT_H

#include <stdbool.h>

#include "auth/store.h"

#define SCRIPT_ORIGIN "https://service.example"

/*
 * Keeps sessions as files in its folder, as a good store does. $1 is the
 * verb, $2 the name; it runs in the folder.
 */
#define SCRIPT_KEEPS                                                \
	"case $1 in\n"                                              \
	"get) if [ -e \"kept-$2\" ]; then cat \"kept-$2\"; fi ;;\n" \
	"put) cat >\"new-$2\" && mv \"new-$2\" \"kept-$2\" ;;\n"    \
	"erase) rm -f \"kept-$2\" ;;\n"                             \
	"esac\n"

struct script {
	char *folder;
	char *path;
	const char *words[4];
	struct store *store;
};

/* Fixtures; the state is the script, which keeps sessions as it should. */
int script_setup(void **state);
int script_teardown(void **state);

/* Replaces what the script does. */
void script_write(const struct script *script, const char *body);

/* Another store with the same script. */
struct store *script_store(const struct script *script, int limit_ms);

/* Whether the file is in the folder; its text, for free(3) (NULL: none). */
bool script_has(const struct script *script, const char *name);
char *script_read(const struct script *script, const char *name);

/* Makes an empty file in the folder, removes it. */
void script_touch(const struct script *script, const char *name);
void script_remove_file(const struct script *script, const char *name);

/* Waits for the result of what was begun; store_result_clear it. */
struct store_result script_wait(struct store *store);

/* Does it and waits. The session saved has this access token. */
struct store_result script_load(struct store *store);
struct store_result script_save(struct store *store, const char *access);
struct store_result script_remove(struct store *store);

/* No child is left, dead or alive. */
void script_expect_no_child(void);

#endif
