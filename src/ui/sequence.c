/* SPDX-License-Identifier: ISC */
/* Reads the bytes of one key: a character, a control or a sequence. */
#include "config.h"

#include "ui/sequence.h"

#include <string.h>

#include "base/text.h"

#define ESCAPE '\033'
#define NUMBERS ((size_t)3)

/* Buttons as SGR reports name them (xterm, mode 1006). */
enum {
	BUTTON_LEFT = 0,
	BUTTON_WHEEL_UP = 64,
	BUTTON_WHEEL_DOWN = 65,
};

/* A control sequence: ESC [ parameters final. */
struct control {
	int number[NUMBERS];
	size_t numbers;
	char final;
};

static struct sequence
whole(size_t length, enum key_code code, uint32_t scalar)
{
	struct sequence sequence = { .length = length,
		.key = { .code = code, .scalar = scalar } };

	return sequence;
}

static struct sequence
not_whole(bool is_timed)
{
	struct sequence sequence = { .is_timed = is_timed };

	return sequence;
}

/* How long a character is that begins with this byte; 0: none does. */
static size_t
character_length(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first < 0xC2 || first > 0xF4)
		return 0;
	return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

size_t
sequence_character(const char *bytes, size_t length, uint32_t *scalar)
{
	static const unsigned char masks[] = { 0, 0x7F, 0x1F, 0x0F, 0x07 };
	size_t i, unit;

	unit = length > 0 ? character_length((unsigned char)bytes[0]) : 0;
	if (unit == 0 || unit > length)
		return 0;
	if (unit > 1 && !text_is_valid(bytes, unit))
		return 0;
	*scalar = (unsigned char)bytes[0] & masks[unit];
	for (i = 1; i < unit; i++)
		*scalar = *scalar << 6 | ((unsigned char)bytes[i] & 0x3F);
	return unit;
}

static struct sequence
read_character(const char *bytes, size_t length)
{
	size_t unit = character_length((unsigned char)bytes[0]), i;
	uint32_t scalar;

	if (unit == 0)
		return whole(1, KEYCODE_OTHER, 0);
	for (i = 1; i < unit && i < length; i++)
		if (((unsigned char)bytes[i] & 0xC0) != 0x80)
			return whole(i, KEYCODE_OTHER, 0);
	if (unit > length)
		return not_whole(false);
	if (sequence_character(bytes, length, &scalar) == 0)
		return whole(unit, KEYCODE_OTHER, 0);
	return whole(unit, KEYCODE_CHARACTER, scalar);
}

static struct sequence
read_control_character(char byte)
{
	struct sequence sequence;

	switch (byte) {
	case '\r':
	case '\n':
		return whole(1, KEYCODE_ENTER, 0);
	case '\t':
		return whole(1, KEYCODE_TAB, 0);
	case '\b':
	case 0x7F:
		return whole(1, KEYCODE_BACKSPACE, 0);
	}
	if (byte > 26)
		return whole(1, KEYCODE_OTHER, 0);
	sequence = whole(
	    1, KEYCODE_CHARACTER, byte == 0 ? ' ' : (uint32_t)('a' + byte - 1));
	sequence.key.has_control = true;
	return sequence;
}

/* Keys that end in a letter; a modifier makes an arrow a word move. */
static struct sequence
letter_key(size_t length, char letter, bool has_modifier)
{
	switch (letter) {
	case 'A':
		return whole(length, KEYCODE_UP, 0);
	case 'B':
		return whole(length, KEYCODE_DOWN, 0);
	case 'C':
		return whole(length,
		    has_modifier ? KEYCODE_WORD_RIGHT : KEYCODE_RIGHT, 0);
	case 'D':
		return whole(
		    length, has_modifier ? KEYCODE_WORD_LEFT : KEYCODE_LEFT, 0);
	case 'c':
		return whole(length, KEYCODE_WORD_RIGHT, 0);
	case 'd':
		return whole(length, KEYCODE_WORD_LEFT, 0);
	case 'H':
		return whole(length, KEYCODE_HOME, 0);
	case 'F':
		return whole(length, KEYCODE_END, 0);
	case 'M':
		return whole(length, KEYCODE_ENTER, 0);
	case 'Z':
		return whole(length, KEYCODE_BACKTAB, 0);
	case 'P':
	case 'Q':
	case 'R':
	case 'S':
		return whole(
		    length, KEYCODE_FUNCTION, (uint32_t)(letter - 'P' + 1));
	}
	return whole(length, KEYCODE_OTHER, 0);
}

