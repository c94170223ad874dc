/* SPDX-License-Identifier: ISC */
/* Prints the profile that the service tells. */
#include "config.h"

#include "cli/whoami.h"

#include <stdio.h>

#include "base/i18n.h"

static void
print_line(const char *text)
{
	print_safe(text);
	putchar('\n');
}

static void
print_profile(const struct profile *profile)
{
	print_line(profile->email);
	print_line(profile->is_admin ? _("administrator") : _("member"));
	for (size_t i = 0; i < profile->organization_count; i++)
		print_line(profile->organizations[i].name);
}

enum status
whoami_run(struct errand *errand)
{
	struct request request = { .kind = REQUEST_PROFILE };
	enum status status = errand_need_session(errand);
	struct reply reply;

	if (status != STATUS_DONE)
		return status;
	errand_ask(errand, &request, &reply);
	if (reply.outcome == OUTCOME_DONE) {
		print_profile(&reply.profile);
		status = print_flush();
	} else
		status = errand_complain(errand, "whoami", &reply);
	reply_clear(&reply);
	return status;
}
