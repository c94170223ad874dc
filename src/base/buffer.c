/* SPDX-License-Identifier: ISC */
/* Grows by doubling into fresh memory, so that nothing unwiped stays behind. */
#include "config.h"

#include "base/buffer.h"

#include <string.h>

#include <bsd/string.h>
#include <bsd/stdlib.h>

#include "base/xmalloc.h"

void
buffer_init(struct buffer *buffer, size_t max)
{
	*buffer = (struct buffer){ .max = max };
}

void
buffer_clear(struct buffer *buffer)
{
	freezero(buffer->bytes, buffer->capacity);
	buffer_init(buffer, buffer->max);
}

void
buffer_reset(struct buffer *buffer)
{
	if (buffer->length > 0)
		explicit_bzero(buffer->bytes, buffer->length);
	buffer->length = 0;
}

/* Not realloc, which may leave a copy of a secret where it was. */
static void
grow(struct buffer *buffer, size_t needed)
{
	size_t capacity = buffer->capacity ? buffer->capacity : 256;
	char *bytes;

	while (capacity < needed)
		capacity *= 2;
	bytes = xcalloc(capacity, 1);
	if (buffer->length > 0)
		memcpy(bytes, buffer->bytes, buffer->length);
	freezero(buffer->bytes, buffer->capacity);
	buffer->bytes = bytes;
	buffer->capacity = capacity;
}

bool
buffer_add(struct buffer *buffer, const void *bytes, size_t length)
{
	if (length > buffer->max - buffer->length)
		return false;
	if (buffer->length + length + 1 > buffer->capacity)
		grow(buffer, buffer->length + length + 1);
	if (length > 0)
		memcpy(buffer->bytes + buffer->length, bytes, length);
	buffer->length += length;
	buffer->bytes[buffer->length] = '\0';
	return true;
}

bool
buffer_add_text(struct buffer *buffer, const char *text)
{
	return buffer_add(buffer, text, strlen(text));
}

const char *
buffer_text(const struct buffer *buffer)
{
	return buffer->bytes == NULL ? "" : buffer->bytes;
}

void
buffer_take(struct buffer *to, struct buffer *from)
{
	buffer_clear(to);
	*to = *from;
	buffer_init(from, from->max);
}
