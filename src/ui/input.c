/* SPDX-License-Identifier: ISC */
/* Tells keys, escape sequences and pastes apart. */
#include "config.h"

#include "ui/input.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "base/xmalloc.h"
#include "ui/burst.h"
#include "ui/sequence.h"

#define PASTE_BEGIN "\033[200~"
#define PASTE_END "\033[201~"
#define REPLACEMENT "\357\277\275"

void
input_init(struct input *input, bool is_unmarked)
{
	memset(input, 0, sizeof(*input));
	buffer_init(&input->pending, INPUT_PASTE_MAX);
	buffer_init(&input->paste, INPUT_PASTE_MAX);
	input->is_unmarked = is_unmarked;
}

void
input_clear(struct input *input)
{
	buffer_clear(&input->pending);
	buffer_clear(&input->paste);
}

void
input_add(struct input *input, const char *bytes, size_t length)
{
	/* What goes beyond the cap has nobody who could have meant it. */
	buffer_add(
	    input->has_burst ? &input->paste : &input->pending, bytes, length);
}

/* Makes text of bytes: what is not UTF-8, and NUL, becomes U+FFFD. */
static char *
valid_text(const char *bytes, size_t length)
{
	struct buffer text;
	char *copy;
	size_t i = 0, unit;
	uint32_t scalar;

	buffer_init(&text, SIZE_MAX / 2);
	while (i < length) {
		unit = sequence_character(bytes + i, length - i, &scalar);
		if (unit == 0 || bytes[i] == '\0') {
			buffer_add_text(&text, REPLACEMENT);
			i++;
			continue;
		}
		buffer_add(&text, bytes + i, unit);
		i += unit;
	}
	copy = xstrdup(buffer_text(&text));
	buffer_clear(&text);
	return copy;
}

static enum input_state
take_paste(struct input *input, struct event *out)
{
	out->kind = EVENT_PASTE;
	out->paste =
	    valid_text(buffer_text(&input->paste), input->paste.length);
	buffer_clear(&input->paste);
	input->is_pasting = false;
	input->has_end = false;
	input->has_burst = false;
	return INPUT_EVENT;
}

/* Drops what has become events, so that the buffer does not grow for ever. */
static void
forget_taken(struct input *input)
{
	struct buffer rest;

	if (input->taken == 0)
		return;
	buffer_init(&rest, input->pending.max);
	buffer_add(&rest, buffer_text(&input->pending) + input->taken,
	    input->pending.length - input->taken);
	buffer_take(&input->pending, &rest);
	input->typed -=
	    input->typed < input->taken ? input->typed : input->taken;
	input->taken = 0;
}

/* How many bytes at the end may be the beginning of the end mark. */
static size_t
partial_end(const char *bytes, size_t length)
{
	size_t part;

	for (part = strlen(PASTE_END) - 1; part > 0; part--)
		if (part <= length &&
		    memcmp(bytes + length - part, PASTE_END, part) == 0)
			return part;
	return 0;
}

static const char *
find(const char *bytes, size_t length, const char *mark)
{
	return memmem(bytes, length, mark, strlen(mark));
}

/*
 * Moves what was pasted over, up to the last end mark that has come. Text
 * that holds such a mark itself is followed by the terminal's own: between
 * them lies text, unless a new paste begins there. True: one does.
 */
static bool
take_up_to_end(struct input *input)
{
	const char *bytes, *end, *begin;
	size_t length;

	for (;;) {
		bytes = buffer_text(&input->pending) + input->taken;
		length = input->pending.length - input->taken;
		end = find(bytes, length, PASTE_END);
		begin =
		    input->has_end ? find(bytes, length, PASTE_BEGIN) : NULL;
		if (begin != NULL && (end == NULL || begin < end))
			return true;
		if (end == NULL)
			return false;
		buffer_add(&input->paste, bytes, (size_t)(end - bytes));
		input->taken += (size_t)(end - bytes) + strlen(PASTE_END);
		input->has_end = true;
	}
}

/*
 * Should the end mark have been lost, the Escape key alone ends the paste:
 * the keyboard must not be dead for good.
 */
static enum input_state
continue_paste(struct input *input, bool is_late, struct event *out)
{
	bool is_next = take_up_to_end(input);
	const char *bytes = buffer_text(&input->pending) + input->taken;
	size_t length = input->pending.length - input->taken, tail;

	if (input->has_end)
		return is_next || is_late ? take_paste(input, out)
		                          : INPUT_BURST;
	tail = partial_end(bytes, length);
	buffer_add(&input->paste, bytes, length - tail);
	input->taken += length - tail;
	forget_taken(input);
	if (tail == 1 && is_late)
		return take_paste(input, out);
	return tail == 0 ? INPUT_EMPTY : INPUT_PARTIAL;
}

/*
 * Judges what has come in since the last keys were: true while it is, or may
 * become, a paste without marks. What is judged to be keys stays so. Where
 * pastes have marks, a program such as tmux may still send one without them:
 * what nobody types is one there, too, but no key is held back in doubt.
 */
static bool
is_in_burst(struct input *input, bool is_late)
{
	const char *bytes = buffer_text(&input->pending) + input->taken;
	size_t length = input->pending.length - input->taken;

	if (input->has_burst)
		return true;
	if (input->is_pasting || input->taken < input->typed)
		return false;
	switch (burst_judge(bytes, length)) {
	case BURST_PASTE:
		input->has_burst = true;
		buffer_add(&input->paste, bytes, length);
		input->taken += length;
		forget_taken(input);
		return true;
	case BURST_MAYBE:
		if (input->is_unmarked && !is_late)
			return true;
		break;
	case BURST_NONE:
		break;
	}
	input->typed = input->pending.length;
	return false;
}

enum input_state
input_next(struct input *input, bool is_late, struct event *out)
{
	struct sequence sequence;

	if (is_in_burst(input, is_late))
		return is_late ? take_paste(input, out) : INPUT_BURST;
	while (!input->is_pasting) {
		sequence =
		    sequence_read(buffer_text(&input->pending) + input->taken,
		        input->pending.length - input->taken, is_late);
		if (sequence.length == 0) {
			forget_taken(input);
			return sequence.is_timed ? INPUT_PARTIAL : INPUT_EMPTY;
		}
		input->taken += sequence.length;
		input->is_pasting = sequence.is_paste;
		if (sequence.is_paste)
			break;
		if (sequence.is_empty)
			continue;
		if (sequence.is_mouse) {
			out->kind = EVENT_MOUSE;
			out->mouse = sequence.mouse;
			return INPUT_EVENT;
		}
		if (sequence.is_focus_lost) {
			out->kind = EVENT_FOCUS_LOST;
			return INPUT_EVENT;
		}
		out->kind = EVENT_KEY;
		out->key = sequence.key;
		return INPUT_EVENT;
	}
	return continue_paste(input, is_late, out);
}
