/* SPDX-License-Identifier: ISC */
/* Deletes an API key once, and looks what became of it if nobody says. */
#include "config.h"

#include "cli/removal.h"

#include "base/i18n.h"
#include "base/xmalloc.h"

static void
look_for_it(struct errand *errand, const struct apikey *apikey)
{
	struct reply reply;

	if (errand_list(errand, NULL, &reply) != STATUS_DONE)
		return;
	if (apikeys_find(&reply.apikeys, apikey->id) == NULL)
		errand_tell(
		    _("delete: %s is not in the list any more"), apikey->name);
	else
		errand_tell(_("delete: %s is still in the list"), apikey->name);
	reply_clear(&reply);
}

enum status
removal_run(struct errand *errand, const struct apikey *apikey)
{
	struct request request = { .kind = REQUEST_DELETE,
		.id = xstrdup(apikey->id) };
	enum status status = STATUS_DONE;
	struct reply reply;

	errand_ask(errand, &request, &reply);
	if (reply.outcome == OUTCOME_DONE)
		errand_tell(_("deleted “%s”"), apikey->name);
	else if (reply.outcome == OUTCOME_REFUSED && reply.error.code == 404)
		errand_tell(_("“%s” had gone already"), apikey->name);
	else {
		status = errand_complain(errand, apikey->name, &reply);
		if (status == STATUS_UNKNOWN)
			look_for_it(errand, apikey);
	}
	reply_clear(&reply);
	return status;
}
