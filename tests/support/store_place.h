/* SPDX-License-Identifier: ISC */
/* A store in a folder of its own, for tests of what lies in it. */
#ifndef KEYRACK_SUPPORT_STORE_PLACE_H
#define KEYRACK_SUPPORT_STORE_PLACE_H

#include <stdbool.h>
#include <stddef.h>

#include "auth/store.h"

#define PLACE_ORIGIN "https://service.example"

/* The folder is not there at first; the victim is a path outside of it. */
struct place {
	char *top, *folder, *path, *victim;
	struct store *store;
};

/* Fixtures; the state is the place. */
int place_setup(void **state);
int place_teardown(void **state);

/* Saves a session with this access token. */
bool place_save(struct place *place, const char *access, struct error *err);

/* Expects the session that place_save has saved. */
void place_expect_loaded(struct place *place, const char *access);

/* Expects another state than STORE_LOADED, and a reason unless it is empty. */
void place_expect_state(struct place *place, enum store_state expected);

/* How many files of the folder have the mark in their name. */
size_t place_count_files(const struct place *place, const char *mark);

#endif
