/* SPDX-License-Identifier: ISC */
/* Deletes API keys one after the other, when all of them are certain. */
#include "config.h"

#include "cli/delete.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/xmalloc.h"
#include "cli/named.h"
#include "cli/organization.h"
#include "cli/prompt.h"
#include "cli/removal.h"

/* What became of one; nothing yet at first. */
enum trial {
	TRIAL_NOT_TRIED,
	TRIAL_DELETED,
	TRIAL_FAILED,
	TRIAL_UNKNOWN,
};

struct meant {
	const struct apikey *apikey; /* lent by the list */
	enum trial trial;
};

/* The ones that are meant, each once. */
struct chosen_ones {
	struct meant *items;
	size_t count;
};

static bool
has(const struct chosen_ones *chosen, const struct apikey *apikey)
{
	for (size_t i = 0; i < chosen->count; i++)
		if (strcmp(chosen->items[i].apikey->id, apikey->id) == 0)
			return true;
	return false;
}

/* Nothing is deleted unless every word names one. */
static enum status
choose(struct errand *errand, const struct apikeys *set,
    struct chosen_ones *chosen)
{
	const struct options *options = errand->options;
	enum status status = STATUS_DONE;
	const struct apikey *found;

	for (size_t i = 0; i < options->operand_count; i++) {
		enum status one = named_find(set, options->operands[i], &found);

		if (one != STATUS_DONE)
			status = one;
		else if (!has(chosen, found))
			chosen->items[chosen->count++].apikey = found;
	}
	return status;
}

static void
tell(const struct apikey *apikey, const struct profile *profile)
{
	size_t length = strlen(apikey->id);
	char created[DATE_TEXT_MAX];

	date_format_day(apikey->created_ms, created);
	errand_tell(_("  %s (organization %s, created %s, id …%s)"),
	    apikey->name,
	    apikey->organization == NULL
	        ? _("personal")
	        : profile_organization_name(profile, apikey->organization),
	    created, apikey->id + (length > 8 ? length - 8 : 0));
}

static bool
has_organization(const struct chosen_ones *chosen)
{
	for (size_t i = 0; i < chosen->count; i++)
		if (chosen->items[i].apikey->organization != NULL)
			return true;
	return false;
}

/* The profile is asked for only when a name of it is to be told. */
static enum status
tell_all(struct errand *errand, const struct chosen_ones *chosen)
{
	enum status status = STATUS_DONE;
	struct profile profile = { 0 };

	if (has_organization(chosen))
		status = organization_profile(errand, &profile);
	if (status != STATUS_DONE)
		return status;
	errand_tell(ngettext("%zu API key is to be deleted:",
	                "%zu API keys are to be deleted:",
	                (unsigned long)chosen->count),
	    chosen->count);
	for (size_t i = 0; i < chosen->count; i++)
		tell(chosen->items[i].apikey, &profile);
	profile_clear(&profile);
	return STATUS_DONE;
}

/* One is agreed to by yes, many by their number. */
static bool
agrees(struct errand *errand, size_t count)
{
	char number[24], *question;
	struct secret answer = { 0 };
	bool is_yes;

	if (count == 1)
		return prompt_yes(errand, _("Delete it for good? [y/N] "));
	snprintf(number, sizeof(number), "%zu", count);
	question = xasprintf(_("Type %s to delete them for good: "), number);
	is_yes = prompt_line(errand, question, &answer) &&
	         strcmp(secret_bytes(&answer), number) == 0;
	secret_clear(&answer);
	free(question);
	return is_yes;
}

/* It is known before anything is asked of the service. */
static enum status
need_consent(const struct errand *errand)
{
	if (options_has(errand->options, OPTION_YES) || prompt_can_ask(errand))
		return STATUS_DONE;
	errand_tell(_("delete: nobody can be asked here; --yes "
	              "deletes without asking"));
	return STATUS_USAGE;
}

static enum status
ask(struct errand *errand, const struct chosen_ones *chosen)
{
	enum status status;

	if (options_has(errand->options, OPTION_YES))
		return STATUS_DONE;
	status = tell_all(errand, chosen);
	if (status != STATUS_DONE)
		return status;
	if (agrees(errand, chosen->count))
		return STATUS_DONE;
	errand_tell(_("delete: nothing was deleted"));
	return errand->signal == 0 ? STATUS_FAILED : STATUS_INTERRUPTED;
}

static enum trial
deletion_of(enum status status, const struct errand *errand)
{
	if (status == STATUS_DONE)
		return TRIAL_DELETED;
	return status == STATUS_UNKNOWN || errand->signal != 0 ? TRIAL_UNKNOWN
	                                                       : TRIAL_FAILED;
}

static void
tell_meant(const struct meant *meant)
{
	const char *name = meant->apikey->name, *id = meant->apikey->id;

	switch (meant->trial) {
	case TRIAL_NOT_TRIED:
		errand_tell(_("  not tried: “%s”, id %s"), name, id);
		return;
	case TRIAL_DELETED:
		errand_tell(_("  deleted: “%s”, id %s"), name, id);
		return;
	case TRIAL_FAILED:
		errand_tell(_("  failed: “%s”, id %s"), name, id);
		return;
	case TRIAL_UNKNOWN:
		errand_tell(_("  not certain: “%s”, id %s"), name, id);
		return;
	}
}

/* Without a session or a service the others would fail alike. */
static bool
may_go_on(const struct errand *errand, enum status status)
{
	return errand->signal == 0 && status != STATUS_NO_SESSION &&
	       status != STATUS_UNREACHABLE;
}

/* One that is refused keeps no other; the worst status is that of all. */
static enum status
delete_all(struct errand *errand, const struct chosen_ones *chosen)
{
	enum status worst = STATUS_DONE, status = STATUS_DONE;

	for (size_t i = 0; i < chosen->count && may_go_on(errand, status);
	     i++) {
		status = removal_run(errand, chosen->items[i].apikey);
		chosen->items[i].trial = deletion_of(status, errand);
		if (status > worst)
			worst = status;
	}
	if (errand->signal != 0)
		worst = STATUS_INTERRUPTED;
	if (worst == STATUS_DONE || chosen->count == 1)
		return worst;
	errand_tell(_("delete: not all were deleted:"));
	for (size_t i = 0; i < chosen->count; i++)
		tell_meant(&chosen->items[i]);
	return worst;
}

enum status
delete_run(struct errand *errand)
{
	enum status status = errand_need_change(errand);
	struct chosen_ones chosen = { .count = 0 };
	struct reply reply;

	if (status == STATUS_DONE)
		status = need_consent(errand);
	if (status == STATUS_DONE)
		status = errand_list(errand, NULL, &reply);
	if (status != STATUS_DONE)
		return status;
	chosen.items =
	    xcalloc(errand->options->operand_count, sizeof(*chosen.items));
	status = choose(errand, &reply.apikeys, &chosen);
	if (status == STATUS_DONE)
		status = ask(errand, &chosen);
	if (status == STATUS_DONE)
		status = delete_all(errand, &chosen);
	free(chosen.items);
	reply_clear(&reply);
	return status;
}
