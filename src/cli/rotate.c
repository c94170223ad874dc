/* SPDX-License-Identifier: ISC */
/* Makes a successor first, and retires the old API key when asked again. */
#include "config.h"

#include "cli/rotate.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/i18n.h"
#include "cli/making.h"
#include "cli/named.h"
#include "cli/prompt.h"
#include "cli/removal.h"

static void
tell_damage(enum ledger_file_state state, const struct error *err)
{
	if (state != LEDGER_FILE_READ)
		errand_tell(_("the ledger is damaged: %s"), err->detail);
}

/* STATUS_DONE: the person wants it. Otherwise nothing is done, as is said. */
static enum status
ask(struct errand *errand, const char *question, const char *refusal)
{
	if (prompt_yes(errand, question))
		return STATUS_DONE;
	errand_tell("%s", refusal);
	return errand->signal == 0 ? STATUS_FAILED : STATUS_INTERRUPTED;
}

/* STATUS_FAILED: somebody is there to be asked. */
static enum status
need_not_ask(struct errand *errand)
{
	if (options_has(errand->options, OPTION_YES))
		return STATUS_DONE;
	if (prompt_can_ask(errand))
		return STATUS_FAILED;
	errand_tell(_("rotate: nobody can be asked here; --yes goes on "
	              "without asking"));
	return STATUS_USAGE;
}

static enum status
ask_for_successor(struct errand *errand, const struct apikey *old)
{
	enum status status = need_not_ask(errand);

	if (status != STATUS_FAILED)
		return status;
	errand_tell(_("“%s”, id %s, stays; a successor of the same name is "
	              "made beside it"),
	    old->name, old->id);
	return ask(errand, _("Make the successor? [y/N] "),
	    _("rotate: nothing was made"));
}

static enum status
begin(struct errand *errand, const struct apikey *old)
{
	const char *typed = options_text(errand->options, OPTION_OUTPUT);
	struct outlet outlet = { .fd = -1 };
	struct making making = { .name = old->name,
		.organization = old->organization,
		.outlet = &outlet,
		.predecessor = old->id };
	enum status status = STATUS_FAILED;

	if (ledger_file_path(errand->service->ledger) == NULL)
		errand_tell(_("rotate: no ledger is kept here, and without "
		              "one the successor would be forgotten"));
	else
		status = ask_for_successor(errand, old);
	if (status == STATUS_DONE)
		status = outlet_open(errand, &outlet, typed);
	if (status == STATUS_DONE)
		status = making_run(errand, &making);
	if (status == STATUS_DONE)
		errand_tell(_("the old one, id %s, stays; keyrack rotate %s "
		              "retires it"),
		    old->id, old->id);
	outlet_close(&outlet);
	return status;
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
ask_for_end(struct errand *errand, const struct ledger_entry *entry,
    const struct apikey *old)
{
	enum status status = need_not_ask(errand);

	if (status != STATUS_FAILED)
		return status;
	errand_tell(_("“%s”, id %s, has a successor"), old->name, old->id);
	if (entry->stage != ROTATION_HANDED)
		errand_tell(_("the successor's token may have reached nobody; "
		              "keyrack token %s prints it"),
		    entry->successor);
	return ask(errand, _("Delete the old one for good? [y/N] "),
	    _("rotate: nothing was deleted"));
}

static enum status
retire(struct errand *errand, const struct ledger_entry *entry,
    const struct apikey *old)
{
	enum status status = ask_for_end(errand, entry, old);

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
	errand_tell(_("rotate: “%s” was begun to be rotated, and its successor "
	              "is not known; look with keyrack list, then delete what "
	              "is not wanted"),
	    old->name);
	return STATUS_FAILED;
}

enum status
rotate_run(struct errand *errand)
{
	enum status status = errand_need_change(errand);
	struct ledger ledger = { 0 };
	enum ledger_file_state state;
	const struct apikey *found;
	struct error err = { 0 };
	struct reply reply;

	if (status == STATUS_DONE)
		status = errand_list(errand, NULL, &reply);
	if (status != STATUS_DONE)
		return status;
	status =
	    named_find(&reply.apikeys, errand->options->operands[0], &found);
	if (status == STATUS_DONE) {
		state =
		    ledger_file_load(errand->service->ledger, &ledger, &err);
		tell_damage(state, &err);
		status = state == LEDGER_FILE_REFUSED
		             ? STATUS_FAILED
		             : go_on(errand, &reply.apikeys, &ledger, found);
	}
	ledger_clear(&ledger);
	reply_clear(&reply);
	return status;
}
