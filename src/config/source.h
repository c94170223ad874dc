/* SPDX-License-Identifier: ISC */
/* The text of a configuration, made so plain that no reader can misread it. */
#ifndef KEYRACK_CONFIG_SOURCE_H
#define KEYRACK_CONFIG_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"

/*
 * libconfuse counts lines wrongly after comments, reads on where a brace, a
 * quote or a comment is not closed, replaces ${NAME} by the environment, and
 * forgets where a value stood. What it is given therefore has no comments;
 * every text is in single quotes, on its line, with nothing in it that is
 * special; and the texts say themselves where they stand:
 *
 *     url = "x" # why        'url' += {'=3', '.x'}
 *     keys {                 'keys' {
 *     delete = {d, "Del"}    'delete' += {'{5', '.d', '.Del'}
 *     account work {         'account' '6.work' {
 *
 * The first word of a value is '=' or, for a list, '{', with the line of its
 * statement; the others begin with a dot. A title begins with its line. Since
 * values are added, none is lost when a statement comes twice.
 */
#define SOURCE_MARK_VALUE '='
#define SOURCE_MARK_LIST '{'
#define SOURCE_MARK_WORD '.'

/*
 * Makes *out, which is empty, plain. Texts: bare words, "quoted" with \" and
 * \\ in them, or 'quoted' as they stand; a comment goes from # to the end of
 * the line. On failure err is ERROR_USAGE with the line as its code: what is
 * not UTF-8, holds control characters, calls functions, or is not closed.
 */
bool source_make_plain(
    const char *text, size_t length, struct buffer *out, struct error *err);

/* The line with which a title begins; *rest is lent and is the title. */
int source_title(const char *marked, const char **rest);

#endif
