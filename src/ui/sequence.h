/* SPDX-License-Identifier: ISC */
/* What one key sends, and which key that is: pure functions over bytes. */
#ifndef KEYRACK_UI_SEQUENCE_H
#define KEYRACK_UI_SEQUENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "controller/event.h"

struct sequence {
	size_t length;      /* in bytes; 0: not whole yet, or nothing there */
	bool is_timed;      /* not whole, and may be the Escape key alone */
	bool is_paste;      /* no key: a paste begins after it */
	bool is_focus_lost; /* no key: the window lost the keyboard */
	bool is_mouse;      /* no key, but `mouse` */
	bool is_empty;      /* neither: nothing that matters was done */
	struct key key;
	struct mouse mouse;
};

/*
 * Reads the sequence at the beginning. They are those that ECMA-48 terminals
 * have in common: xterm, linux, rxvt, screen, tmux and their kin.
 */
struct sequence sequence_read(const char *bytes, size_t length, bool is_late);

/*
 * The length of the UTF-8 character at the beginning, 0 if there is none or
 * if it is cut.
 */
size_t sequence_character(const char *bytes, size_t length, uint32_t *scalar);

#endif
