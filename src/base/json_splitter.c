/* SPDX-License-Identifier: ISC */
/* Finds where the elements of an array begin and end, whatever is in them. */
#include "config.h"

#include "base/json.h"

#include <string.h>

#include "base/json_scan.h"

void
json_splitter_init(struct json_splitter *splitter, size_t element_max,
    void (*element)(void *context, const char *bytes, size_t length),
    void *context)
{
	*splitter = (struct json_splitter){
		.element = element,
		.context = context,
	};
	buffer_init(&splitter->pending, element_max);
}

void
json_splitter_clear(struct json_splitter *splitter)
{
	buffer_clear(&splitter->pending);
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Takes what stands between the elements; an element's first byte stays. */
static bool
step_between(struct json_splitter *splitter, char c, size_t *at)
{
	enum json_splitter_state *state = &splitter->state;

	switch (*state) {
	case SPLITTER_BEFORE:
		*state = SPLITTER_FIRST;
		++*at;
		return c == '[';
	case SPLITTER_FIRST:
	case SPLITTER_NEXT:
		if (c == ']' && *state == SPLITTER_FIRST) {
			*state = SPLITTER_DONE;
			++*at;
			return true;
		}
		*state = SPLITTER_INSIDE;
		return c != ',' && c != ']';
	case SPLITTER_AFTER:
		*state = c == ',' ? SPLITTER_NEXT : SPLITTER_DONE;
		++*at;
		return c == ',' || c == ']';
	case SPLITTER_INSIDE:
	case SPLITTER_DONE:
		return false;
	}
	return false;
}

/* Scans on within a string; returns where the scan stopped. */
static size_t
scan_string(
    struct json_splitter *splitter, const char *bytes, size_t at, size_t length)
{
	if (splitter->after_backslash) {
		splitter->after_backslash = false;
		at++;
	}
	while ((at += json_plain_run(bytes + at, length - at)) < length &&
	       bytes[at] != '"') {
		if (bytes[at] != '\\') {
			at++;
		} else if (at + 1 < length) {
			at += 2;
		} else {
			splitter->after_backslash = true;
			return length;
		}
	}
	if (at == length)
		return length;
	splitter->in_string = false;
	if (splitter->depth == 0)
		splitter->state = SPLITTER_AFTER;
	return at + 1;
}

/* Scans on outside of strings up to the byte that changes something. */
static size_t
scan_plain(
    struct json_splitter *splitter, const char *bytes, size_t at, size_t length)
{
	for (; at < length; at++) {
		char c = bytes[at];
		bool is_top = splitter->depth == 0;

		if (c == '"') {
			splitter->in_string = true;
			return at + 1;
		}
		if (is_top && (c == ',' || c == ']' || is_space(c))) {
			splitter->state = SPLITTER_AFTER;
			return at;
		}
		if (c == '[' || c == '{')
			splitter->depth++;
		if ((c == ']' || c == '}') && splitter->depth > 0 &&
		    --splitter->depth == 0) {
			splitter->state = SPLITTER_AFTER;
			return at + 1;
		}
	}
	return at;
}

/*
 * Takes the part of an element that is in these bytes. An element that is
 * there as a whole is handed on from where it stands, without a copy.
 */
static bool
step_inside(struct json_splitter *splitter, const char *bytes, size_t length,
    size_t *at)
{
	struct buffer *pending = &splitter->pending;
	size_t end = *at, part;
	const char *start = bytes + *at;

	while (end < length && splitter->state == SPLITTER_INSIDE)
		end = splitter->in_string
		          ? scan_string(splitter, bytes, end, length)
		          : scan_plain(splitter, bytes, end, length);
	part = end - *at;
	*at = end;
	if (part > pending->max - pending->length)
		return false;
	if (splitter->state == SPLITTER_INSIDE)
		return buffer_add(pending, start, part);
	if (pending->length == 0) {
		splitter->element(splitter->context, start, part);
		return true;
	}
	buffer_add(pending, start, part);
	splitter->element(splitter->context, pending->bytes, pending->length);
	buffer_reset(pending);
	return true;
}

bool
json_splitter_feed(struct json_splitter *splitter, const char *bytes,
    size_t length, struct error *err)
{
	size_t at = 0;

	while (at < length) {
		if (splitter->state == SPLITTER_INSIDE) {
			if (!step_inside(splitter, bytes, length, &at))
				return error_set(err, ERROR_TOO_LARGE, 0,
				    "an element of the list");
		} else if (is_space(bytes[at])) {
			at++;
		} else if (!step_between(splitter, bytes[at], &at)) {
			return error_set(
			    err, ERROR_ANSWER, 0, "JSON: not a list");
		}
	}
	return true;
}

bool
json_splitter_finish(struct json_splitter *splitter, struct error *err)
{
	if (splitter->state == SPLITTER_DONE)
		return true;
	return error_set(err, ERROR_ANSWER, 0, "JSON: the list is cut");
}
