/* SPDX-License-Identifier: ISC */
/* Compares whose session it is with what the configuration says. */
#include "config.h"

#include "cli/owner.h"

#include <strings.h>

#include "base/i18n.h"
#include "cli/log_out.h"
#include "cli/prompt.h"

/* Whatever has come meanwhile, the session must not stay on the service. */
void
owner_end_session(struct errand *errand)
{
	int signal = errand->signal;

	errand->signal = 0;
	log_out_end(errand);
	if (errand->signal == 0)
		errand->signal = signal;
}

/* A session of somebody else than the configuration names is not kept. */
static enum status
judge(struct errand *errand, const char *email)
{
	const char *wanted =
	    settings_text(&errand->chosen->settings, SETTING_EMAIL);

	errand_tell(_("logged in as %s"), email);
	if (wanted == NULL || *wanted == '\0' || strcasecmp(wanted, email) == 0)
		return STATUS_DONE;
	errand_tell(_("login: the configuration names %s"), wanted);
	if (prompt_can_ask(errand) &&
	    prompt_yes(
	        errand, _("Go on with this account all the same? [y/N] ")))
		return STATUS_DONE;
	owner_end_session(errand);
	return errand->signal == 0 ? STATUS_FAILED : STATUS_INTERRUPTED;
}

enum status
owner_ask(struct errand *errand)
{
	struct request request = { .kind = REQUEST_PROFILE };
	enum status status;
	struct reply reply;

	errand_ask(errand, &request, &reply);
	status = reply.outcome == OUTCOME_DONE
	             ? judge(errand, reply.profile.email)
	             : errand_complain(errand, "login", &reply);
	reply_clear(&reply);
	return status;
}

enum status
owner_ask_new(struct errand *errand)
{
	const char *wanted =
	    settings_text(&errand->chosen->settings, SETTING_EMAIL);
	enum status status = owner_ask(errand);

	if (status != STATUS_DONE && wanted != NULL && *wanted != '\0' &&
	    auth_has_session(errand->service->auth))
		owner_end_session(errand);
	return status;
}
