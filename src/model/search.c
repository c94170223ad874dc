/* SPDX-License-Identifier: ISC */
/* Asks the cheap terms of all records first, and patterns of what is left. */
#include "config.h"

#include "model/search.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/xmalloc.h"
#include "model/pattern.h"

/* In bytes that a pattern looks at; measured to take some milliseconds. */
#define PORTION_COST ((size_t)1024 * 1024)

void
search_clear(struct search *search)
{
	filter_clear(&search->filter);
	filter_clear(&search->next_filter);
	free(search->is_hit);
	free(search->is_next_hit);
	*search = (struct search){ 0 };
}

/* Most API keys have neither note nor tags; then there is nothing to find. */
static bool
is_missing(int piece, const char *text)
{
	return piece >= PIECE_NOTE && *text == '\0';
}

/* Whether the text of a word or pattern is in one of the places meant. */
static bool
holds_text(const struct search_ground *ground, const struct filter_term *term,
    const struct pattern *pattern, size_t index)
{
	for (int piece = 0; piece < PIECE_COUNT; piece++) {
		const char *text;

		if (term->place != FILTER_ANYWHERE &&
		    (int)term->place - (int)FILTER_IN_NAME != piece)
			continue;
		text = haystack_piece(
		    ground->haystack, index, (enum haystack_piece)piece);
		if (term->place == FILTER_ANYWHERE && is_missing(piece, text))
			continue;
		if (pattern == NULL ? strstr(text, term->text) != NULL
		                    : pattern_matches(pattern, text))
			return true;
	}
	return false;
}

static bool
is_member(const struct apikey *apikey, const char *organization)
{
	if (apikey->organization == NULL || organization == NULL)
		return apikey->organization == organization;
	return strcmp(apikey->organization, organization) == 0;
}

/* Whether a record has what the term says, leaving aside a "!". */
static bool
has(const struct search_ground *ground, const struct filter_term *term,
    size_t index)
{
	const struct apikey *apikey = &ground->set->items[index];
	int64_t moment = term->moment_ms, expires = apikey->expires_ms;
	struct pattern *pattern;
	bool has_it;

	moment += term->is_span ? ground->now_ms : 0;
	switch (term->kind) {
	case FILTER_WORD:
		return holds_text(ground, term, NULL, index);
	case FILTER_PATTERN:
		pattern = pattern_new(term->text);
		has_it = holds_text(ground, term, pattern, index);
		pattern_free(pattern);
		return has_it;
	case FILTER_BEFORE:
		return expires != DATE_NONE && expires < moment;
	case FILTER_AFTER:
		return expires != DATE_NONE && expires > moment;
	case FILTER_EXPIRED:
		return expires != DATE_NONE && expires <= ground->now_ms;
	case FILTER_MARKED:
		return ground->is_marked != NULL && ground->is_marked[index];
	case FILTER_MEMBER:
		return is_member(apikey, term->text);
	}
	return false;
}

/* The haystack finds a word anywhere fastest; places are looked at then. */
static void
keep_word(const struct search_ground *ground, const struct filter_term *term,
    bool *is_hit)
{
	size_t count = ground->set->count;
	bool *found = xcalloc(count, sizeof(*found));

	memcpy(found, is_hit, count * sizeof(*found));
	haystack_keep_hits(ground->haystack, term->text, found);
	for (size_t i = 0; i < count; i++) {
		if (!is_hit[i])
			continue;
		if (found[i] && term->place != FILTER_ANYWHERE)
			found[i] = holds_text(ground, term, NULL, i);
		is_hit[i] = found[i] != term->is_negated;
	}
	free(found);
}

static void
keep_term(const struct search_ground *ground, const struct filter_term *term,
    bool *is_hit)
{
	if (term->kind == FILTER_WORD && !term->is_negated &&
	    term->place == FILTER_ANYWHERE) {
		haystack_keep_hits(ground->haystack, term->text, is_hit);
		return;
	}
	if (term->kind == FILTER_WORD) {
		keep_word(ground, term, is_hit);
		return;
	}
	for (size_t i = 0; i < ground->set->count; i++)
		if (is_hit[i])
			is_hit[i] = has(ground, term, i) != term->is_negated;
}

/* Whether all that are asked have passed this very term before. */
static bool
is_known(const struct search *search, size_t term)
{
	return search->is_narrower && term < search->filter.count &&
	       filter_term_is_equal(&search->next_filter.terms[term],
	           &search->filter.terms[term]);
}

static void
keep_all_cheap_terms(struct search *search, const struct search_ground *ground)
{
	for (size_t i = 0; i < search->next_filter.count; i++)
		if (search->next_filter.terms[i].kind != FILTER_PATTERN &&
		    !is_known(search, i))
			keep_term(ground, &search->next_filter.terms[i],
			    search->is_next_hit);
}

/* Beside each term its pattern, or NULL where there is nothing to match. */
static struct pattern **
new_patterns(const struct search *search)
{
	const struct filter *filter = &search->next_filter;
	struct pattern **patterns = xcalloc(filter->count, sizeof(*patterns));

	for (size_t i = 0; i < filter->count; i++)
		if (filter->terms[i].kind == FILTER_PATTERN &&
		    !is_known(search, i))
			patterns[i] = pattern_new(filter->terms[i].text);
	return patterns;
}

