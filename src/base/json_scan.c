/* SPDX-License-Identifier: ISC */
/* Goes once over a document, for all that json-c is lax about. */
#include "config.h"

#include "base/json_scan.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <bsd/sys/endian.h>

#include "base/utf8.h"
#include "base/xmalloc.h"

struct scanner {
	const char *at, *end;
	int depth;
	bool has_escape;
	struct json_shape *shape;
};

static bool
is_plain(char c)
{
	return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

/* A byte, eight times. */
static uint64_t
all(unsigned char byte)
{
	return UINT64_C(0x0101010101010101) * byte;
}

/*
 * Eight at a time, the first as the lowest: the highest bit of a byte is set
 * by one of the terms for each kind that is not plain, and by a carry, which
 * comes only from such a byte below.
 */
size_t
json_plain_run(const char *bytes, size_t length)
{
	size_t at = 0;

	for (; length - at >= sizeof(uint64_t); at += sizeof(uint64_t)) {
		uint64_t word = le64dec(bytes + at);
		uint64_t others = word | (word + all(1)) | (word - all(0x20)) |
		                  ((word ^ all('"')) - all(1)) |
		                  ((word ^ all('\\')) - all(1));

		others &= all(0x80);
		if (others != 0)
			return at + (size_t)(ffsll((long long)others) - 1) / 8;
	}
	while (at < length && is_plain(bytes[at]))
		at++;
	return at;
}

static bool
is_next(const struct scanner *scanner, char c)
{
	return scanner->at < scanner->end && *scanner->at == c;
}

static bool
skip_char(struct scanner *scanner, char c)
{
	if (!is_next(scanner, c))
		return false;
	scanner->at++;
	return true;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static void
skip_blanks(struct scanner *scanner)
{
	while (scanner->at < scanner->end && is_blank(*scanner->at))
		scanner->at++;
}

/* A backslash and the byte after it; json-c knows which may stand there. */
static bool
skip_escape(struct scanner *scanner)
{
	static const char nul[] = "\\u0000";
	size_t left = (size_t)(scanner->end - scanner->at);

	scanner->has_escape = true;
	if (left < 2 || (left >= 6 && memcmp(scanner->at, nul, 6) == 0))
		return false;
	scanner->at += 2;
	return true;
}

static bool
skip_string(struct scanner *scanner)
{
	if (!skip_char(scanner, '"'))
		return false;
	for (;;) {
		size_t left = (size_t)(scanner->end - scanner->at), size;
		uint32_t scalar;

		size = json_plain_run(scanner->at, left);
		scanner->at += size;
		left -= size;
		if (left == 0)
			return false;
		if (skip_char(scanner, '"'))
			return true;
		if (is_next(scanner, '\\')) {
			if (!skip_escape(scanner))
				return false;
			continue;
		}
		size = utf8_decode(scanner->at, left, &scalar);
		if (size == 0 || scalar < 0x20)
			return false;
		scanner->at += size;
	}
}

static size_t
skip_digits(struct scanner *scanner)
{
	const char *start = scanner->at;

	while (scanner->at < scanner->end && *scanner->at >= '0' &&
	       *scanner->at <= '9')
		scanner->at++;
	return (size_t)(scanner->at - start);
}

/* RFC 8259, section 6: no leading zeros, no bare dots, no plus. */
static bool
skip_number(struct scanner *scanner)
{
	skip_char(scanner, '-');
	if (!skip_char(scanner, '0') && skip_digits(scanner) == 0)
		return false;
	if (skip_char(scanner, '.') && skip_digits(scanner) == 0)
		return false;
	if (skip_char(scanner, 'e') || skip_char(scanner, 'E')) {
		if (!skip_char(scanner, '+'))
			skip_char(scanner, '-');
		return skip_digits(scanner) > 0;
	}
	return true;
}

static bool
skip_word(struct scanner *scanner, const char *word)
{
	size_t length = strlen(word);

	if ((size_t)(scanner->end - scanner->at) < length ||
	    memcmp(scanner->at, word, length) != 0)
		return false;
	scanner->at += length;
	return true;
}

/* Brackets, and between them items with commas. */
static bool
skip_items(struct scanner *scanner, char closing,
    bool (*skip_item)(struct scanner *scanner))
{
	if (++scanner->depth > JSON_DEPTH_MAX)
		return false;
	if (scanner->depth > 1)
		scanner->shape->is_flat = false;
	scanner->at++;
	skip_blanks(scanner);
	if (!is_next(scanner, closing)) {
		do {
			skip_blanks(scanner);
			if (!skip_item(scanner))
				return false;
			skip_blanks(scanner);
		} while (skip_char(scanner, ','));
	}
	scanner->depth--;
	return skip_char(scanner, closing);
}

static void
note_member(struct json_shape *shape, const struct json_member *member)
{
	if (shape->own_count == shape->own_capacity) {
		shape->own_capacity = 2 * shape->own_capacity + 8;
		shape->own = xreallocarray(
		    shape->own, shape->own_capacity, sizeof(*shape->own));
	}
	shape->own[shape->own_count++] = *member;
}

/* Values and members are made of each other. */
static bool skip_member(struct scanner *scanner);

static bool
skip_value(struct scanner *scanner)
{
	switch (scanner->at == scanner->end ? '\0' : *scanner->at) {
	case '{':
		return skip_items(scanner, '}', skip_member);
	case '[':
		return skip_items(scanner, ']', skip_value);
	case '"':
		return skip_string(scanner);
	case 't':
		return skip_word(scanner, "true");
	case 'f':
		return skip_word(scanner, "false");
	case 'n':
		return skip_word(scanner, "null");
	default:
		return skip_number(scanner);
	}
}

static bool
skip_member(struct scanner *scanner)
{
	struct json_member member = { .name = scanner->at };

	scanner->has_escape = false;
	if (!skip_string(scanner))
		return false;
	if (scanner->has_escape)
		scanner->shape->is_flat = false;
	scanner->has_escape = false;
	member.name_length = (size_t)(scanner->at - member.name);
	skip_blanks(scanner);
	if (!skip_char(scanner, ':'))
		return false;
	skip_blanks(scanner);
	member.value = scanner->at;
	if (!skip_value(scanner))
		return false;
	member.value_length = (size_t)(scanner->at - member.value);
	member.has_escape = scanner->has_escape;
	scanner->shape->members++;
	if (scanner->depth == 1)
		note_member(scanner->shape, &member);
	return true;
}

bool
json_scan(const char *bytes, size_t length, struct json_shape *shape)
{
	struct scanner scanner = {
		.at = bytes,
		.end = bytes + length,
		.shape = shape,
	};

	shape->members = 0;
	shape->own_count = 0;
	skip_blanks(&scanner);
	shape->is_flat = is_next(&scanner, '{');
	if (!skip_value(&scanner))
		return false;
	skip_blanks(&scanner);
	return scanner.at == scanner.end;
}

void
json_shape_clear(struct json_shape *shape)
{
	free(shape->own);
	*shape = (struct json_shape){ 0 };
}
