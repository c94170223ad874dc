/* SPDX-License-Identifier: ISC */
/* Renames an API key once, and looks what became of it if nobody says. */
#include "config.h"

#include "cli/rename.h"

#include <string.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "cli/deed.h"
#include "cli/name.h"
#include "cli/named.h"

static void
look_for_it(struct errand *errand, const char *id, const char *name)
{
	const struct apikey *apikey;
	struct reply reply;

	if (errand_list(errand, NULL, &reply) != STATUS_DONE)
		return;
	apikey = apikeys_find(&reply.apikeys, id);
	if (apikey == NULL)
		errand_tell(_("rename: %s is not in the list any more"), id);
	else if (apikey->name != NULL && strcmp(apikey->name, name) == 0)
		errand_tell(_("rename: %s has the new name"), id);
	else
		errand_tell(_("rename: %s still has the old name"), id);
	reply_clear(&reply);
}

static enum status
send(struct errand *errand, const char *id, const char *name)
{
	struct request request = {
		.kind = REQUEST_RENAME, .id = xstrdup(id), .name = xstrdup(name)
	};
	enum status status = STATUS_DONE;
	struct reply reply;

	errand_ask(errand, &request, &reply);
	if (reply.outcome == OUTCOME_DONE) {
		errand_tell(_("renamed, now “%s”"), name);
		deed_enter(errand, LEDGER_RENAMED, id, NULL);
	} else {
		status = errand_complain(errand, "rename", &reply);
		if (status == STATUS_UNKNOWN)
			look_for_it(errand, id, name);
	}
	reply_clear(&reply);
	return status;
}

enum status
rename_run(struct errand *errand)
{
	char *const *operands = errand->options->operands;
	enum status status = errand_need_change(errand);
	const struct apikey *found;
	struct reply reply;

	if (status == STATUS_DONE)
		status = name_check("rename", operands[1]);
	if (status == STATUS_DONE)
		status = errand_list(errand, NULL, &reply);
	if (status != STATUS_DONE)
		return status;
	status = named_find(&reply.apikeys, operands[0], &found);
	if (status == STATUS_DONE)
		status = send(errand, found->id, operands[1]);
	reply_clear(&reply);
	return status;
}
