/* SPDX-License-Identifier: ISC */
/* Compares keystrokes and writes them as people do. */
#include "config.h"

#include "controller/key.h"

#include <stdio.h>

#include "base/text.h"

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

void
key_label(struct key key, char label[KEY_LABEL_MAX])
{
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

	if (key.code == KEYCODE_CHARACTER)
		label_character(key, label);
	else if (key.code == KEYCODE_FUNCTION)
		snprintf(label, KEY_LABEL_MAX, "F%u", (unsigned int)key.scalar);
	else
		snprintf(label, KEY_LABEL_MAX, "%s", labels[key.code]);
}
