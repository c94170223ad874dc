/* SPDX-License-Identifier: ISC */
/* Makes an API key once, and hands its token out where it was asked to. */
#include "config.h"

#include "cli/making.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "cli/commands.h"
#include "cli/deed.h"

/* Those of the name before, so that a new one can be told from them. */
static enum status
list_ids(struct errand *errand, struct apikeys *known)
{
	struct reply reply;
	enum status status = errand_list(errand, NULL, &reply);

	if (status != STATUS_DONE)
		return status;
	apikeys_take(known, &reply.apikeys);
	reply_clear(&reply);
	return STATUS_DONE;
}

static void
enter_made(struct errand *errand, const struct making *making, const char *id)
{
	deed_enter(errand, LEDGER_CREATED, id, NULL);
	if (making->predecessor != NULL)
		deed_enter(
		    errand, LEDGER_ROTATION_MADE, making->predecessor, id);
}

/* The creation was sent once and is never sent again: the list tells. */
static void
look_for_it(struct errand *errand, const struct making *making,
    const struct apikeys *known)
{
	const char *name = making->name;
	struct reply reply;
	size_t count = 0;

	if (errand_list(errand, NULL, &reply) != STATUS_DONE) {
		errand_tell(_("create: whether “%s” was made is not known; "
		              "keyrack list shows it"),
		    name);
		return;
	}
	for (size_t i = 0; i < reply.apikeys.count; i++) {
		const struct apikey *apikey = &reply.apikeys.items[i];

		if (!apikey->is_readable || strcmp(apikey->name, name) != 0 ||
		    apikeys_find(known, apikey->id) != NULL)
			continue;
		if (count++ == 0)
			enter_made(errand, making, apikey->id);
		errand_tell(_("create: “%s” is there, with the id %s; keyrack "
		              "token %s prints its token"),
		    name, apikey->id, apikey->id);
	}
	if (count == 0)
		errand_tell(_("create: “%s” is not in the list; it may still "
		              "come"),
		    name);
	reply_clear(&reply);
}

/* Whatever happens here, the API key is there, and is told of. */
static enum status
hand_out(
    struct errand *errand, const struct making *making, struct reply *reply)
{
	struct outlet *outlet = making->outlet;
	const struct apikey *made = &reply->apikeys.items[0];
	int reason = 0;

	enter_made(errand, making, made->id);
	errand_tell(_("created “%s”, id %s"), made->name, made->id);
	if (reply->kept_count == 0)
		errand_tell(_("create: the service does not tell the token"));
	else
		reason = outlet_hand(outlet, &reply->kept[0].token);
	if (reply->kept_count == 0 || reason != 0) {
		errand_tell(
		    _("create: keyrack token %s prints the token"), made->id);
		return reason == 0 ? STATUS_FAILED
		                   : outlet_failure(outlet, reason);
	}
	if (outlet->path != NULL)
		deed_enter(errand, LEDGER_WRITTEN, made->id, NULL);
	if (making->predecessor != NULL)
		deed_enter(
		    errand, LEDGER_ROTATION_HANDED, making->predecessor, NULL);
	return STATUS_DONE;
}

enum status
making_run(struct errand *errand, const struct making *making)
{
	struct request request = { .kind = REQUEST_CREATE,
		.name = xstrdup(making->name),
		.organization = making->organization == NULL
		                    ? NULL
		                    : xstrdup(making->organization) };
	struct apikeys known = { 0 };
	enum status status = list_ids(errand, &known);
	struct reply reply;

	if (status != STATUS_DONE) {
		request_clear(&request);
		return status;
	}
	/* A rotation is in the ledger before its request goes, or not at all.
	 */
	if (making->predecessor != NULL &&
	    !deed_enter(
	        errand, LEDGER_ROTATION_BEGUN, making->predecessor, NULL)) {
		request_clear(&request);
		apikeys_clear(&known);
		return STATUS_FAILED;
	}
	errand_ask(errand, &request, &reply);
	if (reply.outcome == OUTCOME_DONE) {
		status = hand_out(errand, making, &reply);
	} else {
		status = errand_complain(
		    errand, errand->options->command->name, &reply);
		if (status == STATUS_UNKNOWN)
			look_for_it(errand, making, &known);
		else if (making->predecessor != NULL &&
		         reply.outcome != OUTCOME_UNKNOWN)
			deed_enter(errand, LEDGER_ROTATION_ENDED,
			    making->predecessor, NULL);
	}
	reply_clear(&reply);
	apikeys_clear(&known);
	return status;
}
