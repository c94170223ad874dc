/* SPDX-License-Identifier: ISC */
/* Takes texts from where they stand; json-c reads what is not that simple. */
#include "config.h"

#include "base/json_record.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

/* With more members than this, json-c finds those that stand twice faster. */
#define FLAT_MEMBERS_MAX 32

/* Whoever hands over the bytes has capped them. */
void
json_record_init(struct json_record *record)
{
	*record = (struct json_record){ 0 };
	buffer_init(&record->text, SIZE_MAX);
}

void
json_record_forget(struct json_record *record)
{
	buffer_reset(&record->text);
	json_free(record->tree);
	record->tree = NULL;
	record->bytes = NULL;
	record->length = 0;
	record->shape.own_count = 0;
}

void
json_record_clear(struct json_record *record)
{
	json_record_forget(record);
	buffer_clear(&record->text);
	json_shape_clear(&record->shape);
}

/* Names without escapes are the same where they are spelled the same. */
static bool
has_twins(const struct json_shape *shape)
{
	const struct json_member *own = shape->own;

	for (size_t i = 1; i < shape->own_count; i++)
		for (size_t j = 0; j < i; j++)
			if (own[i].name_length == own[j].name_length &&
			    memcmp(own[i].name, own[j].name,
			        own[i].name_length) == 0)
				return true;
	return false;
}

/* In the copy of the text, which is never longer without its escapes. */
static bool
unescape(char *text, const struct json_member *own)
{
	struct error ignored;
	struct json *string =
	    json_parse(own->value, own->value_length, &ignored);

	if (string == NULL)
		return false;
	memcpy(text, json_string(string), strlen(json_string(string)) + 1);
	json_free(string);
	return true;
}

/* A copy, in which a NUL takes the place of each text's closing quote. */
static bool
keep_texts(struct json_record *record)
{
	buffer_add(&record->text, record->bytes, record->length);
	for (size_t i = 0; i < record->shape.own_count; i++) {
		const struct json_member *own = &record->shape.own[i];
		size_t start = (size_t)(own->value - record->bytes) + 1;
		char *text = record->text.bytes + start;

		if (*own->value == '"')
			text[own->value_length - 2] = '\0';
		if (own->has_escape && !unescape(text, own))
			return false;
	}
	return true;
}

/* For json_parse to judge whatever is not flat, or not even JSON. */
static bool
read_tree(struct json_record *record, struct error *err)
{
	record->tree = json_parse(record->bytes, record->length, err);
	if (record->tree == NULL)
		return false;
	return json_kind(record->tree) == JSON_OBJECT ||
	       error_set(err, ERROR_ANSWER, 0, "it is no JSON object");
}

bool
json_record_read(struct json_record *record, const char *bytes, size_t length,
    struct error *err)
{
	struct json_shape *shape = &record->shape;

	json_record_forget(record);
	record->bytes = bytes;
	record->length = length;
	if (json_scan(bytes, length, shape) && shape->is_flat &&
	    shape->own_count <= FLAT_MEMBERS_MAX && !has_twins(shape) &&
	    keep_texts(record))
		return true;
	if (read_tree(record, err))
		return true;
	json_record_forget(record);
	return false;
}

/* Quotes belong to the spelling. */
static bool
is_spelled(const struct json_member *member, const char *name)
{
	size_t length = strlen(name);

	return member->name_length == length + 2 &&
	       memcmp(member->name + 1, name, length) == 0;
}

/* Of a flat object. */
static const struct json_member *
find(const struct json_record *record, const char *name)
{
	for (size_t i = 0; i < record->shape.own_count; i++)
		if (is_spelled(&record->shape.own[i], name))
			return &record->shape.own[i];
	return NULL;
}

bool
json_record_get_string(
    const struct json_record *record, const char *name, const char **out)
{
	const struct json_member *own;

	if (record->tree != NULL)
		return json_get_string(record->tree, name, out);
	own = find(record, name);
	if (own == NULL || *own->value != '"')
		return false;
	*out = record->text.bytes + (own->value - record->bytes) + 1;
	return true;
}

bool
json_record_has(const struct json_record *record, const char *name)
{
	const struct json_member *own;

	if (record->tree != NULL)
		return json_get(record->tree, name) != NULL;
	own = find(record, name);
	return own != NULL && *own->value != 'n';
}

/* A name may be spelled with escapes, which json_parse undoes. */
static bool
is_name(const struct json_member *member, const char *name)
{
	struct error ignored;
	struct json *string;
	bool is_same;

	if (memchr(member->name, '\\', member->name_length) == NULL)
		return is_spelled(member, name);
	string = json_parse(member->name, member->name_length, &ignored);
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
add_safe(struct buffer *out, const char *bytes, const char *end)
{
	const char *plain = bytes;
	uint32_t scalar;

	while ((bytes += json_plain_run(bytes, (size_t)(end - bytes))) < end) {
		size_t size =
		    utf8_decode(bytes, (size_t)(end - bytes), &scalar);

		if (text_is_visible(scalar)) {
			bytes += size;
			continue;
		}
		if (!buffer_add(out, plain, (size_t)(bytes - plain)) ||
		    !(scalar < 0x20 ? buffer_add(out, " ", 1)
		                    : add_escape(out, scalar)))
			return false;
		bytes += size;
		plain = bytes;
	}
	return buffer_add(out, plain, (size_t)(end - plain));
}

/* In the place of a value that begins with this byte. */
static bool
add_value(struct buffer *out, char first, const char *value)
{
	return first == '"' ? json_add_string(out, value)
	                    : buffer_add_text(out, "null");
}

bool
json_record_copy(const struct json_record *record, struct buffer *out,
    const char *name, const char *value)
{
	const char *at = record->bytes;

	for (size_t i = 0; value != NULL && i < record->shape.own_count; i++) {
		const struct json_member *own = &record->shape.own[i];

		if (!is_name(own, name))
			continue;
		if (!add_safe(out, at, own->value) ||
		    !add_value(out, *own->value, value))
			return false;
		at = own->value + own->value_length;
	}
	return add_safe(out, at, record->bytes + record->length);
}
