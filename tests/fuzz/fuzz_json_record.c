/* SPDX-License-Identifier: ISC */
/* Fuzzes what list --json passes on: the same values, nothing unseen in it. */
#include "config.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/json_record.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/xmalloc.h"
#include "fuzz/fuzz.h"

/* The first byte says whether the token stays whole. */
#define WHOLE 'w'
#define MASK "mask"

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static void
check_is_visible(const char *bytes, size_t length)
{
	for (size_t at = 0; at < length;) {
		uint32_t scalar = 0;
		size_t size = utf8_decode(bytes + at, length - at, &scalar);

		must(size > 0 && text_is_visible(scalar));
		at += size;
	}
}

static void
check_same(
    const struct json *before, const struct json *after, const char *member)
{
	const char *one = NULL, *other = NULL;

	must(json_has(before, member) == json_has(after, member));
	must(json_get_string(before, member, &one) ==
	     json_get_string(after, member, &other));
	must(one == NULL || strcmp(one, other) == 0);
}

static void
check_masked(const struct json *before, const struct json *after)
{
	const char *token = NULL;

	must(json_has(before, "token") == json_has(after, "token"));
	if (json_get_string(before, "token", &token))
		must(json_get_string(after, "token", &token) &&
		     strcmp(token, MASK) == 0);
	else
		must(json_get(after, "token") == NULL);
}

/*
 * json-c takes a pair of surrogates for a lone one when the last 16 bits of
 * their character look like a surrogate themselves.
 */
static bool
has_pair(const char *text)
{
	return strstr(text, "\\ud") != NULL;
}

static void
check_copy(const struct json *before, const struct buffer *copy, bool is_whole)
{
	static const char *const members[] = { "id", "name", "a", "b", "" };
	struct error ignored;
	struct json *after =
	    json_parse(buffer_text(copy), copy->length, &ignored);

	must(after != NULL && json_kind(after) == JSON_OBJECT);
	check_is_visible(buffer_text(copy), copy->length);
	if (has_pair(buffer_text(copy)))
		goto done;
	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++)
		check_same(before, after, members[i]);
	if (is_whole)
		check_same(before, after, "token");
	else
		check_masked(before, after);
done:
	json_free(after);
}

/* An object that is not given to json-c must be as if it had been. */
static void
check_read(const struct json *tree, const struct json_record *record)
{
	for (size_t i = 0; i < record->shape.own_count; i++) {
		const struct json_member *own = &record->shape.own[i];
		char *name = xstrndup(own->name + 1, own->name_length - 2);
		const char *one = NULL, *other = NULL;

		must(json_record_has(record, name) ==
		     (json_get(tree, name) != NULL));
		must(json_record_get_string(record, name, &one) ==
		     json_get_string(tree, name, &other));
		must(one == NULL || strcmp(one, other) == 0);
		free(name);
	}
}

static void
read_and_copy(struct json_record *record, const struct json *tree,
    const char *text, size_t size, bool is_whole)
{
	const char *mask = is_whole ? NULL : MASK;
	struct buffer once, twice;
	struct error ignored;

	buffer_init(&once, 8 * size + sizeof(MASK));
	buffer_init(&twice, 8 * size + sizeof(MASK));
	must(json_record_read(record, text, size, &ignored));
	check_read(tree, record);
	must(json_record_copy(record, &once, "token", mask));
	check_copy(tree, &once, is_whole);
	must(json_record_read(
	    record, buffer_text(&once), once.length, &ignored));
	must(json_record_copy(record, &twice, "token", mask));
	must(strcmp(buffer_text(&once), buffer_text(&twice)) == 0);
	buffer_clear(&once);
	buffer_clear(&twice);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const char *text = (const char *)bytes + 1;
	struct json_record record;
	struct error ignored;
	struct json *tree;

	if (size < 2)
		return 0;
	tree = json_parse(text, size - 1, &ignored);
	json_record_init(&record);
	if (tree != NULL && json_kind(tree) == JSON_OBJECT)
		read_and_copy(&record, tree, text, size - 1, *bytes == WHOLE);
	else
		must(!json_record_read(&record, text, size - 1, &ignored));
	json_record_clear(&record);
	json_free(tree);
	return 0;
}
