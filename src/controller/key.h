/* SPDX-License-Identifier: ISC */
/* A keystroke, independent of any terminal. */
#ifndef KEYRACK_CONTROLLER_KEY_H
#define KEYRACK_CONTROLLER_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum key_code {
	KEYCODE_CHARACTER, /* `scalar` holds it */
	KEYCODE_FUNCTION,  /* `scalar` holds the number: 1 is F1 */
	KEYCODE_ENTER,
	KEYCODE_ESCAPE,
	KEYCODE_TAB,
	KEYCODE_BACKTAB,
	KEYCODE_BACKSPACE,
	KEYCODE_DELETE,
	KEYCODE_UP,
	KEYCODE_DOWN,
	KEYCODE_LEFT,
	KEYCODE_RIGHT,
	KEYCODE_WORD_LEFT, /* Ctrl-Left, Alt-Left */
	KEYCODE_WORD_RIGHT,
	KEYCODE_HOME,
	KEYCODE_END,
	KEYCODE_PAGE_UP,
	KEYCODE_PAGE_DOWN,
	KEYCODE_OTHER, /* something that keyrack has no name for */
};

/* Ctrl-A is the character 'a' with has_control; Space is the character ' '. */
struct key {
	enum key_code code;
	uint32_t scalar; /* a Unicode scalar value for characters */
	bool has_control;
};

bool key_is_equal(struct key one, struct key other);

/* Whether it is a character that a field would take as text. */
bool key_is_text(struct key key);

#define KEY_LABEL_MAX 24

/*
 * "n", "Ctrl-L", "F5", "PgUp", "Space": as help and manual write it. (Not
 * key_name, which is a function of ncurses.)
 */
void key_label(struct key key, char label[KEY_LABEL_MAX]);

/*
 * Reads what key_label writes; the case of names of more than one character
 * does not count. Control keys that terminals send as another key are that
 * key: Ctrl-I is Tab. False: no key has this name.
 */
bool key_parse(const char *label, struct key *out);

#endif
