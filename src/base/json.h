/* SPDX-License-Identifier: ISC */
/* JSON (RFC 8259) read strictly and written; the one user of json-c. */
#ifndef KEYRACK_BASE_JSON_H
#define KEYRACK_BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/error.h"

/* A parsed value; opaque. The members it lends live as long as the root. */
struct json;

/*
 * Reads one whole document. Refused, with ERROR_ANSWER: bytes that are left
 * over, depth beyond 16, invalid UTF-8, a NUL in a string, raw controls in
 * strings, single quotes, NaN, and a member that stands twice, all of which
 * json-c lets through in part; and the document `null`, which json-c cannot
 * tell from none. Release with json_free, which wipes the strings; NULL on
 * failure.
 */
struct json *json_parse(const char *bytes, size_t length, struct error *err);
void json_free(struct json *root);

enum json_kind {
	JSON_NULL,
	JSON_BOOL,
	JSON_NUMBER,
	JSON_STRING,
	JSON_ARRAY,
	JSON_OBJECT,
};

enum json_kind json_kind(const struct json *value);

/*
 * The typed members of an object. False, and *out untouched, when the member
 * is absent or of another type; an explicit null counts as absent. Strings
 * are lent as long as the root lives.
 */
bool json_get_string(
    const struct json *object, const char *name, const char **out);
bool json_get_bool(const struct json *object, const char *name, bool *out);
bool json_get_integer(
    const struct json *object, const char *name, int64_t *out);
bool json_get_array(
    const struct json *object, const char *name, const struct json **out);

/* The member, of any type; NULL when it is absent or null. */
const struct json *json_get(const struct json *object, const char *name);

/* Whether a member of this name is there, of any type, null included. */
bool json_has(const struct json *object, const char *name);

/* The text of a value that is a string; NULL for other types. */
const char *json_string(const struct json *value);

/* An array's elements, lent as long as the root; 0 and NULL otherwise. */
size_t json_length(const struct json *array);
const struct json *json_at(const struct json *array, size_t index);

/*
 * Appends `text` as a JSON string, quotes included, escaping what RFC 8259
 * section 7 demands and nothing else. False if the buffer's cap is reached.
 */
bool json_add_string(struct buffer *buffer, const char *text);

enum json_splitter_state {
	SPLITTER_BEFORE, /* the opening bracket is to come */
	SPLITTER_FIRST,  /* the first element, or the closing bracket */
	SPLITTER_NEXT,   /* after a comma: an element must come */
	SPLITTER_INSIDE, /* within an element */
	SPLITTER_AFTER,  /* after an element: a comma, or the closing bracket */
	SPLITTER_DONE,
};

/*
 * Splits an array that arrives in pieces into its elements, so that neither
 * the whole text nor the whole document is ever in memory, and so that one
 * bad element costs no other. `element` is called for each with its bytes
 * (lent for the call).
 */
struct json_splitter {
	void (*element)(void *context, const char *bytes, size_t length);
	void *context;
	struct buffer pending; /* the part of an element that came before */
	enum json_splitter_state state;
	int depth; /* of brackets within the element */
	bool in_string, after_backslash;
};

/* Elements larger than element_max bytes end the splitting with an error. */
void json_splitter_init(struct json_splitter *splitter, size_t element_max,
    void (*element)(void *context, const char *bytes, size_t length),
    void *context);
void json_splitter_clear(struct json_splitter *splitter);
bool json_splitter_feed(struct json_splitter *splitter, const char *bytes,
    size_t length, struct error *err);

/* Whether the array was complete: call it when no more bytes come. */
bool json_splitter_finish(struct json_splitter *splitter, struct error *err);

/* The version of the JSON library at run time. */
const char *json_version(void);

#endif
