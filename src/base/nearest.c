/* SPDX-License-Identifier: ISC */
/* The distance of Damerau and Levenshtein, without overlapping swaps. */
#include "config.h"

#include "base/nearest.h"

#include <stdbool.h>
#include <string.h>

enum {
	NAME_MAX_BYTES = 63,
};

static char
fold(char letter)
{
	return letter >= 'A' && letter <= 'Z' ? (char)(letter + ('a' - 'A'))
	                                      : letter;
}

static bool
is_same(char one, char other)
{
	return fold(one) == fold(other);
}

static size_t
least(size_t one, size_t other)
{
	return one < other ? one : other;
}

/* Both have at most NAME_MAX_BYTES. Keeps three rows of the table. */
static size_t
distance(const char *one, const char *other)
{
	size_t rows[3][NAME_MAX_BYTES + 1];
	size_t length = strlen(other), i, k;

	for (k = 0; k <= length; k++)
		rows[0][k] = k;
	for (i = 1; one[i - 1] != '\0'; i++) {
		size_t *row = rows[i % 3], *above = rows[(i + 2) % 3];
		const size_t *before = rows[(i + 1) % 3];

		row[0] = i;
		for (k = 1; k <= length; k++) {
			bool same = is_same(one[i - 1], other[k - 1]);

			row[k] = least(above[k - 1] + !same,
			    1 + least(above[k], row[k - 1]));
			if (i > 1 && k > 1 &&
			    is_same(one[i - 1], other[k - 2]) &&
			    is_same(one[i - 2], other[k - 1]))
				row[k] = least(row[k], before[k - 2] + 1);
		}
	}
	return rows[(i - 1) % 3][length];
}

const char *
nearest_name(const char *word, const char *const *names)
{
	size_t length = strlen(word);
	/* Up to a third may be wrong, and one change always. */
	size_t best = (length < 3 ? 1 : length / 3) + 1;
	const char *nearest = NULL;

	if (length == 0 || length > NAME_MAX_BYTES)
		return NULL;
	for (; *names != NULL; names++) {
		size_t far;

		if (strlen(*names) > NAME_MAX_BYTES)
			continue;
		far = distance(word, *names);
		/* A name of which nothing is left was not meant. */
		if (far < best && far < strlen(*names)) {
			best = far;
			nearest = *names;
		}
	}
	return nearest;
}
