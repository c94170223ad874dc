/* SPDX-License-Identifier: ISC */
/* Edits one line by grapheme clusters. */
#include "config.h"

#include "controller/field.h"

#include <string.h>

#include "base/text.h"

void
field_init(struct field *field, size_t max)
{
	buffer_init(&field->text, max);
	field->cursor = 0;
}

void
field_clear(struct field *field)
{
	buffer_clear(&field->text);
	field->cursor = 0;
}

const char *
field_text(const struct field *field)
{
	return buffer_text(&field->text);
}

/* A mark that is put before another may join clusters around the cursor. */
static void
put_cursor(struct field *field, size_t offset)
{
	const char *text = field_text(field);
	size_t border = 0;

	while (border < offset)
		border = text_next(text, border);
	field->cursor = border;
}

/*
 * Puts bytes in the place of those from `start` up to `end`, the cursor after
 * them. False, and nothing changed, if the field's max would be passed.
 */
static bool
replace(struct field *field, size_t start, size_t end, const char *bytes,
    size_t length)
{
	const char *text = field_text(field);
	struct buffer next;

	buffer_init(&next, field->text.max);
	if (!buffer_add(&next, text, start) ||
	    !buffer_add(&next, bytes, length) ||
	    !buffer_add_text(&next, text + end)) {
		buffer_clear(&next);
		return false;
	}
	buffer_take(&field->text, &next);
	put_cursor(field, start + length);
	return true;
}

void
field_set(struct field *field, const char *text)
{
	size_t length = strlen(text);

	while (length > field->text.max)
		length = text_previous(text, length);
	buffer_clear(&field->text);
	buffer_add(&field->text, text, length);
	field->cursor = length;
}

static size_t
word_left(const struct field *field)
{
	const char *text = field_text(field);
	size_t at = field->cursor;

	while (at > 0 && text[text_previous(text, at)] == ' ')
		at = text_previous(text, at);
	while (at > 0 && text[text_previous(text, at)] != ' ')
		at = text_previous(text, at);
	return at;
}

static size_t
word_right(const struct field *field)
{
	const char *text = field_text(field);
	size_t at = field->cursor;

	while (text[at] == ' ')
		at = text_next(text, at);
	while (text[at] != '\0' && text[at] != ' ')
		at = text_next(text, at);
	return at;
}

/* The control keys that do what a key of its own does as well. */
static enum key_code
code_of(struct key key)
{
	if (key.code != KEYCODE_CHARACTER || !key.has_control)
		return key.code;
	switch (key.scalar) {
	case 'a':
		return KEYCODE_HOME;
	case 'e':
		return KEYCODE_END;
	case 'b':
		return KEYCODE_LEFT;
	case 'f':
		return KEYCODE_RIGHT;
	case 'd':
		return KEYCODE_DELETE;
	case 'h':
		return KEYCODE_BACKSPACE;
	}
	return KEYCODE_OTHER;
}

static bool
move(struct field *field, enum key_code code)
{
	const char *text = field_text(field);

	if (code == KEYCODE_HOME)
		field->cursor = 0;
	else if (code == KEYCODE_END)
		field->cursor = field->text.length;
	else if (code == KEYCODE_LEFT)
		field->cursor = text_previous(text, field->cursor);
	else if (code == KEYCODE_RIGHT)
		field->cursor = text_next(text, field->cursor);
	else if (code == KEYCODE_WORD_LEFT)
		field->cursor = word_left(field);
	else if (code == KEYCODE_WORD_RIGHT)
		field->cursor = word_right(field);
	else
		return false;
	return true;
}

static bool
erase(struct field *field, struct key key)
{
	const char *text = field_text(field);
	size_t start = field->cursor, end = field->cursor;
	enum key_code code = code_of(key);
	uint32_t letter =
	    key.code == KEYCODE_CHARACTER && key.has_control ? key.scalar : 0;

	if (code == KEYCODE_DELETE)
		end = text_next(text, end);
	else if (code == KEYCODE_BACKSPACE)
		start = text_previous(text, start);
	else if (letter == 'w')
		start = word_left(field);
	else if (letter == 'k')
		end = field->text.length;
	else if (letter == 'u')
		return replace(field, 0, field->text.length, "", 0);
	else
		return false;
	return replace(field, start, end, "", 0);
}

bool
field_key(struct field *field, struct key key)
{
	char bytes[4];

	if (key_is_text(key)) {
		replace(field, field->cursor, field->cursor, bytes,
		    text_encode(key.scalar, bytes));
		return true;
	}
	return move(field, code_of(key)) || erase(field, key);
}

/* The bytes that a control character takes at `text`; 0: it is none. */
static size_t
control_length(const char *text)
{
	unsigned char first = (unsigned char)text[0];
	unsigned char second = first == 0 ? 0 : (unsigned char)text[1];

	if (first < 0x20 || first == 0x7F)
		return 1;
	return first == 0xC2 && second >= 0x80 && second <= 0x9F ? 2 : 0;
}

static bool
is_break(char byte)
{
	return byte == '\n' || byte == '\r' || byte == '\t';
}

/*
 * Drops controls; the breaks that stand together become one blank. What is
 * left is no longer than it was, and so has room.
 */
static void
clean(struct buffer *line, const char *text)
{
	while (*text != '\0') {
		size_t length = control_length(text);

		if (is_break(*text)) {
			while (is_break(*text))
				text++;
			buffer_add(line, " ", 1);
		} else if (length > 0) {
			text += length;
		} else {
			buffer_add(line, text++, 1);
		}
	}
}

void
field_clean(const char *text, struct buffer *out)
{
	struct buffer line;
	const char *start;
	size_t length;

	buffer_init(&line, strlen(text));
	clean(&line, text);
	start = buffer_text(&line);
	while (*start == ' ')
		start++;
	length = strlen(start);
	while (length > 0 && start[length - 1] == ' ')
		length--;
	buffer_init(out, length);
	buffer_add(out, start, length);
	buffer_clear(&line);
}

bool
field_paste(struct field *field, const char *text)
{
	struct buffer line;
	bool is_inserted;

	field_clean(text, &line);
	is_inserted = replace(field, field->cursor, field->cursor,
	    buffer_text(&line), line.length);
	buffer_clear(&line);
	return is_inserted;
}
