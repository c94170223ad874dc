/* SPDX-License-Identifier: ISC */
/* Who is logged in: the contract's User with its organizations. */
#ifndef KEYRACK_MODEL_PROFILE_H
#define KEYRACK_MODEL_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

/* Strings are the validated originals; sanitise before showing them. */
struct organization {
	char *id;
	char *name;
};

/* All zero is a profile that is not known yet (email is NULL). */
struct profile {
	char *email;
	bool is_admin;
	struct organization *organizations;
	size_t organization_count;
};

void profile_set(struct profile *profile, const char *email, bool is_admin);
void profile_add_organization(
    struct profile *profile, const char *id, const char *name);
void profile_clear(struct profile *profile);

/* Moves: *to is cleared first, *from is empty afterwards. */
void profile_take(struct profile *to, struct profile *from);

/* Lends the organization's name; its id when the profile has none such. */
const char *profile_organization_name(
    const struct profile *profile, const char *id);

#endif
