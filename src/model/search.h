/* SPDX-License-Identifier: ISC */
/* Which records pass a filter: found at once, or in portions for patterns. */
#ifndef KEYRACK_MODEL_SEARCH_H
#define KEYRACK_MODEL_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/apikey.h"
#include "model/filter.h"
#include "model/haystack.h"

/* What is searched; lent for each call. */
struct search_ground {
	const struct apikeys *set;
	const struct haystack *haystack; /* a straw for each record */
	const bool *is_marked;           /* of each record; NULL: none is */
	int64_t now_ms;                  /* wall clock */
};

/*
 * The hits of a filter, and those of the next one while they are looked for.
 * Words and dates take a few milliseconds for 100,000 records and are done at
 * once. A pattern may take long: then the former hits stay until the last
 * portion is done. All zero is no filter over no records.
 */
struct search {
	struct filter filter;
	bool *is_hit; /* of each record; NULL: nothing is found yet */
	struct filter next_filter;
	bool *is_next_hit; /* NULL: nothing is looked for */
	bool is_narrower;  /* the next hits are some of these hits */
	size_t next;       /* the record with which the next portion begins */
};

void search_clear(struct search *search);

bool search_is_hit(const struct search *search, size_t index);

/* Takes the filter and begins; former hits are used where they can be. */
void search_begin(struct search *search, const struct search_ground *ground,
    struct filter *filter);

/* Begins anew over other records; without hits until the first portions. */
void search_again(struct search *search, const struct search_ground *ground);

/* Looks at the next portion: some milliseconds of work, if there is any. */
void search_on(struct search *search, const struct search_ground *ground);

/* Whether portions are to come. */
bool search_is_on(const struct search *search);

/*
 * One record was changed, or added as the last one: the others' hits stay. Or
 * it was removed. Portions that are to come begin anew.
 */
void search_update(
    struct search *search, const struct search_ground *ground, size_t index);
void search_remove(
    struct search *search, const struct search_ground *ground, size_t index);

#endif
