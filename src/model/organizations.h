/* SPDX-License-Identifier: ISC */
/* The organizations of a list: their names and how many API keys each has. */
#ifndef KEYRACK_MODEL_ORGANIZATIONS_H
#define KEYRACK_MODEL_ORGANIZATIONS_H

#include <stddef.h>

#include "model/apikey.h"
#include "model/profile.h"

struct organization_entry {
	char *id;
	char *name;
	char *folded_name;
	size_t count; /* of API keys */
};

/* Sorted by id. All zero knows no organization. */
struct organizations {
	struct organization_entry *entries;
	size_t count;
	size_t personal_count;
};

void organizations_set(
    struct organizations *organizations, const struct profile *profile);
void organizations_clear(struct organizations *organizations);

/* Counts the API keys of each organization, and the personal ones. */
void organizations_count(
    struct organizations *organizations, const struct apikeys *set);

/* How many belong to this one (NULL: personal), by walking if unknown. */
size_t organizations_count_of(const struct organizations *organizations,
    const struct apikeys *set, const char *id);

/* Lent until the organizations change; NULL if there is none of this id. */
const struct organization_entry *organizations_find(
    const struct organizations *organizations, const char *id);

#endif
