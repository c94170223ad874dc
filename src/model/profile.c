/* SPDX-License-Identifier: ISC */
/* Keeps the account and finds organizations by walking: they are few. */
#include "config.h"

#include "model/profile.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"

void
profile_set(struct profile *profile, const char *email, bool is_admin)
{
	char *copy = xstrdup(email);

	free(profile->email);
	profile->email = copy;
	profile->is_admin = is_admin;
}

void
profile_add_organization(
    struct profile *profile, const char *id, const char *name)
{
	size_t count = profile->organization_count;

	profile->organizations = xreallocarray(
	    profile->organizations, count + 1, sizeof(*profile->organizations));
	profile->organizations[count] = (struct organization){
		.id = xstrdup(id),
		.name = xstrdup(name),
	};
	profile->organization_count = count + 1;
}

void
profile_clear(struct profile *profile)
{
	for (size_t i = 0; i < profile->organization_count; i++) {
		free(profile->organizations[i].id);
		free(profile->organizations[i].name);
	}
	free(profile->organizations);
	free(profile->email);
	*profile = (struct profile){ 0 };
}

void
profile_take(struct profile *to, struct profile *from)
{
	profile_clear(to);
	*to = *from;
	*from = (struct profile){ 0 };
}

const char *
profile_organization_name(const struct profile *profile, const char *id)
{
	for (size_t i = 0; i < profile->organization_count; i++)
		if (strcmp(profile->organizations[i].id, id) == 0)
			return profile->organizations[i].name;
	return id;
}
