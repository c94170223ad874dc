/* SPDX-License-Identifier: ISC */
/* Lets json-c read what json_scan has let through, and types each access. */
#include "config.h"

#include "base/json.h"

#include <limits.h>
#include <string.h>

#include <json-c/json.h>
#include <json-c/printbuf.h>

#include "base/json_scan.h"
#include "base/text.h"

/* How many members all objects have, once json-c has merged equal names. */
static size_t
count_members(struct json_object *value)
{
	size_t count = 0;

	switch (json_object_get_type(value)) {
	case json_type_object: {
		json_object_object_foreach(value, name, member)
		{
			(void)name;
			count += 1 + count_members(member);
		}
		return count;
	}
	case json_type_array:
		for (size_t i = 0; i < json_object_array_length(value); i++)
			count +=
			    count_members(json_object_array_get_idx(value, i));
		return count;
	case json_type_null:
	case json_type_boolean:
	case json_type_double:
	case json_type_int:
	case json_type_string:
		return 0;
	}
	return 0;
}

/*
 * Strings are gathered in a buffer that would leave pieces of them behind
 * when it grows, so it is made large enough before it holds any.
 */
static bool
make_room(struct json_tokener *reader, size_t length)
{
	bool has_room = printbuf_memset(reader->pb, 0, 0, (int)length) >= 0;

	printbuf_reset(reader->pb);
	return has_room;
}

static struct json_object *
read_document(const char *bytes, size_t length)
{
	struct json_tokener *reader = json_tokener_new_ex(JSON_DEPTH_MAX + 2);
	struct json_object *root;

	if (reader == NULL)
		return NULL;
	if (!make_room(reader, length)) {
		json_tokener_free(reader);
		return NULL;
	}
	json_tokener_set_flags(reader, JSON_TOKENER_STRICT);
	root = json_tokener_parse_ex(reader, bytes, (int)length);
	/* A number may go on with each byte; a NUL says that it does not. */
	if (json_tokener_get_error(reader) == json_tokener_continue)
		root = json_tokener_parse_ex(reader, "", 1);
	if (json_tokener_get_error(reader) != json_tokener_success) {
		json_object_put(root);
		root = NULL;
	}
	/* The last string is still there, and it may be a token. */
	explicit_bzero(reader->pb->buf, (size_t)reader->pb->size);
	json_tokener_free(reader);
	return root;
}

struct json *
json_parse(const char *bytes, size_t length, struct error *err)
{
	struct json_object *root = NULL;
	struct json_shape shape = { 0 };
	size_t members;

	if (length > INT_MAX - 1) {
		error_set(err, ERROR_ANSWER, 0, "JSON: too long");
		return NULL;
	}
	if (json_scan(bytes, length, &shape))
		root = read_document(bytes, length);
	members = shape.members;
	json_shape_clear(&shape);
	if (root == NULL) {
		error_set(err, ERROR_ANSWER, 0, "JSON: %s",
		    text_is_valid(bytes, length) ? "syntax error"
		                                 : "invalid UTF-8");
		return NULL;
	}
	if (count_members(root) != members) {
		json_free((struct json *)root);
		error_set(err, ERROR_ANSWER, 0, "JSON: member stands twice");
		return NULL;
	}
	return (struct json *)root;
}

static struct json_object *
object_of(const struct json *value)
{
	return (struct json_object *)(uintptr_t)value;
}

/* Strings may be tokens. json-c lends its own memory, so this reaches it. */
static void
wipe_strings(struct json_object *value)
{
	switch (json_object_get_type(value)) {
	case json_type_object: {
		json_object_object_foreach(value, name, member)
		{
			(void)name;
			wipe_strings(member);
		}
		break;
	}
	case json_type_array:
		for (size_t i = 0; i < json_object_array_length(value); i++)
			wipe_strings(json_object_array_get_idx(value, i));
		break;
	case json_type_string: {
		size_t length = (size_t)json_object_get_string_len(value);
		const char *bytes = json_object_get_string(value);

		explicit_bzero((char *)(uintptr_t)bytes, length);
		break;
	}
	case json_type_null:
	case json_type_boolean:
	case json_type_double:
	case json_type_int:
		break;
	}
}

void
json_free(struct json *root)
{
	wipe_strings(object_of(root));
	json_object_put(object_of(root));
}

enum json_kind
json_kind(const struct json *value)
{
	switch (json_object_get_type(object_of(value))) {
	case json_type_null:
		return JSON_NULL;
	case json_type_boolean:
		return JSON_BOOL;
	case json_type_double:
	case json_type_int:
		return JSON_NUMBER;
	case json_type_string:
		return JSON_STRING;
	case json_type_array:
		return JSON_ARRAY;
	case json_type_object:
		return JSON_OBJECT;
	}
	return JSON_NULL;
}

/* False also for a member that is null, which is a NULL pointer in json-c. */
static bool
find_member(const struct json *object, const char *name, json_type type,
    struct json_object **out)
{
	return json_object_is_type(object_of(object), json_type_object) &&
	       json_object_object_get_ex(object_of(object), name, out) &&
	       json_object_is_type(*out, type);
}

bool
json_get_string(const struct json *object, const char *name, const char **out)
{
	struct json_object *member;

	if (!find_member(object, name, json_type_string, &member))
		return false;
	*out = json_object_get_string(member);
	return true;
}

bool
json_get_bool(const struct json *object, const char *name, bool *out)
{
	struct json_object *member;

	if (!find_member(object, name, json_type_boolean, &member))
		return false;
	*out = json_object_get_boolean(member);
	return true;
}

bool
json_get_integer(const struct json *object, const char *name, int64_t *out)
{
	struct json_object *member;
	int64_t number;

	if (!find_member(object, name, json_type_int, &member))
		return false;
	number = json_object_get_int64(member);
	/* json-c turns what does not fit into the nearest that does. */
	if (number == INT64_MAX || number == INT64_MIN)
		return false;
	*out = number;
	return true;
}

bool
json_get_array(
    const struct json *object, const char *name, const struct json **out)
{
	struct json_object *member;

	if (!find_member(object, name, json_type_array, &member))
		return false;
	*out = (const struct json *)member;
	return true;
}

const struct json *
json_get(const struct json *object, const char *name)
{
	struct json_object *member = NULL;

	if (json_object_is_type(object_of(object), json_type_object))
		json_object_object_get_ex(object_of(object), name, &member);
	return (const struct json *)member;
}

bool
json_has(const struct json *object, const char *name)
{
	return json_object_is_type(object_of(object), json_type_object) &&
	       json_object_object_get_ex(object_of(object), name, NULL);
}

const char *
json_string(const struct json *value)
{
	if (!json_object_is_type(object_of(value), json_type_string))
		return NULL;
	return json_object_get_string(object_of(value));
}

size_t
json_length(const struct json *array)
{
	if (!json_object_is_type(object_of(array), json_type_array))
		return 0;
	return json_object_array_length(object_of(array));
}

const struct json *
json_at(const struct json *array, size_t index)
{
	if (index >= json_length(array))
		return NULL;
	return (const struct json *)json_object_array_get_idx(
	    object_of(array), index);
}

const char *
json_version(void)
{
	return json_c_version();
}
