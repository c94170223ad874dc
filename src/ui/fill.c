/* SPDX-License-Identifier: ISC */
/* Fills texts into the named places of a sentence. */
#include "config.h"

#include "ui/fill.h"

#include <stdint.h>
#include <string.h>

#include "base/buffer.h"
#include "base/xmalloc.h"

static const struct filling *
find_filling(const char *sentence, const struct filling *fillings, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (strncmp(sentence, fillings[i].place,
		        strlen(fillings[i].place)) == 0)
			return &fillings[i];
	return NULL;
}

char *
fill(const char *sentence, const struct filling *fillings, size_t count)
{
	const struct filling *found;
	struct buffer filled;
	char *copy;

	buffer_init(&filled, SIZE_MAX / 2);
	while (*sentence != '\0') {
		found = find_filling(sentence, fillings, count);
		if (found == NULL) {
			buffer_add(&filled, sentence++, 1);
			continue;
		}
		buffer_add_text(&filled, found->text);
		sentence += strlen(found->place);
	}
	copy = xstrdup(buffer_text(&filled));
	buffer_clear(&filled);
	return copy;
}
