/* SPDX-License-Identifier: ISC */
/* Takes tags apart and puts them together again. */
#include "config.h"

#include "model/tags.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xmalloc.h"

/* The bytes of a blank or comma at `text`, wide ones too; 0: it is none. */
static size_t
separator_length(const char *text)
{
	static const char *const wide[] = { "\u3000", "\uff0c", "\u3001" };

	if (*text != '\0' && strchr(" ,\t\n\r", *text) != NULL)
		return 1;
	for (size_t i = 0; i < sizeof(wide) / sizeof(wide[0]); i++)
		if (strncmp(text, wide[i], strlen(wide[i])) == 0)
			return strlen(wide[i]);
	return 0;
}

/* The next word, for free(3), and moves behind it; NULL: there is none. */
static char *
next_word(const char **text)
{
	const char *start;
	size_t length;

	while ((length = separator_length(*text)) > 0)
		*text += length;
	for (start = *text; **text != '\0' && separator_length(*text) == 0;)
		++*text;
	return *text == start ? NULL : xstrndup(start, (size_t)(*text - start));
}

static bool
is_same(const char *one, const char *other)
{
	char *folded = text_fold(one), *other_folded = text_fold(other);
	bool is_same = strcmp(folded, other_folded) == 0;

	free(folded);
	free(other_folded);
	return is_same;
}

static bool
has(const char *tags, const char *word)
{
	bool is_found = false;
	char *tag;

	while (!is_found && (tag = next_word(&tags)) != NULL) {
		is_found = is_same(tag, word);
		free(tag);
	}
	return is_found;
}

char *
tags_normalise(const char *text)
{
	/* Each word brings its separator along, but perhaps the last. */
	char *tags = xcalloc(strlen(text) + 1, 1), *word;

	while ((word = next_word(&text)) != NULL) {
		if (!has(tags, word)) {
			if (*tags != '\0')
				strcat(tags, " ");
			strcat(tags, word);
		}
		free(word);
	}
	return tags;
}