static bool
needs_patterns(const struct search *search)
{
	for (size_t i = 0; i < search->next_filter.count; i++)
		if (search->next_filter.terms[i].kind == FILTER_PATTERN &&
		    !is_known(search, i))
			return true;
	return false;
}

static void
free_patterns(struct pattern **patterns, size_t count)
{
	for (size_t i = 0; i < count; i++)
		pattern_free(patterns[i]);
	free(patterns);
}

static bool
passes_patterns(const struct search *search, const struct search_ground *ground,
    struct pattern *const *patterns, size_t index)
{
	const struct filter *filter = &search->next_filter;

	for (size_t i = 0; i < filter->count; i++)
		if (patterns[i] != NULL &&
		    holds_text(ground, &filter->terms[i], patterns[i], index) ==
		        filter->terms[i].is_negated)
			return false;
	return true;
}

/* A match tries each start, and each goes on to the end at worst. */
static size_t
cost_of(const struct haystack *haystack, size_t index)
{
	size_t cost = 0;

	for (int piece = 0; piece < PIECE_COUNT; piece++) {
		const char *text =
		    haystack_piece(haystack, index, (enum haystack_piece)piece);
		size_t length = strlen(text);

		if (is_missing(piece, text))
			continue;
		if (length > PATTERN_TEXT_MAX)
			length = PATTERN_TEXT_MAX;
		cost += 64 + length * length / 16;
	}
	return cost;
}

static void
forget_next(struct search *search)
{
	filter_clear(&search->next_filter);
	free(search->is_next_hit);
	search->is_next_hit = NULL;
	search->next = 0;
}

/* The next filter becomes the filter, and its hits the hits. */
static void
finish(struct search *search)
{
	filter_take(&search->filter, &search->next_filter);
	free(search->is_hit);
	search->is_hit = search->is_next_hit;
	search->is_next_hit = NULL;
	search->next = 0;
}

/*
 * Patterns are compiled for each portion: what the C library remembers of a
 * match, and it can be much, goes with them.
 */
void
search_on(struct search *search, const struct search_ground *ground)
{
	size_t count = ground->set->count, cost = 0;
	struct pattern **patterns;
	bool *is_hit = search->is_next_hit;

	if (!search_is_on(search))
		return;
	patterns = new_patterns(search);
	for (; search->next < count && cost < PORTION_COST; search->next++) {
		size_t index = search->next;

		if (!is_hit[index])
			continue;
		is_hit[index] =
		    passes_patterns(search, ground, patterns, index);
		cost += cost_of(ground->haystack, index);
	}
	free_patterns(patterns, search->next_filter.count);
	if (search->next == count)
		finish(search);
}

/* The next filter and the records that may pass it are set. */
static void
start(struct search *search, const struct search_ground *ground)
{
	keep_all_cheap_terms(search, ground);
	if (needs_patterns(search))
		search_on(search, ground);
	else
		finish(search);
}

void
search_begin(struct search *search, const struct search_ground *ground,
    struct filter *filter)
{
	size_t count = ground->set->count;

	forget_next(search);
	search->is_narrower = search->is_hit != NULL &&
	                      filter_is_narrower(filter, &search->filter);
	filter_take(&search->next_filter, filter);
	search->is_next_hit = xcalloc(count, sizeof(bool));
	if (search->is_narrower)
		memcpy(
		    search->is_next_hit, search->is_hit, count * sizeof(bool));
	else
		memset(search->is_next_hit, true, count * sizeof(bool));
	start(search, ground);
}

void
search_again(struct search *search, const struct search_ground *ground)
{
	struct filter filter = { 0 };

	filter_take(&filter,
	    search_is_on(search) ? &search->next_filter : &search->filter);
	free(search->is_hit);
	search->is_hit = NULL;
	search_begin(search, ground, &filter);
}

bool
search_is_on(const struct search *search)
{
	return search->is_next_hit != NULL;
}

bool
search_is_hit(const struct search *search, size_t index)
{
	return search->is_hit != NULL && search->is_hit[index];
}

static bool
passes(const struct filter *filter, const struct search_ground *ground,
    size_t index)
{
	for (size_t i = 0; i < filter->count; i++)
		if (has(ground, &filter->terms[i], index) ==
		    filter->terms[i].is_negated)
			return false;
	return true;
}

void
search_update(
    struct search *search, const struct search_ground *ground, size_t index)
{
	if (search_is_on(search)) {
		search_again(search, ground);
		return;
	}
	search->is_hit = xreallocarray(
	    search->is_hit, ground->set->count, sizeof(*search->is_hit));
	search->is_hit[index] = passes(&search->filter, ground, index);
}

void
search_remove(
    struct search *search, const struct search_ground *ground, size_t index)
{
	if (search_is_on(search)) {
		search_again(search, ground);
		return;
	}
	memmove(&search->is_hit[index], &search->is_hit[index + 1],
	    (ground->set->count - index) * sizeof(*search->is_hit));
}
