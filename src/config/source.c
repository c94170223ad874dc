/* SPDX-License-Identifier: ISC */
/* Rewrites a configuration word for word, with a line for a line. */
#include "config.h"

#include "config/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* No setting wants more than a list in an account. */
#define BRACES_MAX 4

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

/* What comes before a word says what the word is. */
enum place {
	AT_START, /* of a statement: a name */
	AFTER_NAME,
	AFTER_EQUALS,
	IN_LIST,
};

struct source {
	const char *at, *end;
	int line;
	int statement; /* the line of its name */
	enum place place;
	int braces[BRACES_MAX]; /* the lines of those that are open */
	int depth;
	struct buffer *out;
	struct error *err;
};

static bool
refuse(struct source *source, const char *why)
{
	return error_set(source->err, ERROR_USAGE, source->line, "%s", why);
}

static bool
emit(struct source *source, const char *text)
{
	return buffer_add_text(source->out, text) ||
	       refuse(source, "the file is too large");
}

/* Within single quotes libconfuse sees only these two. */
static bool
emit_quoted(
    struct source *source, const char *mark, const char *text, size_t length)
{
	bool is_there = emit(source, "'") && emit(source, mark);

	for (size_t i = 0; is_there && i < length; i++) {
		if (text[i] == '\'' || text[i] == '\\')
			is_there = emit(source, "\\");
		is_there = is_there && buffer_add(source->out, text + i, 1);
	}
	return is_there && emit(source, "' ");
}

static bool
is_name(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (strchr(
		        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
		        "0123456789_-",
		        text[i]) == NULL)
			return false;
	return length > 0;
}

/* The line of a statement, as the first word of its value. */
static bool
emit_mark(struct source *source, char kind)
{
	char mark[16];

	snprintf(mark, sizeof(mark), "%c%d", kind, source->statement);
	return emit(source, "{") && emit_quoted(source, mark, "", 0) &&
	       emit(source, ",");
}

static bool
emit_word(struct source *source, const char *text, size_t length)
{
	char line[16];

	switch (source->place) {
	case AT_START:
		source->place = AFTER_NAME;
		source->statement = source->line;
		/* libconfuse would look for other things in other names. */
		return (is_name(text, length) ||
		           refuse(source, "a name has only letters, digits, _ "
		                          "and -")) &&
		       emit_quoted(source, "", text, length);
	case AFTER_NAME:
		snprintf(line, sizeof(line), "%d.", source->line);
		return emit_quoted(source, line, text, length);
	case AFTER_EQUALS:
		source->place = AT_START;
		return emit_mark(source, SOURCE_MARK_VALUE) &&
		       emit_quoted(source, ".", text, length) &&
		       emit(source, "}");
	case IN_LIST:
		return emit_quoted(source, ".", text, length);
	}
	return false;
}

static bool
read_bare(struct source *source)
{
	size_t length = 0, left = (size_t)(source->end - source->at);

	while (length < left &&
	       strchr(" \t\r\n\"'{}()=+,", source->at[length]) == NULL)
		length++;
	if (length > 0 && length < left && source->at[length - 1] == '$' &&
	    source->at[length] == '{')
		return refuse(source,
		    "a text with { } needs quotes; the environment is not "
		    "looked at");
	source->at += length;
	return emit_word(source, source->at - length, length);
}

/* Unescapes into a buffer; a text stays on its line. */
static bool
read_quoted(struct source *source)
{
	char quote = *source->at++;
	struct buffer text;
	bool is_read = false;

	buffer_init(&text, source->out->max);
	while (source->at < source->end && *source->at != '\n') {
		if (*source->at == quote) {
			is_read = true;
			source->at++;
			break;
		}
		if (quote == '"' && *source->at == '\\' &&
		    source->end - source->at > 1 &&
		    (source->at[1] == '"' || source->at[1] == '\\'))
			source->at++;
		else if (quote == '"' && *source->at == '\\') {
			buffer_clear(&text);
			return refuse(source,
			    "within \"…\" a \\ stands before \" or \\ only; "
			    "write \\\\ for one");
		}
		buffer_add(&text, source->at++, 1);
	}
	is_read = is_read
	              ? emit_word(source, buffer_text(&text), text.length)
	              : refuse(source, "the quote is not closed on its line");
	buffer_clear(&text);
	return is_read;
}

