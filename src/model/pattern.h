/* SPDX-License-Identifier: ISC */
/* Regular expressions that can neither hang nor fill the memory. */
#ifndef KEYRACK_MODEL_PATTERN_H
#define KEYRACK_MODEL_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/*
 * A pattern is a POSIX extended regular expression over folded text. Refused
 * before regcomp(3) sees them: a backslash before a letter or a digit (back-
 * references, which may take for ever, and what only some C libraries know),
 * repeats that blow the compiled form up, deep nesting, [:upper:].
 */

/* Whether it can be used; if not, err is an ERROR_FILTER. */
bool pattern_check(const char *pattern, struct error *err);

struct pattern;

/*
 * Compiles what has passed pattern_check; what does not compile matches
 * nothing. Release with pattern_free, which accepts NULL.
 */
struct pattern *pattern_new(const char *pattern);
void pattern_free(struct pattern *pattern);

/*
 * The most bytes of a text that are looked at: the time that a match takes may
 * grow with the square of them.
 */
#define PATTERN_TEXT_MAX ((size_t)1024)

bool pattern_matches(const struct pattern *pattern, const char *text);

#endif
