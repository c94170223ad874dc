/* SPDX-License-Identifier: ISC */
/* Counts characters, and how often one differs from the one before it. */
#include "config.h"

#include "ui/burst.h"

#include <stdbool.h>
#include <string.h>

#include "ui/sequence.h"

/* More characters than this are typed by nobody within BURST_MS. */
#define TYPED_MAX 16

/* Keys held down one after another, while the line stood still. */
#define HELD_MAX 3

enum burst
burst_judge(const char *bytes, size_t length)
{
	size_t characters = 0, runs = 0, last_length = 0, i = 0;
	const char *last = bytes;
	struct sequence unit;

	for (; i < length; i += unit.length) {
		unit = sequence_read(bytes + i, length - i, true);
		if (unit.length == 0 || unit.is_paste)
			break;
		if (bytes[i] == '\033')
			continue;
		characters++;
		if (unit.length != last_length ||
		    memcmp(bytes + i, last, last_length) != 0)
			runs++;
		last = bytes + i;
		last_length = unit.length;
		if (characters > TYPED_MAX && runs > HELD_MAX)
			return BURST_PASTE;
	}
	return characters <= TYPED_MAX && runs > 1 ? BURST_MAYBE : BURST_NONE;
}
