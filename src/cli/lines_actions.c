/* SPDX-License-Identifier: ISC */
/* Lists and looks, by the one table of what can be typed. */
#include "config.h"

#include "cli/lines_actions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "cli/commands.h"
#include "cli/lines_changes.h"
#include "cli/lines_list.h"
#include "cli/lines_note.h"
#include "cli/prompt.h"
#include "model/look.h"
#include "ui/sentence.h"

#define DAY_MS ((int64_t)24 * 60 * 60 * 1000)

enum status
lines_run_with(struct lines *lines, const char *name, char *const *operands,
    size_t count, const char *const *values)
{
	struct options options = *lines->errand->options;
	struct errand errand = *lines->errand;
	enum status status;

	options.command = commands_find(name);
	options.operands = operands;
	options.operand_count = count;
	for (int id = 0; values != NULL && id < OPTION_COUNT; id++)
		if (values[id] != NULL)
			options.values[id] = values[id];
	errand.options = &options;
	status = options.command->run(&errand);
	lines->is_ledger_stale = true;
	lines->errand->seq = errand.seq;
	lines->errand->dice = errand.dice;
	lines->errand->signal = errand.signal;
	return status;
}

enum status
lines_run_command(
    struct lines *lines, const char *name, char *const *operands, size_t count)
{
	return lines_run_with(lines, name, operands, count, NULL);
}

