/* SPDX-License-Identifier: ISC */
/* The line editor: one line of text and where the cursor stands in it. */
#ifndef KEYRACK_CONTROLLER_FIELD_H
#define KEYRACK_CONTROLLER_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "controller/key.h"

/*
 * The text is raw UTF-8 (it may be a name with anything in it but NUL). The
 * cursor is a byte offset on the border of a grapheme cluster.
 */
struct field {
	struct buffer text;
	size_t cursor;
};

/* Empty, for at most max bytes. Release with field_clear (it wipes). */
void field_init(struct field *field, size_t max);
void field_clear(struct field *field);

/* Replaces the text; the cursor goes to its end. */
void field_set(struct field *field, const char *text);

/* Lends the text until the next change. */
const char *field_text(const struct field *field);

/*
 * Text, Backspace, Delete, Left, Right, Home, End, word moves, and Ctrl-A E B
 * F D H K U W. False, and nothing changed, for any other key.
 */
bool field_key(struct field *field, struct key key);

/* A text as field_paste inserts it, in a buffer of its own that is made. */
void field_clean(const char *text, struct buffer *out);

/*
 * Inserts pasted text: line breaks and tabs become single blanks, other
 * controls are dropped, blanks at both ends trimmed. False if the field's max
 * would be passed; nothing is inserted then.
 */
bool field_paste(struct field *field, const char *text);

#endif
