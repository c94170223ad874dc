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

/* What a line about the creation begins with. */
static const char *
command_of(const struct errand *errand)
{
	return errand->options->command->name;
}

/* Those of the name that were not there before; *first is lent. */
static size_t
count_new(const struct apikeys *listed, const struct apikeys *known,
    const char *name, const struct apikey **first)
{
	size_t count = 0;

	for (size_t i = 0; i < listed->count; i++) {
		const struct apikey *apikey = &listed->items[i];

		if (!apikey->is_readable || strcmp(apikey->name, name) != 0 ||
		    apikeys_find(known, apikey->id) != NULL)
			continue;
		if (count++ == 0)
			*first = apikey;
	}
	return count;
}

/* Two may come from two programs: nothing tells which one is ours. */
static void
tell_found(struct errand *errand, const struct making *making,
    const struct apikeys *listed, const struct apikeys *known)
{
	const struct apikey *found = NULL;
	size_t count = count_new(listed, known, making->name, &found);

	if (count == 0) {
		errand_tell(making->predecessor == NULL
		                ? _("%s: “%s” is not in the list; it may "
		                    "still come")
		                : _("%s: no successor of “%s” is in the list; "
		                    "it may still come"),
		    command_of(errand), making->name);
	} else if (count == 1) {
		enter_made(errand, making, found->id);
		errand_tell(_("%s: “%s” is there, with the id %s; keyrack "
		              "token %s prints its token"),
		    command_of(errand), making->name, found->id, found->id);
	} else {
		errand_tell(ngettext("%s: there is %zu new API key of the name "
		                     "“%s”, and which one was made here cannot "
		                     "be told; keyrack list shows it",
		                "%s: there are %zu new API keys of the name "
		                "“%s”, and which one was made here cannot be "
		                "told; keyrack list shows them",
		                (unsigned long)count),
		    command_of(errand), count, making->name);
	}
}

/* The creation was sent once and is never sent again: the list tells. */
static void
look_for_it(struct errand *errand, const struct making *making,
    const struct apikeys *known)
{
	struct reply reply;

	if (errand_list(errand, NULL, &reply) != STATUS_DONE) {
		errand_tell(making->predecessor == NULL
		                ? _("%s: whether “%s” was made is not known; "
		                    "keyrack list shows it")
		                : _("%s: whether a successor of “%s” was made "
		                    "is not known; keyrack list shows it"),
		    command_of(errand), making->name);
		return;
	}
	tell_found(errand, making, &reply.apikeys, known);
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
		errand_tell(_("%s: the service does not tell the token"),
		    command_of(errand));
	else
		reason = outlet_hand(outlet, &reply->kept[0].token);
	if (reply->kept_count == 0 || reason != 0) {
		errand_tell(_("%s: keyrack token %s prints the token"),
		    command_of(errand), made->id);
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
	    !deed_begin_rotation(errand, making->predecessor, making->stage)) {
		request_clear(&request);
		apikeys_clear(&known);
		return STATUS_FAILED;
	}
	errand_ask(errand, &request, &reply);
	if (reply.outcome == OUTCOME_DONE) {
		status = hand_out(errand, making, &reply);
	} else {
		status = errand_complain(errand, command_of(errand), &reply);
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
