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
#include "cli/prompt.h"
#include "cli/removal.h"

/* The ones that are meant, each once; lent by the list. */
struct chosen_ones {
	const struct apikey **items;
	size_t count;
};

static bool
has(const struct chosen_ones *chosen, const struct apikey *apikey)
{
	for (size_t i = 0; i < chosen->count; i++)
		if (strcmp(chosen->items[i]->id, apikey->id) == 0)
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
			chosen->items[chosen->count++] = found;
	}
	return status;
}

static void
tell(const struct apikey *apikey)
{
	size_t length = strlen(apikey->id);
	char created[DATE_TEXT_MAX];

	date_format_day(apikey->created_ms, created);
	errand_tell(_("  %s (organization %s, created %s, id …%s)"),
	    apikey->name,
	    apikey->organization == NULL ? _("personal") : apikey->organization,
	    created, apikey->id + (length > 8 ? length - 8 : 0));
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

static enum status
ask(struct errand *errand, const struct chosen_ones *chosen)
{
	if (options_has(errand->options, OPTION_YES))
		return STATUS_DONE;
	if (!prompt_can_ask(errand)) {
		errand_tell(_("delete: nobody can be asked here; --yes "
		              "deletes without asking"));
		return STATUS_USAGE;
	}
	errand_tell(ngettext("%zu API key is to be deleted:",
	                "%zu API keys are to be deleted:",
	                (unsigned long)chosen->count),
	    chosen->count);
	for (size_t i = 0; i < chosen->count; i++)
		tell(chosen->items[i]);
	if (agrees(errand, chosen->count))
		return STATUS_DONE;
	errand_tell(_("delete: nothing was deleted"));
	return errand->signal == 0 ? STATUS_FAILED : STATUS_INTERRUPTED;
}

/* One that fails keeps no other; the worst status is that of all. */
static enum status
delete_all(struct errand *errand, const struct chosen_ones *chosen)
{
	enum status worst = STATUS_DONE;

	for (size_t i = 0; i < chosen->count && errand->signal == 0; i++) {
		enum status status = removal_run(errand, chosen->items[i]);

		if (status > worst)
			worst = status;
	}
	return worst;
}

enum status
delete_run(struct errand *errand)
{
	enum status status = errand_need_change(errand);
	struct chosen_ones chosen = { .count = 0 };
	struct reply reply;

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