/* Keys that end in a tilde, by number; the gaps are those of the VT220. */
static struct sequence
number_key(size_t length, int number)
{
	switch (number) {
	case 1:
	case 7:
		return whole(length, KEYCODE_HOME, 0);
	case 4:
	case 8:
		return whole(length, KEYCODE_END, 0);
	case 3:
		return whole(length, KEYCODE_DELETE, 0);
	case 5:
		return whole(length, KEYCODE_PAGE_UP, 0);
	case 6:
		return whole(length, KEYCODE_PAGE_DOWN, 0);
	}
	if (number >= 11 && number <= 15)
		return whole(length, KEYCODE_FUNCTION, (uint32_t)number - 10);
	if (number >= 17 && number <= 21)
		return whole(length, KEYCODE_FUNCTION, (uint32_t)number - 11);
	if (number == 23 || number == 24)
		return whole(length, KEYCODE_FUNCTION, (uint32_t)number - 12);
	return whole(length, KEYCODE_OTHER, 0);
}

/* Reads parameters and the final byte; 0: not whole. */
static size_t
read_parameters(const char *bytes, size_t length, struct control *control)
{
	size_t i;

	memset(control, 0, sizeof(*control));
	for (i = 2; i < length; i++) {
		if (bytes[i] >= '0' && bytes[i] <= '9' &&
		    control->numbers < NUMBERS &&
		    control->number[control->numbers] < 1000) {
			control->number[control->numbers] *= 10;
			control->number[control->numbers] += bytes[i] - '0';
		} else if (bytes[i] == ';') {
			control->numbers++;
		} else if (bytes[i] < ' ' || bytes[i] > '?') {
			control->final = bytes[i];
			return i + 1;
		}
	}
	return 0;
}

/* ESC [ < button ; column ; row M: a press; m: a release, which is nothing. */
static struct sequence
mouse_report(size_t length, const struct control *control)
{
	struct sequence sequence = { .length = length };
	int button = control->number[0];

	sequence.mouse.x = control->number[1] - 1;
	sequence.mouse.y = control->number[2] - 1;
	sequence.mouse.act = button == BUTTON_WHEEL_UP     ? MOUSE_WHEEL_UP
	                     : button == BUTTON_WHEEL_DOWN ? MOUSE_WHEEL_DOWN
	                                                   : MOUSE_CLICK;
	sequence.is_mouse =
	    control->final == 'M' &&
	    (button == BUTTON_LEFT || sequence.mouse.act != MOUSE_CLICK);
	sequence.is_empty = !sequence.is_mouse;
	return sequence;
}

static struct sequence
read_control_sequence(const char *bytes, size_t length, bool is_late)
{
	struct control control;
	struct sequence sequence;
	size_t end;

	/* The Linux console's F1 to F5. */
	if (length > 3 && bytes[2] == '[')
		return bytes[3] >= 'A' && bytes[3] <= 'E'
		           ? whole(4, KEYCODE_FUNCTION,
		                 (uint32_t)(bytes[3] - 'A' + 1))
		           : whole(4, KEYCODE_OTHER, 0);
	if (length == 3 && bytes[2] == '[')
		return is_late ? whole(3, KEYCODE_OTHER, 0) : not_whole(true);
	end = read_parameters(bytes, length, &control);
	if (end == 0)
		return is_late ? whole(length, KEYCODE_OTHER, 0)
		               : not_whole(true);
	/* A control or another escape broke it off: that one counts. */
	if (control.final < ' ')
		return whole(end - 1, KEYCODE_OTHER, 0);
	if ((control.final == 'I' || control.final == 'O') && end == 3)
		return (struct sequence){ .length = end,
			.is_focus_lost = control.final == 'O',
			.is_empty = control.final == 'I' };
	if (bytes[2] == '<')
		return mouse_report(end, &control);
	if (control.final != '~')
		return letter_key(end, control.final, control.number[1] > 1);
	sequence = number_key(end, control.number[0]);
	sequence.is_paste = control.number[0] == 200;
	return sequence;
}

static struct sequence
read_escape(const char *bytes, size_t length, bool is_late)
{
	if (length == 1)
		return is_late ? whole(1, KEYCODE_ESCAPE, 0) : not_whole(true);
	switch (bytes[1]) {
	case '[':
		if (length == 2)
			return is_late ? whole(2, KEYCODE_OTHER, 0)
			               : not_whole(true);
		return read_control_sequence(bytes, length, is_late);
	case 'O':
		if (length == 2)
			return is_late ? whole(2, KEYCODE_OTHER, 0)
			               : not_whole(true);
		return letter_key(3, bytes[2], false);
	case 'b':
		return whole(2, KEYCODE_WORD_LEFT, 0);
	case 'f':
		return whole(2, KEYCODE_WORD_RIGHT, 0);
	}
	return whole(1, KEYCODE_ESCAPE, 0);
}

struct sequence
sequence_read(const char *bytes, size_t length, bool is_late)
{
	if (length == 0)
		return not_whole(false);
	if (bytes[0] == ESCAPE)
		return read_escape(bytes, length, is_late);
	if ((unsigned char)bytes[0] < ' ' || bytes[0] == 0x7F)
		return read_control_character(bytes[0]);
	return read_character(bytes, length);
}