bool
lines_need_profile(struct lines *lines)
{
	struct request request = { .kind = REQUEST_PROFILE };
	struct reply reply;

	if (lines->has_profile)
		return true;
	errand_ask(lines->errand, &request, &reply);
	lines->has_profile = reply.outcome == OUTCOME_DONE;
	if (lines->has_profile) {
		profile_take(&lines->profile, &reply.profile);
		keylist_set_organizations(lines->keys, &lines->profile);
	} else
		lines->status =
		    errand_complain(lines->errand, _("Profile"), &reply);
	reply_clear(&reply);
	return lines->has_profile;
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
forget_numbers(struct lines *lines)
{
	for (size_t i = 0; i < lines->numbered_count; i++)
		free(lines->numbered[i]);
	free(lines->numbered);
	lines->numbered = NULL;
	lines->numbered_count = 0;
}

/* From now on the numbers mean what is printed here. */
static void
print(struct lines *lines)
{
	size_t rows;

	while (keylist_is_searching(lines->keys))
		keylist_search(lines->keys);
	rows = keylist_rows(lines->keys);
	forget_numbers(lines);
	lines->numbered = xcalloc(rows, sizeof(*lines->numbered));
	lines->numbered_count = rows;
	for (size_t row = 0; row < rows; row++) {
		const struct apikey *apikey = keylist_row(lines->keys, row);

		if (apikey->id != NULL)
			lines->numbered[row] = xstrdup(apikey->id);
	}
	lines_list_print(lines->keys, errand_wall_ms());
}

static void
show(struct lines *lines, const struct line *line)
{
	(void)line;
	load(lines);
	if (lines->status == STATUS_DONE)
		print(lines);
}

void
lines_refresh(struct lines *lines)
{
	enum status status = lines->status;

	load(lines);
	if (lines->status != STATUS_DONE)
		return;
	lines->status = status;
	lines_list_print_count(lines->keys);
}

static void
find(struct lines *lines, const struct line *line)
{
	struct error err;
	char *why;

	lines_note_read(lines);
	if (keylist_set_filter(lines->keys, line->rest, &err)) {
		print(lines);
		return;
	}
	why = sentence_of_error(&err, &lines->errand->chosen->bindings);
	errand_tell(_("%s: the filter is wrong: %s"), line->rest, why);
	free(why);
}

/* The round of the screen; an organization is told by its name. */
static void
turn_view(struct lines *lines, const struct line *line)
{
	struct keyview view = { 0 };

	(void)line;
	if (!lines_need_profile(lines))
		return;
	keyview_copy(&view, keylist_view(lines->keys));
	view.warning_ms = settings_number(&lines->errand->chosen->settings,
	                      SETTING_EXPIRY_WARNING) *
	                  DAY_MS;
	keyview_turn(&view, &lines->profile);
	keylist_set_view(lines->keys, &view);
	lines_list_print_view(&view, &lines->profile);
	keyview_clear(&view);
	print(lines);
}

static void
sort(struct lines *lines, const struct line *line)
{
	bool is_reversed = *line->rest == '-';
	enum keylist_column column =
	    column_of_word(line->rest + (is_reversed ? 1 : 0));

	if (column == COLUMN_COUNT) {
		errand_tell(_("%s: not a column; there are name, organization, "
		              "token, created, expires, id, used"),
		    *line->rest == '\0' ? "sort" : line->rest);
		return;
	}
	lines_note_read(lines);
	keylist_set_order(lines->keys, column, is_reversed);
	print(lines);
}

static void
reverse(struct lines *lines, const struct line *line)
{
	(void)line;
	keylist_set_order(lines->keys, keylist_column(lines->keys),
	    !keylist_is_reversed(lines->keys));
	print(lines);
}

static void
explain(struct lines *lines, const struct line *line)
{
	lines_note_read(lines);
	lines_list_explain(lines->keys, keylist_find(lines->keys, line->ids[0]),
	    ledger_find(&lines->ledger, line->ids[0]), errand_wall_ms());
}

static void
print_id(struct lines *lines, const struct line *line)
{
	(void)lines;
	print_safe(line->ids[0]);
	putchar('\n');
}

char *
lines_ask(struct lines *lines, const char *question)
{
	struct secret answer = { 0 };
	char *text = NULL;

	if (prompt_line(lines->errand, question, &answer))
		text = xstrdup(
		    secret_is_empty(&answer) ? "" : secret_bytes(&answer));
	secret_clear(&answer);
	return text;
}

static void
reveal(struct lines *lines, const struct line *line)
{
	lines->status = lines_run_command(lines, "token", line->ids, 1);
}

static void
copy(struct lines *lines, const struct line *line)
{
	lines->status = lines_run_command(lines, "copy", line->ids, 1);
}

static void
show_profile(struct lines *lines, const struct line *line)
{
	(void)line;
	lines->status = lines_run_command(lines, "whoami", NULL, 0);
	if (lines->errand->signal == 0)
		lines->status = lines_run_command(lines, "status", NULL, 0);
}

static void
show_accounts(struct lines *lines, const struct line *line)
{
	(void)line;
	lines->status = lines_run_command(lines, "accounts", NULL, 0);
	errand_tell(_("keyrack --plain --account NAME goes over to another"));
}

static void
log_in(struct lines *lines, const struct line *line)
{
	(void)line;
	lines_log_in(lines);
}

/* A token that was given is forgotten, and ends with the program. */
static void
log_out(struct lines *lines, const struct line *line)
{
	(void)line;
	if (lines->errand->options->has_token)
		errand_tell(_("KEYRACK_TOKEN is forgotten here; nothing is "
		              "ended on the service"));
	else
		lines->status = lines_run_command(lines, "logout", NULL, 0);
	lines->has_ended = true;
}

static void
leave(struct lines *lines, const struct line *line)
{
	(void)line;
	lines->has_ended = true;
}

static void help(struct lines *lines, const struct line *line);

/* The words are those of the screen's keys, where it has the same. */
static const struct action actions[] = {
	{ "l", "list", "", N_("read and list the API keys anew"), WANTS_NOTHING,
	    show },
	{ "/", "filter", N_("EXPRESSION"), N_("list what it finds; alone: all"),
	    WANTS_TEXT, find },
	{ "f", "view", "",
	    N_("next view: all, expiring, expired, each organization"),
	    WANTS_NOTHING, turn_view },
	{ "s", "sort", N_("COLUMN"), N_("list by it; -COLUMN: reversed"),
	    WANTS_TEXT, sort },
	{ "S", "reverse", "", N_("list in the reverse order"), WANTS_NOTHING,
	    reverse },
	{ "i", "info", N_("NUMBER"), N_("all about an API key"), WANTS_ONE,
	    explain },
	{ "n", "new", N_("NAME"), N_("create an API key"), WANTS_TEXT,
	    lines_create },
	{ "r", "rename", N_("NUMBER"), N_("rename an API key"), WANTS_ONE,
	    lines_rename },
	{ "u", "undo", "", N_("give back the last old name"), WANTS_NOTHING,
	    lines_undo },
	{ "e", "note", N_("NUMBER"), N_("edit its note and tags, kept here"),
	    WANTS_ONE, lines_note_ask },
	{ "d", "delete", N_("NUMBER…"), N_("delete API keys"), WANTS_SOME,
	    lines_delete },
	{ "t", "rotate", N_("NUMBER"),
	    N_("replace an API key, or retire the replaced one"), WANTS_ONE,
	    lines_rotate },
	{ "v", "token", N_("NUMBER"), N_("print the token"), WANTS_ONE,
	    reveal },
	{ "y", "copy", N_("NUMBER"), N_("copy the token"), WANTS_ONE, copy },
	{ "Y", "id", N_("NUMBER"), N_("print the id"), WANTS_ONE, print_id },
	{ "p", "profile", "", N_("tell whose account it is, and the session"),
	    WANTS_NOTHING, show_profile },
	{ "A", "accounts", "", N_("list the accounts"), WANTS_NOTHING,
	    show_accounts },
	{ "o", "login", "", N_("log in where the session has ended"),
	    WANTS_NOTHING, log_in },
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

void
lines_log_in(struct lines *lines)
{
	lines->status = lines_run_command(lines, "login", NULL, 0);
	lines->is_stale = lines->status == STATUS_DONE;
}

void
lines_begin(struct lines *lines)
{
	lines_need_profile(lines);
	if (lines->errand->signal == 0)
		show(lines, NULL);
}

void
lines_clear(struct lines *lines)
{
	forget_numbers(lines);
	lines_renamed_clear(&lines->renamed);
	keylist_free(lines->keys);
	ledger_clear(&lines->ledger);
	profile_clear(&lines->profile);
}
