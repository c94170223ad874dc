/* SPDX-License-Identifier: ISC */
/* Reads expressions, term by term. */
#include "config.h"

#include "model/filter.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/date.h"
#include "base/text.h"
#include "base/xmalloc.h"
#include "model/pattern.h"

#define DAY_MS (INT64_C(24) * 60 * 60 * 1000)
#define SPAN_DIGITS_MAX 5

static void
clear_term(struct filter_term *term)
{
	free(term->text);
}

void
filter_clear(struct filter *filter)
{
	for (size_t i = 0; i < filter->count; i++)
		clear_term(&filter->terms[i]);
	free(filter->terms);
	*filter = (struct filter){ 0 };
}

void
filter_take(struct filter *to, struct filter *from)
{
	filter_clear(to);
	*to = *from;
	*from = (struct filter){ 0 };
}

/* What the term owns goes over. */
static void
add_taking(struct filter *filter, const struct filter_term *term)
{
	filter->terms = xreallocarray(
	    filter->terms, filter->count + 1, sizeof(*filter->terms));
	filter->terms[filter->count++] = *term;
}

void
filter_add(struct filter *filter, struct filter_term term)
{
	if (term.text != NULL)
		term.text = xstrdup(term.text);
	add_taking(filter, &term);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Moves on if the text goes on so, whatever the case. */
static bool
read_prefix(const char **text, const char *prefix)
{
	size_t length = strlen(prefix);

	if (strncasecmp(*text, prefix, length) != 0)
		return false;
	*text += length;
	return true;
}

static enum filter_place
read_place(const char **text)
{
	if (read_prefix(text, "name:"))
		return FILTER_IN_NAME;
	if (read_prefix(text, "org:"))
		return FILTER_IN_ORGANIZATION;
	if (read_prefix(text, "id:"))
		return FILTER_IN_ID;
	if (read_prefix(text, "token:"))
		return FILTER_IN_TOKEN;
	if (read_prefix(text, "note:"))
		return FILTER_IN_NOTE;
	if (read_prefix(text, "tag:"))
		return FILTER_IN_TAGS;
	return FILTER_ANYWHERE;
}

/*
 * A word up to the next blank, or what stands in quotes: while they are typed
 * the closing ones are still to come. For free(3).
 */
static char *
read_word(const char **text, bool *is_quoted)
{
	const char *start = *text, *end = start;

	*is_quoted = *start == '"';
	if (*is_quoted) {
		start++;
		end = strchr(start, '"');
		if (end == NULL)
			end = start + strlen(start);
		*text = *end == '\0' ? end : end + 1;
	} else {
		while (*end != '\0' && !is_blank(*end))
			end++;
		*text = end;
	}
	return xstrndup(start, (size_t)(end - start));
}

static int64_t
days_of_unit(char unit)
{
	switch (unit) {
	case 'd':
		return 1;
	case 'w':
		return 7;
	case 'm':
		return 30;
	case 'y':
		return 365;
	}
	return 0;
}

/* "30d", of at most five digits, so that nothing overflows. */
bool
filter_read_span(const char *text, int64_t *span_ms)
{
	int64_t number = 0, days;
	int digits = 0;

	for (; *text >= '0' && *text <= '9'; text++, digits++) {
		if (digits == SPAN_DIGITS_MAX)
			return false;
		number = number * 10 + (*text - '0');
	}
	days = days_of_unit(*text);
	if (digits == 0 || days == 0 || text[1] != '\0')
		return false;
	*span_ms = number * days * DAY_MS;
	return true;
}

/* "<30d", what stands behind "expires"; the word is folded. */
static bool
read_expiry(const char *word, struct filter_term *term, struct error *err)
{
	int64_t begins_ms, ends_ms;

	if (*word != '<' && *word != '>')
		return error_set(
		    err, ERROR_FILTER, FILTER_NO_COMPARISON, "expires");
	term->kind = *word == '<' ? FILTER_BEFORE : FILTER_AFTER;
	word++;
	if (filter_read_span(word, &term->moment_ms)) {
		term->is_span = true;
		return true;
	}
	if (!date_parse_day(word, &begins_ms, &ends_ms))
		return error_set(
		    err, ERROR_FILTER, FILTER_NO_MOMENT, "%s", word);
	/* After a day means after its last moment. */
	term->moment_ms = term->kind == FILTER_BEFORE ? begins_ms : ends_ms - 1;
	return true;
}

/*
 * A word that has a meaning of its own. False: the word is wrong; one without
 * a meaning leaves the term a FILTER_WORD.
 */
static bool
read_meaning(const char *word, struct filter_term *term, struct error *err)
{
	size_t length = strlen("expires");

	if (strcmp(word, "expired") == 0)
		term->kind = FILTER_EXPIRED;
	else if (strcmp(word, "marked") == 0)
		term->kind = FILTER_MARKED;
	else if (strncmp(word, "expires", length) == 0 &&
	         word[length] != '\0' && strchr("<>=:", word[length]) != NULL)
		return read_expiry(word + length, term, err);
	return true;
}

/* Whether a folded word may go on as one that has a meaning of its own. */
static bool
begins_meaning(const char *word)
{
	static const char *const whole[] = { "expired", "expires<", "marked",
		"name:", "org:", "id:", "token:", "note:", "tag:" };

	for (size_t i = 0; i < sizeof(whole) / sizeof(*whole); i++)
		if (strncmp(whole[i], word, strlen(word)) == 0)
			return true;
	return false;
}

/* What stands behind "!" and a place; the term's text is set. */
static bool
read_content(const char **text, const char *start, struct filter_term *term,
    struct error *err)
{
	bool is_quoted;
	char *word;

	if (read_prefix(text, "~"))
		term->kind = FILTER_PATTERN;
	word = read_word(text, &is_quoted);
	term->text = text_fold(word);
	free(word);
	if (*term->text == '\0')
		return error_set(err, ERROR_FILTER, FILTER_NO_WORD, "%.*s",
		    (int)(*text - start), start);
	if (term->kind == FILTER_PATTERN)
		return pattern_check(term->text, err);
	if (is_quoted || term->place != FILTER_ANYWHERE)
		return true;
	if (!read_meaning(term->text, term, err))
		return false;
	term->is_unfinished = term->kind == FILTER_WORD && **text == '\0' &&
	                      begins_meaning(term->text);
	return true;
}

static bool
read_term(const char **text, struct filter_term *term, struct error *err)
{
	const char *start = *text;

	term->is_negated = read_prefix(text, "!");
	term->place = read_place(text);
	if (read_content(text, start, term, err))
		return true;
	clear_term(term);
	return false;
}

bool
filter_parse_typed(
    struct filter *filter, const char *expression, struct error *err)
{
	const char *text = expression, *start;
	bool is_right = true;
	struct error later;

	for (;;) {
		struct filter_term term = { 0 };

		while (is_blank(*text))
			text++;
		if (*text == '\0')
			return is_right;
		start = text;
		if (!read_term(&text, &term, is_right ? err : &later)) {
			is_right = false;
			continue;
		}
		term.begin = (size_t)(start - expression);
		term.length = (size_t)(text - start);
		add_taking(filter, &term);
	}
}

bool
filter_parse(struct filter *filter, const char *expression, struct error *err)
{
	size_t before = filter->count;

	if (filter_parse_typed(filter, expression, err))
		return true;
	while (filter->count > before)
		clear_term(&filter->terms[--filter->count]);
	return false;
}

bool
filter_is_unfinished(const struct filter *filter)
{
	return filter->count > 0 &&
	       filter->terms[filter->count - 1].is_unfinished;
}

void
filter_drop_unfinished(struct filter *filter)
{
	if (filter_is_unfinished(filter))
		clear_term(&filter->terms[--filter->count]);
}

char *
filter_words(const struct filter *filter, const char *expression)
{
	struct buffer words;
	char *copy;

	buffer_init(&words, SIZE_MAX / 2);
	for (size_t i = 0; i < filter->count; i++) {
		const struct filter_term *term = &filter->terms[i];

		if (term->length == 0)
			continue;
		if (words.length > 0)
			buffer_add_text(&words, " ");
		buffer_add(&words, expression + term->begin, term->length);
	}
	copy = xstrdup(buffer_text(&words));
	buffer_clear(&words);
	return copy;
}

static bool
is_same_text(const char *one, const char *other)
{
	return one == other ||
	       (one != NULL && other != NULL && strcmp(one, other) == 0);
}

bool
filter_term_is_equal(
    const struct filter_term *one, const struct filter_term *other)
{
	return one->kind == other->kind && one->place == other->place &&
	       one->is_negated == other->is_negated &&
	       one->is_span == other->is_span &&
	       one->moment_ms == other->moment_ms &&
	       is_same_text(one->text, other->text);
}

bool
filter_reads_notes(const struct filter *filter)
{
	for (size_t i = 0; i < filter->count; i++) {
		const struct filter_term *term = &filter->terms[i];

		if ((term->kind == FILTER_WORD ||
		        term->kind == FILTER_PATTERN) &&
		    (term->place == FILTER_ANYWHERE ||
		        term->place >= FILTER_IN_NOTE))
			return true;
	}
	return false;
}

/* A longer word is in fewer texts. */
static bool
implies(const struct filter_term *term, const struct filter_term *former)
{
	if (filter_term_is_equal(term, former))
		return true;
	return term->kind == FILTER_WORD && former->kind == FILTER_WORD &&
	       !term->is_negated && !former->is_negated &&
	       term->place == former->place &&
	       strstr(term->text, former->text) != NULL;
}

bool
filter_is_narrower(const struct filter *filter, const struct filter *former)
{
	if (filter->count < former->count)
		return false;
	for (size_t i = 0; i < former->count; i++)
		if (!implies(&filter->terms[i], &former->terms[i]))
			return false;
	return true;
}
