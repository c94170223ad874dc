/* SPDX-License-Identifier: ISC */
/* Reads the lines that a person types, and does what they say. */
#include "config.h"

#include "cli/lines.h"

#include <bsd/stdlib.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "cli/lines_actions.h"
#include "cli/prompt.h"

/* NULL: the list does not have it any more. */
static const struct apikey *
find_numbered(const struct lines *lines, size_t place)
{
	const char *id = lines->numbered[place];

	return id == NULL ? NULL : keylist_find(lines->keys, id);
}

static void
refuse_number(const char *word, const struct apikey *apikey)
{
	errand_tell(apikey != NULL && !apikey->is_readable
	                ? _("%s: this API key cannot be read; nothing is done "
	                    "with it")
	                : _("%s: not the number of an API key in the list"),
	    word);
}

/* The ids are taken now: the list may be another one when they are used. */
static bool
read_numbers(struct lines *lines, struct line *line)
{
	char *words = xstrdup(line->rest), *at = words, *word;
	long long rows = (long long)lines->numbered_count, number;
	const char *wrong = NULL;

	while (wrong == NULL && (word = strsep(&at, " \t,")) != NULL) {
		const struct apikey *apikey = NULL;

		if (*word == '\0')
			continue;
		number = strtonum(word, 1, rows, &wrong);
		if (wrong == NULL)
			apikey = find_numbered(lines, (size_t)number - 1);
		if (line->count == LINES_NUMBERS_MAX || apikey == NULL ||
		    !apikey->is_readable) {
			refuse_number(word, apikey);
			wrong = word;
		} else
			line->ids[line->count++] = xstrdup(apikey->id);
	}
	free(words);
	return wrong == NULL;
}

static bool
has_what_it_wants(const struct action *action, const struct line *line)
{
	if (action->wants == WANTS_NOTHING || action->wants == WANTS_TEXT ||
	    (action->wants == WANTS_ONE && line->count == 1) ||
	    (action->wants == WANTS_SOME && line->count > 0))
		return true;
	errand_tell(action->wants == WANTS_ONE
	                ? _("%s: needs the number of one API key")
	                : _("%s: needs numbers of API keys"),
	    action->name);
	return false;
}

static void
run_line(struct lines *lines, const char *text)
{
	size_t length = strcspn(text, " \t");
	struct line line = { .word = text };
	const struct action *action;

	/* "/word" needs no blank. */
	if (*text == '/')
		length = 1;
	line.rest = text + length + strspn(text + length, " \t");
	action = lines_action_find(text, length);
	if (action == NULL)
		errand_tell(_("%s: unknown command; ? lists them"), line.word);
	else if ((action->wants != WANTS_ONE && action->wants != WANTS_SOME) ||
	         read_numbers(lines, &line)) {
		if (has_what_it_wants(action, &line))
			action->run(lines, &line);
	}
	while (line.count > 0)
		free(line.ids[--line.count]);
}

/* A person is asked to log in; nobody is in a pipe. */
static bool
can_log_in(const struct lines *lines)
{
	return isatty(STDIN_FILENO) && !lines->errand->options->has_token;
}

/* The session has ended: what was asked for can be, again. Once. */
static void
log_in_again(struct lines *lines)
{
	if (lines->status != STATUS_NO_SESSION || !can_log_in(lines))
		return;
	lines_log_in(lines);
	if (lines->status == STATUS_NO_SESSION)
		lines->status = STATUS_FAILED;
}

static void
read_lines(struct lines *lines)
{
	struct secret text = { 0 };

	while (!lines->has_ended && lines->errand->signal == 0) {
		log_in_again(lines);
		if (lines->is_stale)
			lines_refresh(lines);
		/* Who cannot see the list must not act by its numbers. */
		if (print_flush() != STATUS_DONE) {
			lines->status = STATUS_FAILED;
			break;
		}
		secret_clear(&text);
		if (!prompt_line(
		        lines->errand, _("Command (? for help): "), &text))
			break;
		if (!secret_is_empty(&text))
			run_line(lines, secret_bytes(&text));
	}
	secret_clear(&text);
}

static enum status
begin_session(struct lines *lines)
{
	if (errand_has_session(lines->errand))
		return STATUS_DONE;
	if (!can_log_in(lines))
		return errand_need_session(lines->errand);
	lines_log_in(lines);
	return lines->status;
}

enum status
lines_run(struct errand *errand)
{
	struct lines lines = { .errand = errand };

	lines.status = begin_session(&lines);
	if (lines.status != STATUS_DONE)
		return lines.status;
	lines.keys = keylist_new();
	keylist_set_ledger(lines.keys, &lines.ledger);
	keylist_set_personal(lines.keys, _("personal"));
	lines_begin(&lines);
	read_lines(&lines);
	lines_clear(&lines);
	return errand->signal == 0 ? lines.status : STATUS_INTERRUPTED;
}
