/* SPDX-License-Identifier: ISC */
/* Walks over the object's own members; json_parse has judged the rest. */
#include "config.h"

#include "base/json_record.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "base/utf8.h"

struct walk {
	const char *bytes;
	size_t at, length;
};

static void
skip_string(struct walk *walk)
{
	for (walk->at++; walk->bytes[walk->at] != '"'; walk->at++)
		if (walk->bytes[walk->at] == '\\')
			walk->at++;
	walk->at++;
}

static void
skip_blanks(struct walk *walk)
{
	while (walk->at < walk->length &&
	       strchr(" \t\r\n", walk->bytes[walk->at]) != NULL)
		walk->at++;
}

/* Up to the comma or bracket that ends it. */
static void
skip_value(struct walk *walk)
{
	int depth = 0;

	while (walk->at < walk->length) {
		char c = walk->bytes[walk->at];

		if (c == '"') {
			skip_string(walk);
			continue;
		}
		if (depth == 0 && (c == ',' || c == '}'))
			return;
		depth += (c == '{' || c == '[') - (c == '}' || c == ']');
		walk->at++;
	}
}

/* A name may be spelled with escapes, which json_parse undoes. */
static bool
is_name(const char *bytes, size_t length, const char *name)
{
	struct error ignored;
	struct json *string;
	bool is_same;

	if (memchr(bytes, '\\', length) == NULL)
		return length == strlen(name) + 2 &&
		       memcmp(bytes + 1, name, length - 2) == 0;
	string = json_parse(bytes, length, &ignored);
	is_same = string != NULL && strcmp(json_string(string), name) == 0;
	json_free(string);
	return is_same;
}

static bool
add_escape(struct buffer *out, uint32_t scalar)
{
	char escape[16];

	if (scalar < 0x10000)
		snprintf(escape, sizeof(escape), "\\u%04x", (unsigned)scalar);
	else
		snprintf(escape, sizeof(escape), "\\u%04x\\u%04x",
		    0xd800 + (unsigned)((scalar - 0x10000) >> 10),
		    0xdc00 + (unsigned)((scalar - 0x10000) & 0x3ff));
	return buffer_add_text(out, escape);
}

/* Line ends between members become blanks: a record is one line. */
static bool
add_safe(struct buffer *out, const char *bytes, size_t length)
{
	size_t at = 0, plain = 0;
	uint32_t scalar;

	while (at < length) {
		size_t size = 1;

		if (bytes[at] >= 0x20 && bytes[at] < 0x7f) {
			at++;
			continue;
		}
		scalar = (unsigned char)bytes[at];
		if (scalar >= 0x80)
			size = utf8_decode(bytes + at, length - at, &scalar);
		if (scalar >= 0x80 && text_is_visible(scalar)) {
			at += size;
			continue;
		}
		if (!buffer_add(out, bytes + plain, at - plain) ||
		    !(scalar < 0x20 ? buffer_add(out, " ", 1)
		                    : add_escape(out, scalar)))
			return false;
		at += size;
		plain = at;
	}
	return buffer_add(out, bytes + plain, length - plain);
}

/* In the place of a value that begins with this byte. */
static bool
add_value(struct buffer *out, char first, const char *value)
{
	return first == '"' ? json_add_string(out, value)
	                    : buffer_add_text(out, "null");
}

/* From the first member on; ends at the closing bracket, or fails. */
static bool
copy_members(struct buffer *out, struct walk *walk, const char *member,
    const char *value)
{
	size_t copied = 0, name;
	bool is_it;

	while (walk->bytes[walk->at] != '}') {
		name = walk->at;
		skip_string(walk);
		is_it = value != NULL &&
		        is_name(walk->bytes + name, walk->at - name, member);
		skip_blanks(walk);
		walk->at++;
		skip_blanks(walk);
		if (is_it) {
			if (!add_safe(
			        out, walk->bytes + copied, walk->at - copied) ||
			    !add_value(out, walk->bytes[walk->at], value))
				return false;
			skip_value(walk);
			copied = walk->at;
		} else
			skip_value(walk);
		if (walk->bytes[walk->at] == ',')
			walk->at++;
		skip_blanks(walk);
	}
	return add_safe(out, walk->bytes + copied, walk->length - copied);
}

bool
json_record_copy(struct buffer *out, const char *bytes, size_t length,
    const char *member, const char *value)
{
	struct walk walk = { .bytes = bytes, .length = length };

	skip_blanks(&walk);
	walk.at++;
	skip_blanks(&walk);
	return copy_members(out, &walk, member, value);
}
