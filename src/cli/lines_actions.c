/* SPDX-License-Identifier: ISC */
/* Makes commands of what was typed, and lists what they leave. */
#include "config.h"

#include "cli/lines_actions.h"

#include <bsd/stdlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "cli/commands.h"
#include "cli/lines_list.h"
#include "cli/lines_note.h"
#include "cli/prompt.h"

/* Runs a command as if it had been typed with these operands. */
static enum status
run_command(struct lines *lines, const char *name, char *const *operands,
    size_t count, const char *organization)
{
	struct options options = *lines->errand->options;
	struct errand errand = *lines->errand;
	enum status status;

	options.command = commands_find(name);
	options.operands = operands;
	options.operand_count = count;
	options.values[OPTION_ORG] = organization;
	errand.options = &options;
	status = options.command->run(&errand);
	lines->errand->seq = errand.seq;
	lines->errand->dice = errand.dice;
	lines->errand->signal = errand.signal;
	return status;
}

/* The profile, for the names of organizations; it can be done without. */
static void
ask_profile(struct lines *lines)
{
	struct request request = { .kind = REQUEST_PROFILE };
	struct reply reply;

	errand_ask(lines->errand, &request, &reply);
	if (reply.outcome == OUTCOME_DONE) {
		profile_take(&lines->profile, &reply.profile);
		keylist_set_organizations(lines->keys, &lines->profile);
	} else
		errand_complain(lines->errand, _("Profile"), &reply);
	reply_clear(&reply);
}

static void
load(struct lines *lines)
{
	struct reply reply;

	lines->is_stale = false;
	lines->status = errand_list(lines->errand, NULL, &reply);
	if (lines->status != STATUS_DONE)
		return;
	lines_note_read(lines);
	keylist_set_now(lines->keys, errand_wall_ms());
	keylist_replace(lines->keys, &reply.apikeys);
	reply_clear(&reply);
}

static void
show(struct lines *lines, const struct line *line)
{
	(void)line;
	load(lines);
	if (lines->status == STATUS_DONE)
		lines_list_print(lines->keys, errand_wall_ms());
}

static void
find(struct lines *lines, const struct line *line)
{
	struct error err;

	lines_note_read(lines);
	if (!keylist_set_filter(lines->keys, line->rest, &err)) {
		errand_tell(
		    _("%s: the filter is wrong: %s"), line->rest, err.detail);
		return;
	}
	while (keylist_is_searching(lines->keys))
		keylist_search(lines->keys);
	lines_list_print(lines->keys, errand_wall_ms());
}

static void
explain(struct lines *lines, const struct line *line)
{
	lines_note_read(lines);
	lines_list_explain(lines->keys, keylist_find(lines->keys, line->ids[0]),
	    ledger_find(&lines->ledger, line->ids[0]), errand_wall_ms());
}

char *
lines_ask(struct lines *lines, const char *question)
{
	struct secret answer = { 0 };
	char *text = NULL;

	if (prompt_line(lines->errand, question, &answer) &&
	    !secret_is_empty(&answer))
		text = xstrdup(secret_bytes(&answer));
	secret_clear(&answer);
	return text;
}

/* The id of the organization that is chosen; NULL: a personal API key. */
static const char *
ask_organization(struct lines *lines)
{
	const struct profile *profile = &lines->profile;
	const char *wrong;
	long long number;
	char *answer;

	if (profile->organization_count == 0)
		return NULL;
	printf("0. %s\n", _("personal"));
	for (size_t i = 0; i < profile->organization_count; i++) {
		printf("%zu. ", i + 1);
		print_safe(profile->organizations[i].name);
		putchar('\n');
	}
	print_flush();
	answer = lines_ask(lines, _("Number of the organization (0): "));
	if (answer == NULL)
		return NULL;
	number =
	    strtonum(answer, 0, (long long)profile->organization_count, &wrong);
	if (wrong != NULL)
		errand_tell(_("%s: no such organization; the API key is not "
		              "created"),
		    answer);
	free(answer);
	if (wrong != NULL)
		return "";
	return number == 0 ? NULL : profile->organizations[number - 1].id;
}

