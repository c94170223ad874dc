/* SPDX-License-Identifier: ISC */
/* The language in which a person says which API keys to show. */
#ifndef KEYRACK_MODEL_FILTER_H
#define KEYRACK_MODEL_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/*
 * An expression is terms with blanks between; all of them must hold.
 *
 *     word  "two words"        is in name, organization, id, token's tail,
 *                              note or tags, or in the word shown for no
 *                              organization
 *     name: org: id: token: note: tag:    before a word: only there
 *     ~regex  ~"with blanks"   a POSIX extended regular expression in place
 *                              of a word, as pattern.h limits it
 *     expires<30d  expires>1y  ends sooner, later than in so many days,
 *                              weeks (w), months of 30 days (m), years (y)
 *     expires<2027-01-31       ends before that day; > after it
 *     expired  marked          as they say
 *     !term                    does not hold
 *
 * Neither case nor accents count. In quotes nothing has a meaning of its own.
 */

enum filter_kind {
	FILTER_WORD,
	FILTER_PATTERN,
	FILTER_BEFORE, /* expires before a moment */
	FILTER_AFTER,
	FILTER_EXPIRED,
	FILTER_MARKED,
	FILTER_MEMBER, /* of the organization whose id is the text, exactly */
};

enum filter_place {
	FILTER_ANYWHERE,
	FILTER_IN_NAME,
	FILTER_IN_ORGANIZATION,
	FILTER_IN_ID,
	FILTER_IN_TOKEN,
	FILTER_IN_NOTE,
	FILTER_IN_TAGS,
};

struct filter_term {
	enum filter_kind kind;
	enum filter_place place;
	bool is_negated;
	bool is_span;       /* moment_ms is counted from now */
	bool is_unfinished; /* it ends the expression as "exp" or "na" may */
	int64_t moment_ms;
	char *text; /* folded; FILTER_MEMBER: an id, NULL for personal ones */
	size_t begin, length; /* where the expression has it; 0, 0: nowhere */
};

/* All zero lets everything through. Release with filter_clear. */
struct filter {
	struct filter_term *terms;
	size_t count;
};

/* What is wrong with an expression: the code of an ERROR_FILTER. */
enum filter_fault {
	FILTER_NO_WORD,       /* detail: after what one is missing */
	FILTER_NO_COMPARISON, /* after expires stands neither < nor > */
	FILTER_NO_MOMENT,     /* detail: neither a span nor a day */
	FILTER_NOT_CLOSED,    /* detail: the bracket of a regular expression */
	FILTER_BAD_PATTERN,   /* detail: the C library's reason */
	FILTER_BACKSLASH,     /* detail: before a letter or digit */
	FILTER_LONG_REPEAT,   /* detail: the regular expression */
	FILTER_CASE,          /* it asks for capitals, which are folded */
};

/*
 * Adds the terms of the expression. On failure *filter is as it was, and err
 * is an ERROR_FILTER.
 */
bool filter_parse(
    struct filter *filter, const char *expression, struct error *err);

/*
 * The same while the expression is typed: what is wrong in it is left out. On
 * failure the terms that are right are added, and err tells of the first that
 * is not.
 */
bool filter_parse_typed(
    struct filter *filter, const char *expression, struct error *err);

/*
 * Whether the last word may be the beginning of what has a meaning of its own,
 * such as "expires<30d" or "name:"; and leaves it out.
 */
bool filter_is_unfinished(const struct filter *filter);
void filter_drop_unfinished(struct filter *filter);

/*
 * The terms as they stand in the expression that was parsed, without what is
 * wrong there or was left out since. For free(3).
 */
char *filter_words(const struct filter *filter, const char *expression);

/*
 * Reads a span as it stands behind "expires<": "30d". False for anything else.
 */
bool filter_read_span(const char *text, int64_t *span_ms);

/* Adds a term that has no text, or FILTER_MEMBER with its id (or NULL). */
void filter_add(struct filter *filter, struct filter_term term);

void filter_clear(struct filter *filter);

/* Moves: *to is cleared first, *from is empty afterwards. */
void filter_take(struct filter *to, struct filter *from);

bool filter_term_is_equal(
    const struct filter_term *one, const struct filter_term *other);

/* Whether what a person noted decides what passes. */
bool filter_reads_notes(const struct filter *filter);

/*
 * Whether whatever passes the filter is known to have passed the former one,
 * as when letters were typed at its end: then only its hits need a look.
 */
bool filter_is_narrower(
    const struct filter *filter, const struct filter *former);

#endif
