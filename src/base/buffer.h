/* SPDX-License-Identifier: ISC */
/* Bytes that grow up to a cap; what they held is wiped when they go. */
#ifndef KEYRACK_BASE_BUFFER_H
#define KEYRACK_BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

/*
 * bytes[length] is always NUL once anything was added; before that bytes is
 * NULL. A buffer never holds more than max bytes.
 */
struct buffer {
	char *bytes;
	size_t length;
	size_t capacity;
	size_t max;
};

/* Release with buffer_clear, after which the buffer can be used again. */
void buffer_init(struct buffer *buffer, size_t max);
void buffer_clear(struct buffer *buffer);

/* Wipes and empties, but keeps the memory for what comes next. */
void buffer_reset(struct buffer *buffer);

/* Appends; false, and nothing added, if max would be passed. */
bool buffer_add(struct buffer *buffer, const void *bytes, size_t length);
bool buffer_add_text(struct buffer *buffer, const char *text);

/* Lends the bytes as a string until the next change; "" while empty. */
const char *buffer_text(const struct buffer *buffer);

/* Moves: *to is cleared first, *from is empty afterwards. */
void buffer_take(struct buffer *to, struct buffer *from);

#endif
