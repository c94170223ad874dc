/* SPDX-License-Identifier: ISC */
/* What can be done in the lines of --plain, by its words. */
#ifndef KEYRACK_CLI_LINES_ACTIONS_H
#define KEYRACK_CLI_LINES_ACTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/errand.h"
#include "model/keylist.h"

enum {
	LINES_NUMBERS_MAX = 100,
};

/* A name that was given here, and can be taken back. */
struct lines_renamed {
	char *id; /* NULL: none */
	char *old_name;
};

struct lines {
	struct errand *errand;
	struct keylist *keys;
	/* What the numbers mean: the ids of the list that was printed last. */
	char **numbered;
	size_t numbered_count;
	struct profile profile;
	bool has_profile;
	struct ledger ledger;
	bool is_ledger_refused;
	bool is_ledger_stale; /* a command may have read and written it */
	struct lines_renamed renamed;
	enum status status; /* of the last action */
	bool is_stale;      /* the list is to be asked for before it is used */
	bool has_ended;
};

/* What a line asks for: a word, and the numbers or the text behind it. */
struct line {
	const char *word;
	const char *rest;
	char *ids[LINES_NUMBERS_MAX]; /* of the rows that were named; owned */
	size_t count;
};

enum wants {
	WANTS_NOTHING,
	WANTS_TEXT,
	WANTS_ONE, /* the number of an API key */
	WANTS_SOME,
};

struct action {
	const char *word; /* as the screen's key */
	const char *name;
	const char *arguments;
	const char *summary;
	enum wants wants;
	void (*run)(struct lines *lines, const struct line *line);
};

/* The action of this word, long or short; static; NULL: there is none. */
const struct action *lines_action_find(const char *word, size_t length);

/*
 * A line that was typed, for free(3): "" when nothing was, NULL at the end of
 * the input.
 */
char *lines_ask(struct lines *lines, const char *question);

/*
 * Runs a command as if it had been typed with these operands and the option
 * (no `argument`: without it).
 */
enum status lines_run_command(
    struct lines *lines, const char *name, char *const *operands, size_t count);
enum status lines_run_with(struct lines *lines, const char *name,
    char *const *operands, size_t count, const char *const *options);

/* Asks for the profile, unless it is there; false: it cannot be had. */
bool lines_need_profile(struct lines *lines);

/* Logs in, after which the list is asked for anew. */
void lines_log_in(struct lines *lines);

/* Asks for the profile, and for the list, which is printed. */
void lines_begin(struct lines *lines);

/* Asks for the list anew, and says how long it is: numbers stay as they are. */
void lines_refresh(struct lines *lines);

void lines_clear(struct lines *lines);

#endif
