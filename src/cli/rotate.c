/* SPDX-License-Identifier: ISC */
/* Makes a successor first, and retires the old API key when asked again. */
#include "config.h"

#include "cli/rotate.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/xmalloc.h"
#include "cli/deed.h"
#include "cli/making.h"
#include "cli/named.h"
#include "cli/prompt.h"
#include "cli/removal.h"

static enum status
ask(struct errand *errand, const char *question, const char *refusal)
{
	if (prompt_yes(errand, question))
		return STATUS_DONE;
	errand_tell("%s", refusal);
	return errand->signal == 0 ? STATUS_FAILED : STATUS_INTERRUPTED;
}

/* STATUS_DONE: the person wants it; else nothing is done, which was said. */
static enum status
agree(struct errand *errand, const char *told, const char *question,
    const char *refusal)
{
	if (options_has(errand->options, OPTION_YES))
		return STATUS_DONE;
	if (!prompt_can_ask(errand)) {
		errand_tell(_("rotate: nobody can be asked here; --yes goes on "
		              "without asking"));
		return STATUS_USAGE;
	}
	errand_tell("%s", told);
	return ask(errand, question, refusal);
}

static enum status
make(struct errand *errand, const struct apikey *old, enum rotation_stage stage)
{
	const char *typed = options_text(errand->options, OPTION_OUTPUT);
	struct outlet outlet;
	struct making making = { .name = old->name,
		.organization = old->organization,
		.outlet = &outlet,
		.predecessor = old->id,
		.stage = stage };
	enum status status = outlet_open(errand, &outlet, typed);

	if (status == STATUS_DONE)
		status = making_run(errand, &making);
	if (status == STATUS_DONE)
		errand_tell(_("the old one, id %s, stays; keyrack rotate %s "
		              "retires it"),
		    old->id, old->id);
	outlet_close(&outlet);
	return status;
}

static enum status
begin(struct errand *errand, const struct apikey *old)
{
	enum status status;
	char *told;

	if (ledger_file_path(errand->service->ledger) == NULL) {
		errand_tell(_("rotate: no ledger is kept here, and without "
		              "one the successor would be forgotten"));
		return STATUS_FAILED;
	}
	told = xasprintf(_("“%s”, id %s, stays; a successor of the same name "
	                   "is made beside it"),
	    old->name, old->id);
	status = agree(errand, told, _("Make the successor? [y/N] "),
	    _("rotate: nothing was made"));
	free(told);
	return status == STATUS_DONE ? make(errand, old, ROTATION_NONE)
	                             : status;
}

/*
 * A second successor is made only if a person says that there is none: --yes
 * cannot know.
 */
static enum status
begin_anew(struct errand *errand, const struct ledger_entry *entry,
    const struct apikey *old)
{
	enum status status;

	if (entry->successor == NULL)
		errand_tell(_("rotate: “%s” was begun to be rotated, and its "
		              "successor is not known; look with keyrack list, "
		              "then delete what is not wanted"),
		    old->name);
	else
		errand_tell(_("rotate: the successor of “%s”, id %s, is not "
		              "in the list, or cannot be read there"),
		    old->name, entry->successor);
	if (!prompt_can_ask(errand)) {
		errand_tell(_("rotate: on a terminal it asks whether to begin "
		              "anew"));
		return STATUS_FAILED;
	}
	status = ask(errand, _("Begin anew, and make a successor? [y/N] "),
	    _("rotate: nothing was made"));
	return status == STATUS_DONE ? make(errand, old, entry->stage) : status;
}

/*
 * The old one goes only while there is a successor that works; whether anybody
 * has its token, a person may know better than the ledger. A file for a token
 * means that a successor was expected to be made: it must not come to the
 * contrary.
 */
static bool
can_retire(struct errand *errand, const struct ledger_entry *entry,
    const struct apikey *successor)
{
	if (successor->expires_ms != DATE_NONE &&
	    successor->expires_ms <= errand_wall_ms())
		errand_tell(_("rotate: the successor, id %s, has expired; "
		              "delete it, then rotate anew"),
		    successor->id);
	else if (options_has(errand->options, OPTION_OUTPUT))
		errand_tell(_("rotate: the successor, id %s, was made before, "
		              "and there is no token to write; without "
		              "--output the old one is retired"),
		    successor->id);
	else if (entry->stage != ROTATION_HANDED &&
	         options_has(errand->options, OPTION_YES))
		errand_tell(_("rotate: the token of the successor, id %s, may "
		              "have reached nobody; keyrack token %s prints "
		              "it, then rotate again"),
		    successor->id, successor->id);
	else
		return true;
	return false;
}

static enum status
retire(struct errand *errand, const struct ledger_entry *entry,
    const struct apikey *old)
{
	enum status status;
	char *told =
	    entry->stage == ROTATION_HANDED
	        ? xasprintf(
	              _("“%s”, id %s, has a successor"), old->name, old->id)
	        : xasprintf(
	              _("“%s”, id %s, has a successor, whose token may "
	                "have reached nobody; keyrack token %s prints it"),
	              old->name, old->id, entry->successor);

	status = agree(errand, told, _("Delete the old one for good? [y/N] "),
	    _("rotate: nothing was deleted"));
	free(told);
	return status == STATUS_DONE ? removal_run(errand, old) : status;
}

/* The ledger tells how far the rotation has come. */
static enum status
go_on(struct errand *errand, const struct apikeys *set,
    const struct ledger *ledger, const struct apikey *old)
{
	const struct ledger_entry *entry = ledger_find(ledger, old->id);
	const struct apikey *successor = NULL;

	if (entry == NULL || entry->stage == ROTATION_NONE)
		return begin(errand, old);
	if (entry->successor != NULL)
		successor = apikeys_find(set, entry->successor);
	if (successor != NULL && successor->is_readable)
		return can_retire(errand, entry, successor)
		           ? retire(errand, entry, old)
		           : STATUS_FAILED;
	return begin_anew(errand, entry, old);
}

/* The ledger first: what comes into it later is noticed when it is written. */
enum status
rotate_run(struct errand *errand)
{
	enum status status = errand_need_change(errand);
	struct ledger ledger = { 0 };
	const struct apikey *found;
	struct reply reply;

	if (status == STATUS_DONE && !deed_read(errand, &ledger))
		status = STATUS_FAILED;
	if (status == STATUS_DONE)
		status = errand_list(errand, NULL, &reply);
	if (status == STATUS_DONE) {
		status = named_find(
		    &reply.apikeys, errand->options->operands[0], &found);
		if (status == STATUS_DONE)
			status = go_on(errand, &reply.apikeys, &ledger, found);
		reply_clear(&reply);
	}
	ledger_clear(&ledger);
	return status;
}
