/* SPDX-License-Identifier: ISC */
/* Judges regular expressions by a walk over them, and has libc match them. */
#include "config.h"

#include "model/pattern.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "model/filter.h"

enum {
	DEPTH_MAX = 32,    /* of parentheses */
	WEIGHT_MAX = 1000, /* single characters, repeats written out */
	REPEAT_MAX = 255,  /* what POSIX grants (RE_DUP_MAX) */
};

struct pattern {
	regex_t compiled;
	bool is_compiled;
};

/* How many characters there would be if repeats were written out. */
struct weights {
	long of_group[DEPTH_MAX]; /* of what is open, without its last atom */
	long of_atom;             /* the last one */
	int depth;
};

static bool
is_alphanumeric(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

static void
next_atom(struct weights *weights, long weight)
{
	weights->of_group[weights->depth] += weights->of_atom;
	weights->of_atom = weight;
}

static bool
open_group(struct weights *weights)
{
	next_atom(weights, 0);
	if (weights->depth == DEPTH_MAX - 1)
		return false;
	weights->of_group[++weights->depth] = 0;
	return true;
}

/* The group is an atom now. What closes nothing is for regcomp to refuse. */
static void
close_group(struct weights *weights)
{
	if (weights->depth == 0)
		return;
	next_atom(weights, 0);
	weights->of_atom = weights->of_group[weights->depth--];
}

/* The ] of [a-z], with its classes such as [:digit:] within; or the end. */
static const char *
find_bracket_end(const char *at)
{
	at++;
	if (*at == '^')
		at++;
	if (*at == ']')
		at++;
	while (*at != '\0' && *at != ']') {
		char kind = at[1];

		if (*at == '[' && (kind == ':' || kind == '.' || kind == '=')) {
			const char end[] = { kind, ']', '\0' };
			const char *found = strstr(at + 2, end);

			if (found != NULL)
				at = found + 1;
		}
		at++;
	}
	return at;
}

static const char *
skip_bracket(const char *at)
{
	at = find_bracket_end(at);
	return *at == '\0' ? at : at + 1;
}

/* Reads {2,30} and multiplies the last atom; false: too large. */
static bool
read_repeat(const char **at, struct weights *weights)
{
	long most = 0, number = 0;

	for (++*at; **at != '\0' && **at != '}'; ++*at) {
		number =
		    **at >= '0' && **at <= '9' ? number * 10 + (**at - '0') : 0;
		if (number > REPEAT_MAX)
			return false;
		if (number > most)
			most = number;
	}
	if (**at == '}')
		++*at;
	weights->of_atom *= most > 1 ? most : 1;
	return true;
}

/* One step of the walk; false: a repeat or the nesting goes too far. */
static bool
weigh(const char **at, struct weights *weights)
{
	switch (**at) {
	case '[':
		next_atom(weights, 1);
		*at = skip_bracket(*at);
		return true;
	case '{':
		return read_repeat(at, weights);
	case '(':
		++*at;
		return open_group(weights);
	case ')':
		++*at;
		close_group(weights);
		return true;
	case '+':
		/* It is compiled as x and x*. */
		++*at;
		weights->of_atom *= 2;
		return true;
	case '*':
	case '?':
		++*at;
		return true;
	case '\\':
		*at += (*at)[1] == '\0' ? 1 : 2;
		next_atom(weights, 1);
		return true;
	}
	++*at;
	next_atom(weights, 1);
	return true;
}

static bool
is_light(const char *pattern)
{
	struct weights weights = { 0 };

	while (*pattern != '\0')
		if (!weigh(&pattern, &weights) ||
		    weights.of_atom > WEIGHT_MAX ||
		    weights.of_group[weights.depth] > WEIGHT_MAX)
			return false;
	while (weights.depth > 0)
		close_group(&weights);
	return weights.of_group[0] + weights.of_atom <= WEIGHT_MAX;
}

/* The first backslash outside of brackets that has no meaning in POSIX. */
static const char *
find_bad_backslash(const char *pattern)
{
	while (*pattern != '\0') {
		if (*pattern == '[') {
			pattern = skip_bracket(pattern);
		} else if (*pattern == '\\') {
			if (is_alphanumeric(pattern[1]))
				return pattern;
			pattern += pattern[1] == '\0' ? 1 : 2;
		} else {
			pattern++;
		}
	}
	return NULL;
}

/* The C library finds some of these without a reason. */
static bool
has_open_bracket(const char *pattern)
{
	while (*pattern != '\0') {
		if (*pattern == '[') {
			pattern = find_bracket_end(pattern);
			if (*pattern == '\0')
				return true;
		} else if (*pattern == '\\' && pattern[1] != '\0') {
			pattern++;
		}
		pattern++;
	}
	return false;
}

/* What is not closed, if that is what an error of regcomp(3) says. */
static const char *
open_bracket_of(int code)
{
	switch (code) {
	case REG_EBRACK:
		return "[";
	case REG_EPAREN:
		return "(";
	case REG_EBRACE:
		return "{";
	}
	return NULL;
}

static bool
compile(const char *pattern, regex_t *out, struct error *err)
{
	int code = regcomp(out, pattern, REG_EXTENDED | REG_NOSUB);
	char reason[80];

	if (code == 0)
		return true;
	if (open_bracket_of(code) != NULL)
		return error_set(err, ERROR_FILTER, FILTER_NOT_CLOSED, "%s",
		    open_bracket_of(code));
	regerror(code, out, reason, sizeof(reason));
	return error_set(err, ERROR_FILTER, FILTER_BAD_PATTERN, "%s", reason);
}

bool
pattern_check(const char *pattern, struct error *err)
{
	const char *backslash = find_bad_backslash(pattern);
	regex_t compiled;

	if (has_open_bracket(pattern))
		return error_set(err, ERROR_FILTER, FILTER_NOT_CLOSED, "[");
	if (backslash != NULL)
		return error_set(
		    err, ERROR_FILTER, FILTER_BACKSLASH, "%.2s", backslash);
	if (strstr(pattern, "[:upper:]") != NULL)
		return error_set(err, ERROR_FILTER, FILTER_CASE, "[:upper:]");
	if (!is_light(pattern))
		return error_set(
		    err, ERROR_FILTER, FILTER_LONG_REPEAT, "%s", pattern);
	if (!compile(pattern, &compiled, err))
		return false;
	regfree(&compiled);
	return true;
}

struct pattern *
pattern_new(const char *pattern)
{
	struct pattern *made = xcalloc(1, sizeof(*made));
	struct error err;

	made->is_compiled = compile(pattern, &made->compiled, &err);
	return made;
}

void
pattern_free(struct pattern *pattern)
{
	if (pattern == NULL)
		return;
	if (pattern->is_compiled)
		regfree(&pattern->compiled);
	free(pattern);
}

bool
pattern_matches(const struct pattern *pattern, const char *text)
{
	char start[PATTERN_TEXT_MAX + 1];
	size_t length = strnlen(text, PATTERN_TEXT_MAX + 1);

	if (!pattern->is_compiled)
		return false;
	if (length > PATTERN_TEXT_MAX) {
		memcpy(start, text, PATTERN_TEXT_MAX);
		start[PATTERN_TEXT_MAX] = '\0';
		text = start;
	}
	return regexec(&pattern->compiled, text, 0, NULL, 0) == 0;
}
