/* SPDX-License-Identifier: ISC */
/* Searches runs of straws with memmem(3), which is fast on long stretches. */
#include "config.h"

#include "model/haystack.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xmalloc.h"

void
haystack_clear(struct haystack *haystack)
{
	free(haystack->text);
	free(haystack->starts);
	*haystack = (struct haystack){ 0 };
}

static char *
reserve(struct haystack *haystack, size_t length)
{
	size_t needed = haystack->length + length;

	if (needed > haystack->capacity) {
		haystack->capacity = needed + needed / 2 + 256;
		haystack->text =
		    xreallocarray(haystack->text, haystack->capacity, 1);
	}
	return haystack->text + haystack->length;
}

static bool
is_ascii(const char *text, size_t length)
{
	unsigned char all = 0;

	for (size_t i = 0; i < length; i++)
		all |= (unsigned char)text[i];
	return all < 0x80;
}

/* Appends the text and its NUL; `text` is folded already. */
static void
append_folded(struct haystack *haystack, const char *text)
{
	size_t size = strlen(text) + 1;

	memcpy(reserve(haystack, size), text, size);
	haystack->length += size;
}

/* Nearly all texts are ASCII, which is folded on its way. */
static void
append(struct haystack *haystack, const char *text)
{
	size_t length = text == NULL ? 0 : strlen(text);
	char *copy, *folded;

	if (!is_ascii(text, length)) {
		folded = text_fold(text);
		append_folded(haystack, folded);
		free(folded);
		return;
	}
	copy = reserve(haystack, length + 1);
	for (size_t i = 0; i < length; i++) {
		char c = text[i];

		copy[i] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
	}
	copy[length] = '\0';
	haystack->length += length + 1;
}

static void
append_straw(struct haystack *haystack, const struct apikey *apikey,
    const char *organization, const struct ledger_entry *entry)
{
	append(haystack, apikey->name);
	append_folded(haystack, organization);
	append(haystack, apikey->id);
	append(haystack, apikey->token.tail);
	append(haystack, entry == NULL ? NULL : entry->note);
	append(haystack, entry == NULL ? NULL : entry->tags);
}

/* Moves the last `size` bytes of the text to `at`. */
static void
move_tail(struct haystack *haystack, size_t at, size_t size)
{
	char *tail = xcalloc(size, 1);
	size_t from = haystack->length - size;

	memcpy(tail, haystack->text + from, size);
	memmove(haystack->text + at + size, haystack->text + at, from - at);
	memcpy(haystack->text + at, tail, size);
	free(tail);
}

void
haystack_insert(struct haystack *haystack, size_t index,
    const struct apikey *apikey, const char *organization,
    const struct ledger_entry *entry)
{
	size_t count = haystack->count, before = haystack->length, size;

	if (count + 2 > haystack->starts_capacity) {
		haystack->starts_capacity = count + count / 2 + 16;
		haystack->starts = xreallocarray(haystack->starts,
		    haystack->starts_capacity, sizeof(*haystack->starts));
		haystack->starts[count] = (uint32_t)before;
	}
	append_straw(haystack, apikey, organization, entry);
	size = haystack->length - before;
	if (index < count)
		move_tail(haystack, haystack->starts[index], size);
	for (size_t i = count + 1; i > index; i--)
		haystack->starts[i] = haystack->starts[i - 1] + (uint32_t)size;
	haystack->count++;
}

void
haystack_remove(struct haystack *haystack, size_t index)
{
	uint32_t start = haystack->starts[index];
	uint32_t end = haystack->starts[index + 1];

	memmove(haystack->text + start, haystack->text + end,
	    haystack->length - end);
	haystack->length -= end - start;
	for (size_t i = index; i < haystack->count; i++)
		haystack->starts[i] = haystack->starts[i + 1] - (end - start);
	haystack->count--;
}

void
haystack_trim(struct haystack *haystack)
{
	haystack->capacity = haystack->length;
	haystack->text = xreallocarray(haystack->text, haystack->capacity, 1);
	haystack->starts_capacity = haystack->count + 1;
	haystack->starts = xreallocarray(haystack->starts,
	    haystack->starts_capacity, sizeof(*haystack->starts));
	haystack->starts[haystack->count] = (uint32_t)haystack->length;
}

size_t
haystack_bytes(const struct haystack *haystack)
{
	return haystack->capacity +
	       haystack->starts_capacity * sizeof(*haystack->starts);
}

const char *
haystack_piece(
    const struct haystack *haystack, size_t index, enum haystack_piece piece)
{
	const char *text = haystack->text + haystack->starts[index];

	for (int i = PIECE_NAME; i < (int)piece; i++)
		text += strlen(text) + 1;
	return text;
}

/* The same for the run of hits from `first` up to `end`. */
static void
keep_hits_of_run(const struct haystack *haystack, const char *word,
    size_t word_length, bool *is_hit, size_t first, size_t end)
{
	const char *text = haystack->text;
	const uint32_t *starts = haystack->starts;
	size_t index = first;

	while (index < end) {
		const char *found = memmem(text + starts[index],
		    starts[end] - starts[index], word, word_length);
		size_t at =
		    found == NULL ? starts[end] : (size_t)(found - text);

		while (index < end && starts[index + 1] <= at)
			is_hit[index++] = false;
		index++;
	}
}

void
haystack_keep_hits(
    const struct haystack *haystack, const char *word, bool *is_hit)
{
	size_t word_length = strlen(word), first = 0, end;

	while (first < haystack->count) {
		end = first;
		while (end < haystack->count && is_hit[end])
			end++;
		keep_hits_of_run(
		    haystack, word, word_length, is_hit, first, end);
		first = end + 1;
	}
}
