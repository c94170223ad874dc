/* SPDX-License-Identifier: ISC */
/* Compares keystrokes and writes them as people do. */
#include "config.h"

#include "controller/key.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "base/utf8.h"

#define FUNCTION_MAX 12

bool
key_is_equal(struct key one, struct key other)
{
	if (one.code != other.code)
		return false;
	if (one.code == KEYCODE_CHARACTER || one.code == KEYCODE_FUNCTION)
		return one.scalar == other.scalar &&
		       one.has_control == other.has_control;
	return true;
}

bool
key_is_text(struct key key)
{
	if (key.code != KEYCODE_CHARACTER || key.has_control)
		return false;
	if (key.scalar < 0x20 || (key.scalar >= 0x7F && key.scalar < 0xA0))
		return false;
	return key.scalar < 0xD800 ||
	       (key.scalar > 0xDFFF && key.scalar <= 0x10FFFF);
}

static void
label_character(struct key key, char label[KEY_LABEL_MAX])
{
	uint32_t scalar = key.scalar;
	char bytes[4];
	size_t length;

	if (key.has_control && scalar >= 'a' && scalar <= 'z')
		scalar -= 'a' - 'A';
	length = text_encode(scalar, bytes);
	if (scalar == ' ')
		snprintf(label, KEY_LABEL_MAX, "%sSpace",
		    key.has_control ? "Ctrl-" : "");
	else
		snprintf(label, KEY_LABEL_MAX, "%s%.*s",
		    key.has_control ? "Ctrl-" : "", (int)length, bytes);
}

/* The keys that have a name alone. */
static const char *const labels[] = {
	[KEYCODE_ENTER] = "Enter",
	[KEYCODE_ESCAPE] = "Esc",
	[KEYCODE_TAB] = "Tab",
	[KEYCODE_BACKTAB] = "Shift-Tab",
	[KEYCODE_BACKSPACE] = "Backspace",
	[KEYCODE_DELETE] = "Delete",
	[KEYCODE_UP] = "Up",
	[KEYCODE_DOWN] = "Down",
	[KEYCODE_LEFT] = "Left",
	[KEYCODE_RIGHT] = "Right",
	[KEYCODE_WORD_LEFT] = "Ctrl-Left",
	[KEYCODE_WORD_RIGHT] = "Ctrl-Right",
	[KEYCODE_HOME] = "Home",
	[KEYCODE_END] = "End",
	[KEYCODE_PAGE_UP] = "PgUp",
	[KEYCODE_PAGE_DOWN] = "PgDn",
	[KEYCODE_OTHER] = "",
};

void
key_label(struct key key, char label[KEY_LABEL_MAX])
{
	if (key.code == KEYCODE_CHARACTER)
		label_character(key, label);
	else if (key.code == KEYCODE_FUNCTION)
		snprintf(label, KEY_LABEL_MAX, "F%u", (unsigned int)key.scalar);
	else
		snprintf(label, KEY_LABEL_MAX, "%s", labels[key.code]);
}

static bool
parse_named(const char *label, struct key *out)
{
	for (int code = KEYCODE_ENTER; code < KEYCODE_OTHER; code++) {
		if (strcasecmp(label, labels[code]) != 0)
			continue;
		*out = (struct key){ .code = (enum key_code)code };
		return true;
	}
	return false;
}

static bool
parse_function(const char *label, struct key *out)
{
	int number = 0, end = 0;

	if (sscanf(label, "%*1[Ff]%2d%n", &number, &end) != 1 ||
	    label[end] != '\0' || number < 1 || number > FUNCTION_MAX ||
	    label[1] < '1')
		return false;
	*out = (struct key){ .code = KEYCODE_FUNCTION,
		.scalar = (uint32_t)number };
	return true;
}

/* What a terminal sends for a control key is one byte, often another key's. */
static bool
parse_control(const char *name, struct key *out)
{
	char letter = name[0];

	*out = (struct key){ KEYCODE_CHARACTER, ' ', true };
	if (strcasecmp(name, "Space") == 0)
		return true;
	if (letter >= 'A' && letter <= 'Z')
		letter = (char)(letter + 'a' - 'A');
	if (letter < 'a' || letter > 'z' || name[1] != '\0')
		return false;
	out->scalar = (uint32_t)letter;
	if (letter == 'i')
		*out = (struct key){ .code = KEYCODE_TAB };
	else if (letter == 'h')
		*out = (struct key){ .code = KEYCODE_BACKSPACE };
	else if (letter == 'j' || letter == 'm')
		*out = (struct key){ .code = KEYCODE_ENTER };
	return true;
}

/* One character that can be seen. */
static bool
parse_character(const char *label, struct key *out)
{
	uint32_t scalar;
	size_t length = strlen(label);

	if (length == 0 || utf8_decode(label, length, &scalar) != length)
		return false;
	*out = (struct key){ .code = KEYCODE_CHARACTER, .scalar = scalar };
	return scalar != ' ' && key_is_text(*out);
}

bool
key_parse(const char *label, struct key *out)
{
	if (strcasecmp(label, "Space") == 0) {
		*out = (struct key){ .code = KEYCODE_CHARACTER, .scalar = ' ' };
		return true;
	}
	if (parse_named(label, out) || parse_function(label, out))
		return true;
	if (strncasecmp(label, "Ctrl-", 5) == 0)
		return parse_control(label + 5, out);
	return parse_character(label, out);
}
