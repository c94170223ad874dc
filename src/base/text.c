/* SPDX-License-Identifier: ISC */
/* UTF-8 read strictly, and how it is measured, cut and folded. */
#include "config.h"

#include "base/text.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <unicase.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uninorm.h>

#include "base/utf8.h"
#include "base/xmalloc.h"

size_t
utf8_decode(const char *bytes, size_t length, uint32_t *scalar)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	unsigned char first = (unsigned char)bytes[0];
	uint32_t value;
	size_t size;

	if (first < 0x80) {
		*scalar = first;
		return 1;
	}
	size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
	if (first < 0xC2 || first > 0xF4 || size > length)
		return 0;
	value = first & (0x7Fu >> size);
	for (size_t i = 1; i < size; i++) {
		unsigned char next = (unsigned char)bytes[i];

		if ((next & 0xC0) != 0x80)
			return 0;
		value = value << 6 | (next & 0x3Fu);
	}
	if (value < least[size] || value > 0x10FFFF ||
	    (value >= 0xD800 && value <= 0xDFFF))
		return 0;
	*scalar = value;
	return size;
}

bool
text_is_blank(const char *text)
{
	size_t length = strlen(text), size;
	uint32_t scalar;

	for (size_t at = 0; at < length; at += size) {
		size = utf8_decode(text + at, length - at, &scalar);
		if (size == 0 || !uc_is_property_white_space(scalar))
			return false;
	}
	return true;
}

bool
utf8_is_mark(uint32_t scalar)
{
	return uc_is_general_category_withtable(scalar, UC_CATEGORY_MASK_M);
}

size_t
text_encode(uint32_t scalar, char bytes[4])
{
	size_t size = scalar < 0x80      ? 1
	              : scalar < 0x800   ? 2
	              : scalar < 0x10000 ? 3
	                                 : 4;

	if (size == 1) {
		bytes[0] = (char)scalar;
		return 1;
	}
	for (size_t i = size - 1; i > 0; i--, scalar >>= 6)
		bytes[i] = (char)(0x80 | (scalar & 0x3F));
	bytes[0] = (char)((0xF00 >> size & 0xFF) | scalar);
	return size;
}

/* How many bytes at the front are ASCII, eight at a time. */
static size_t
ascii_prefix(const char *bytes, size_t length)
{
	size_t at = 0;
	uint64_t word;

	for (; length - at >= sizeof(word); at += sizeof(word)) {
		memcpy(&word, bytes + at, sizeof(word));
		if ((word & UINT64_C(0x8080808080808080)) != 0)
			break;
	}
	while (at < length && (unsigned char)bytes[at] < 0x80)
		at++;
	return at;
}

bool
text_is_valid(const char *bytes, size_t length)
{
	size_t at;

	if (length > 0 && memchr(bytes, '\0', length) != NULL)
		return false;
	at = ascii_prefix(bytes, length);
	while (at < length) {
		uint32_t scalar;
		size_t size = utf8_decode(bytes + at, length - at, &scalar);

		if (size == 0)
			return false;
		at += size;
	}
	return true;
}

bool
text_locale_is_utf8(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/* Columns of the bytes from `at` to `end`. */
static int
width_between(const char *text, size_t at, size_t end)
{
	int width = 0;

	while (at < end) {
		size_t plain = ascii_prefix(text + at, end - at);
		uint32_t scalar;
		size_t size;
		int columns = 1;

		width += (int)plain;
		at += plain;
		if (at == end)
			break;
		size = utf8_decode(text + at, end - at, &scalar);
		if (size > 1)
			columns = wcwidth((wchar_t)scalar);
		width += columns < 0 ? 0 : columns;
		at += size == 0 ? 1 : size;
	}
	return width;
}

int
text_width(const char *safe)
{
	return width_between(safe, 0, strlen(safe));
}

static bool
is_ascii(char c)
{
	return (unsigned char)c < 0x80;
}

/* The end of the grapheme cluster that begins at `at`, before `end`. */
static size_t
cluster_end(const char *text, size_t at, size_t end)
{
	const uint8_t *bytes = (const uint8_t *)text;
	const uint8_t *next;

	if (is_ascii(text[at]) && is_ascii(text[at + 1]) && text[at] != '\r')
		return at + 1;
	next = u8_grapheme_next(bytes + at, bytes + end);
	return next == NULL ? end : (size_t)(next - bytes);
}

size_t
text_next(const char *text, size_t offset)
{
	size_t end = strlen(text);

	return offset >= end ? offset : cluster_end(text, offset, end);
}

/* Walked from the start, so that it agrees with text_next in every case. */
size_t
text_previous(const char *text, size_t offset)
{
	size_t end = strlen(text), previous = 0, at = 0;

	while (at < offset && at < end) {
		previous = at;
		at = cluster_end(text, at, end);
	}
	return previous;
}

char *
text_cut(const char *safe, int columns)
{
	const char *ellipsis = text_locale_is_utf8() ? "\u2026" : "~";
	size_t end = strlen(safe), at = 0;
	int width = 0;

	if (columns <= 0)
		return xstrdup("");
	if (width_between(safe, 0, end) <= columns)
		return xstrdup(safe);
	while (at < end) {
		size_t next = cluster_end(safe, at, end);

		width += width_between(safe, at, next);
		if (width > columns - 1)
			break;
		at = next;
	}
	return xasprintf("%.*s%s", (int)at, safe, ellipsis);
}

static char *
fold_ascii(const char *text, size_t length)
{
	char *folded = xstrndup(text, length);

	for (size_t i = 0; i < length; i++)
		if (folded[i] >= 'A' && folded[i] <= 'Z')
			folded[i] = (char)(folded[i] - 'A' + 'a');
	return folded;
}

/* In place; returns the new length. */
static size_t
drop_marks(char *bytes, size_t length)
{
	size_t kept = 0, at = 0;

	while (at < length) {
		uint32_t scalar;
		size_t size = utf8_decode(bytes + at, length - at, &scalar);

		if (!utf8_is_mark(scalar)) {
			memmove(bytes + kept, bytes + at, size);
			kept += size;
		}
		at += size;
	}
	return kept;
}

/*
 * Marks go before folding, which would make a letter of the iota below; and
 * once more after it, for what folding brings. That needs no normalising
 * again: folding what is folded changes no character (tested for all).
 */
char *
text_fold(const char *text)
{
	size_t length = strlen(text);
	uint8_t *plain, *folded;
	char *result;

	if (ascii_prefix(text, length) == length)
		return fold_ascii(text, length);
	if (!text_is_valid(text, length))
		return xstrdup(text);
	plain = xchecked(u8_normalize(
	    UNINORM_NFKD, (const uint8_t *)text, length, NULL, &length));
	length = drop_marks((char *)plain, length);
	folded =
	    xchecked(u8_casefold(plain, length, NULL, NULL, NULL, &length));
	length = drop_marks((char *)folded, length);
	result = xstrndup((const char *)folded, length);
	free(plain);
	free(folded);
	return result;
}

bool
text_is_same(const char *one, const char *other)
{
	size_t length = strlen(one), other_length = strlen(other);
	int order = 1;

	if (strcmp(one, other) == 0)
		return true;
	if (!text_is_valid(one, length) || !text_is_valid(other, other_length))
		return false;
	if (u8_casecmp((const uint8_t *)one, length, (const uint8_t *)other,
	        other_length, NULL, UNINORM_NFC, &order) != 0)
		return false;
	return order == 0;
}
