/* SPDX-License-Identifier: ISC */
/* A strict look over a whole document, which tells where its members stand. */
#ifndef KEYRACK_BASE_JSON_SCAN_H
#define KEYRACK_BASE_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#define JSON_DEPTH_MAX 16

/* A name and its value as they are spelled in the document, which owns them. */
struct json_member {
	const char *name; /* its opening quote */
	size_t name_length;
	const char *value;
	size_t value_length;
	bool has_escape; /* in the value */
};

/* What was found. All zero before the first scan; can be used again. */
struct json_shape {
	size_t members; /* of all objects together */
	/*
	 * The document is an object without brackets inside, and without
	 * escapes in its names, so that each value can be taken by itself.
	 */
	bool is_flat;
	struct json_member *own; /* those of the outermost object */
	size_t own_count, own_capacity;
};

/*
 * Whether the bytes are one document of RFC 8259 in valid UTF-8, nowhere
 * nested beyond JSON_DEPTH_MAX. Two things it leaves to others: whether an
 * escape is a known one (that of NUL is refused), and whether a name stands
 * twice.
 */
bool json_scan(const char *bytes, size_t length, struct json_shape *shape);
void json_shape_clear(struct json_shape *shape);

/*
 * How many bytes at the front are printable ASCII and neither quote nor
 * backslash: of these a string consists for the most part.
 */
size_t json_plain_run(const char *bytes, size_t length);

#endif