static void
create(struct lines *lines, const struct line *line)
{
	char *name = *line->rest == '\0'
	                 ? lines_ask(lines, _("Name of the new API key: "))
	                 : xstrdup(line->rest);
	const char *organization;

	if (name == NULL)
		return;
	organization = ask_organization(lines);
	if (lines->errand->signal == 0 &&
	    (organization == NULL || *organization != '\0'))
		lines->status =
		    run_command(lines, "create", &name, 1, organization);
	lines->is_stale = true;
	free(name);
}

static void
rename_one(struct lines *lines, const struct line *line)
{
	char *words[2] = { line->ids[0] };

	words[1] = lines_ask(lines, _("New name (nothing: leave it): "));
	if (words[1] != NULL)
		lines->status = run_command(lines, "rename", words, 2, NULL);
	lines->is_stale = true;
	free(words[1]);
}

static void
delete_some(struct lines *lines, const struct line *line)
{
	lines->status =
	    run_command(lines, "delete", line->ids, line->count, NULL);
	lines->is_stale = true;
}

static void
rotate(struct lines *lines, const struct line *line)
{
	lines->status = run_command(lines, "rotate", line->ids, 1, NULL);
	lines->is_stale = true;
}

static void
reveal(struct lines *lines, const struct line *line)
{
	lines->status = run_command(lines, "token", line->ids, 1, NULL);
}

static void
copy(struct lines *lines, const struct line *line)
{
	lines->status = run_command(lines, "copy", line->ids, 1, NULL);
}

static void
log_out(struct lines *lines, const struct line *line)
{
	(void)line;
	lines->status = run_command(lines, "logout", NULL, 0, NULL);
	lines->has_ended = true;
}

static void
leave(struct lines *lines, const struct line *line)
{
	(void)line;
	lines->has_ended = true;
}

static void help(struct lines *lines, const struct line *line);

static const struct action actions[] = {
	{ "l", "list", "", N_("read and list the API keys anew"), WANTS_NOTHING,
	    show },
	{ "/", "filter", N_("EXPRESSION"), N_("list what it finds; alone: all"),
	    WANTS_TEXT, find },
	{ "i", "info", N_("NUMBER"), N_("all about an API key"), WANTS_ONE,
	    explain },
	{ "n", "new", N_("NAME"), N_("create an API key"), WANTS_TEXT, create },
	{ "r", "rename", N_("NUMBER"), N_("rename an API key"), WANTS_ONE,
	    rename_one },
	{ "e", "note", N_("NUMBER"), N_("edit its note and tags, kept here"),
	    WANTS_ONE, lines_note_ask },
	{ "d", "delete", N_("NUMBER…"), N_("delete API keys"), WANTS_SOME,
	    delete_some },
	{ "t", "rotate", N_("NUMBER"),
	    N_("replace an API key, or retire the replaced one"), WANTS_ONE,
	    rotate },
	{ "v", "token", N_("NUMBER"), N_("print the token"), WANTS_ONE,
	    reveal },
	{ "y", "copy", N_("NUMBER"), N_("copy the token"), WANTS_ONE, copy },
	{ "L", "logout", "", N_("log out and leave"), WANTS_NOTHING, log_out },
	{ "?", "help", "", N_("list these commands"), WANTS_NOTHING, help },
	{ "q", "quit", "", N_("leave"), WANTS_NOTHING, leave },
};

#define ACTIONS (sizeof(actions) / sizeof(actions[0]))

static void
help(struct lines *lines, const struct line *line)
{
	(void)lines;
	(void)line;
	for (size_t i = 0; i < ACTIONS; i++) {
		const struct action *action = &actions[i];
		const char *arguments = action->arguments;

		printf("%s, %s%s%s: %s\n", action->word, action->name,
		    *arguments == '\0' ? "" : " ",
		    *arguments == '\0' ? "" : _(arguments), _(action->summary));
	}
}

const struct action *
lines_action_find(const char *word, size_t length)
{
	for (size_t i = 0; i < ACTIONS; i++)
		if ((strlen(actions[i].word) == length &&
		        memcmp(actions[i].word, word, length) == 0) ||
		    (strlen(actions[i].name) == length &&
		        memcmp(actions[i].name, word, length) == 0))
			return &actions[i];
	return NULL;
}

enum status
lines_run_command(struct lines *lines, const char *name)
{
	return run_command(lines, name, NULL, 0, NULL);
}

void
lines_show(struct lines *lines)
{
	show(lines, NULL);
}

void
lines_begin(struct lines *lines)
{
	ask_profile(lines);
	if (lines->errand->signal == 0)
		show(lines, NULL);
}
