/* SPDX-License-Identifier: ISC */
/* Asks for the profile, and looks for the organization in it. */
#include "config.h"

#include "cli/organization.h"

#include <string.h>

#include "base/i18n.h"
#include "base/xmalloc.h"

static void
tell_all(const struct profile *profile)
{
	for (size_t i = 0; i < profile->organization_count; i++)
		errand_tell("  %s  %s", profile->organizations[i].id,
		    profile->organizations[i].name);
}

static enum status
find(const struct profile *profile, const char *word, char **id)
{
	const struct organization *found = NULL;
	size_t count = 0;

	for (size_t i = 0; i < profile->organization_count; i++) {
		const struct organization *one = &profile->organizations[i];

		if (strcmp(one->id, word) == 0) {
			*id = xstrdup(one->id);
			return STATUS_DONE;
		}
		if (strcmp(one->name, word) == 0) {
			found = one;
			count++;
		}
	}
	if (count == 1) {
		*id = xstrdup(found->id);
		return STATUS_DONE;
	}
	errand_tell(count == 0
	                ? _("--org: %s: not an organization of the account; "
	                    "there are:")
	                : _("--org: %s: several organizations have this name; "
	                    "take an id:"),
	    word);
	tell_all(profile);
	return STATUS_FAILED;
}

static enum status
ask(struct errand *errand, const char *what, struct reply *reply)
{
	struct request request = { .kind = REQUEST_PROFILE };
	enum status status;

	errand_ask(errand, &request, reply);
	if (reply->outcome == OUTCOME_DONE)
		return STATUS_DONE;
	status = errand_complain(errand, what, reply);
	reply_clear(reply);
	return status;
}

enum status
organization_profile(struct errand *errand, struct profile *profile)
{
	struct reply reply;
	enum status status = ask(errand, _("profile"), &reply);

	if (status != STATUS_DONE)
		return status;
	profile_take(profile, &reply.profile);
	reply_clear(&reply);
	return STATUS_DONE;
}

enum status
organization_find(struct errand *errand, const char *word, char **id)
{
	struct reply reply;
	enum status status = ask(errand, "--org", &reply);

	if (status != STATUS_DONE)
		return status;
	status = find(&reply.profile, word, id);
	reply_clear(&reply);
	return status;
}
