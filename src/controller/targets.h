/* SPDX-License-Identifier: ISC */
/* API keys that a person has named for deletion: copies, by id. */
#ifndef KEYRACK_CONTROLLER_TARGETS_H
#define KEYRACK_CONTROLLER_TARGETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "controller/message.h"
#include "model/keylist.h"

/* As the person saw it; whatever the list does, this is what goes. */
struct target {
	char *id;
	char *name;
	char *organization_name; /* NULL: personal */
	int64_t created_ms;
	struct message refusal; /* why it was not deleted; often none */
};

/* In the order in which they were shown. All zero is none. */
struct targets {
	struct target *items;
	size_t count, capacity;
	size_t *by_id; /* places in items, sorted by their ids; or NULL */
};

void targets_clear(struct targets *targets);

/* Copies the API key, which must have an id and a name. */
void targets_add(struct targets *targets, const struct keylist *keys,
    const struct apikey *apikey);

/* Moves: *target is empty afterwards. */
void targets_take(struct targets *targets, struct target *target);

/* The same for sorted ones, which stay so. */
void targets_insert(struct targets *targets, struct target *target);

/* Moves all of them behind those that there are; *from is empty then. */
void targets_append(struct targets *to, struct targets *from);

/* Moves the one at this place out; *target is cleared first. */
void targets_drop(struct targets *targets, size_t place, struct target *target);
void target_clear(struct target *target);

/* Leaves out those that have been cleared. */
void targets_forget_gone(struct targets *targets);

/* *to is cleared first. */
void target_copy(struct target *to, const struct target *from);

/* False: that is its name already. */
bool target_rename(struct target *target, const char *name);

/* Makes every later search fast, until the next change. */
void targets_sort(struct targets *targets);

/*
 * Of sorted ones, by their ids: neighbours are found in a list with few looks
 * at memory that is far away.
 */
size_t targets_sorted(const struct targets *targets, size_t number);

/* The last place of this id; count: it is not there. */
size_t targets_place(const struct targets *targets, const char *id);

#endif
