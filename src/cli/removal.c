/* SPDX-License-Identifier: ISC */
/* Deletes an API key once, and looks what became of it if nobody says. */
#include "config.h"

#include "cli/removal.h"

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "cli/deed.h"

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

static void
end(struct errand *errand, const struct ledger_entry *entry)
{
	if (entry != NULL && entry->stage != ROTATION_NONE)
		deed_enter(errand, LEDGER_ROTATION_ENDED, entry->id, NULL);
}

/*
 * Be it the old one or the successor, the rotation is over. Where the ledger
 * cannot be read, nothing is known of a rotation.
 */
static void
end_rotation(struct errand *errand, const char *id)
{
	struct ledger ledger = { 0 };

	deed_read(errand, &ledger);
	end(errand, ledger_find(&ledger, id));
	end(errand, ledger_find_predecessor(&ledger, id));
	ledger_clear(&ledger);
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
	if (status == STATUS_DONE)
		end_rotation(errand, apikey->id);
	reply_clear(&reply);
	return status;
}