static bool
open_brace(struct source *source)
{
	if (source->depth == BRACES_MAX)
		return refuse(source, "there are too many braces in braces");
	source->braces[source->depth++] = source->line;
	if (source->place == AFTER_EQUALS) {
		source->place = IN_LIST;
		return emit_mark(source, SOURCE_MARK_LIST);
	}
	source->place = AT_START;
	return emit(source, "{");
}

static bool
close_brace(struct source *source)
{
	if (source->depth == 0)
		return refuse(source, "this } closes nothing");
	source->depth--;
	source->place = AT_START;
	return emit(source, "}");
}

static bool
skip_comment(struct source *source)
{
	while (source->at < source->end && *source->at != '\n')
		source->at++;
	return true;
}

/* Reads one word or sign; the place is before it. */
static bool
read_one(struct source *source)
{
	switch (*source->at) {
	case '#':
		return skip_comment(source);
	case '"':
	case '\'':
		return read_quoted(source);
	case '(':
	case ')':
	case '+':
		return refuse(source, "a text with ( ) or + needs quotes");
	}
	if (strchr(" \t\r\n{}=,", *source->at) == NULL)
		return read_bare(source);
	switch (*source->at++) {
	case '{':
		return open_brace(source);
	case '}':
		return close_brace(source);
	case '=':
		if (source->place != AFTER_NAME)
			return refuse(source, "this = has no name before it; a "
			                      "text with = needs quotes");
		source->place = AFTER_EQUALS;
		return emit(source, "+= ");
	case ',':
		return emit(source, ",");
	case '\n':
		source->line++;
		return emit(source, "\n");
	}
	return true;
}

/* Whether the line may be shown and compared: valid, and without controls. */
static bool
check_line(struct source *source, const char *line, size_t length)
{
	if (memchr(line, '\0', length) != NULL)
		return refuse(source, "there is a NUL byte");
	if (!text_is_valid(line, length))
		return refuse(source, "this is not UTF-8");
	for (size_t i = 0; i < length; i++) {
		unsigned char byte = (unsigned char)line[i];
		bool is_end = byte == '\r' && i + 1 == length;
		bool is_c1 = byte == 0xC2 && (unsigned char)line[i + 1] < 0xA0;

		if ((byte < 0x20 && byte != '\t' && !is_end) || byte == 0x7F ||
		    is_c1)
			return refuse(source, "there is a control character");
	}
	return true;
}

static bool
check_lines(struct source *source)
{
	const char *line = source->at;

	for (source->line = 1; line < source->end; source->line++) {
		size_t left = (size_t)(source->end - line);
		const char *end = memchr(line, '\n', left);
		size_t length = end == NULL ? left : (size_t)(end - line);

		if (!check_line(source, line, length))
			return false;
		line += length + (end != NULL);
	}
	source->line = 1;
	return true;
}

bool
source_make_plain(
    const char *text, size_t length, struct buffer *out, struct error *err)
{
	struct source source = {
		.at = text,
		.end = text + length,
		.out = out,
		.err = err,
	};

	if (length >= strlen(BYTE_ORDER_MARK) &&
	    memcmp(text, BYTE_ORDER_MARK, strlen(BYTE_ORDER_MARK)) == 0)
		source.at += strlen(BYTE_ORDER_MARK);
	if (!check_lines(&source))
		return false;
	while (source.at < source.end)
		if (!read_one(&source))
			return false;
	if (source.depth > 0) {
		source.line = source.braces[source.depth - 1];
		return refuse(&source, "the { is never closed");
	}
	return true;
}

int
source_title(const char *marked, const char **rest)
{
	char *end;
	long line = strtol(marked, &end, 10);

	*rest = *end == '.' ? end + 1 : end;
	return (int)line;
}
