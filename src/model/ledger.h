/* SPDX-License-Identifier: ISC */
/* The ledger: what this machine did with API keys, by their ids. */
#ifndef KEYRACK_MODEL_LEDGER_H
#define KEYRACK_MODEL_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a line of the ledger says of one API key. */
enum ledger_word {
	/* What was done here; the moment of the last time is kept. */
	LEDGER_CREATED,
	LEDGER_RENAMED,
	LEDGER_COPIED,   /* its token went to a clipboard */
	LEDGER_REVEALED, /* its token was shown */
	LEDGER_WRITTEN,  /* its token was written to a file */
	LEDGER_RUN,      /* its token was handed to a command */
	/* What a person says of it; the last one counts, empty is none. */
	LEDGER_NOTE,
	LEDGER_TAGS,
	/* How its rotation goes on, in this order; any may be the last. */
	LEDGER_ROTATION_BEGUN,  /* a successor is about to be asked for */
	LEDGER_ROTATION_MADE,   /* the text is the successor's id */
	LEDGER_ROTATION_HANDED, /* the successor's token was handed out */
	LEDGER_ROTATION_ENDED,  /* retired, or gone back */
	LEDGER_WORD_COUNT,
};

#define LEDGER_DEEDS ((size_t)LEDGER_RUN + 1)

/* One line; it owns its texts. Release with ledger_line_clear. */
struct ledger_line {
	enum ledger_word word;
	int64_t when_ms; /* wall clock */
	char *id;
	char *text; /* for a note, tags, a successor; else NULL */
};

void ledger_line_clear(struct ledger_line *line);

enum rotation_stage {
	ROTATION_NONE,
	ROTATION_BEGUN,  /* whether there is a successor is not known */
	ROTATION_MADE,   /* its token may not have reached anybody */
	ROTATION_HANDED, /* the old API key may be retired */
};

/* All that is known of one API key. */
struct ledger_entry {
	char *id;
	int64_t when_ms[LEDGER_DEEDS]; /* DATE_NONE: never */
	char *note;                    /* NULL: none */
	char *tags;                    /* NULL: none */
	enum rotation_stage stage;
	int64_t rotation_ms; /* when the rotation began */
	char *successor;     /* from ROTATION_MADE on */
};

/* Entries, sorted by id. All zero is an empty ledger. */
struct ledger {
	struct ledger_entry *entries;
	size_t count, capacity;
};

void ledger_clear(struct ledger *ledger);

/* Moves: *to is cleared first, *from is empty afterwards. */
void ledger_take(struct ledger *to, struct ledger *from);

/* Enters what the line says; what it needs is copied. */
void ledger_enter(struct ledger *ledger, const struct ledger_line *line);

/* Lends the entry until the ledger changes; NULL: nothing is known. */
const struct ledger_entry *ledger_find(
    const struct ledger *ledger, const char *id);

/* The API key whose successor this one is, lent likewise; NULL: none. */
const struct ledger_entry *ledger_find_predecessor(
    const struct ledger *ledger, const char *successor);

/* Whether anything has a note or tags; NULL is an empty ledger. */
bool ledger_has_texts(const struct ledger *ledger);

/* Whether both have the same notes and tags of the same API keys. */
bool ledger_has_same_texts(
    const struct ledger *one, const struct ledger *other);

/*
 * When the token was last asked for here: copied, revealed, written or run;
 * a creation counts too. DATE_NONE: never, or entry is NULL.
 */
int64_t ledger_last_used_ms(const struct ledger_entry *entry);

/*
 * The fewest lines that say the same as the entry, oldest fact first; at most
 * LEDGER_WORD_COUNT. They are lent: texts belong to the entry.
 */
size_t ledger_entry_lines(const struct ledger_entry *entry,
    struct ledger_line lines[LEDGER_WORD_COUNT]);

#endif
