/* SPDX-License-Identifier: ISC */
/* OSC 52 as xterm has it: the text in Base64 (RFC 4648, section 4). */
#include "config.h"

#include "ui/osc52.h"

#include <string.h>

#include <bsd/stdlib.h>
#include <bsd/string.h>

#include "base/xmalloc.h"

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                             "abcdefghijklmnopqrstuvwxyz"
                             "0123456789+/";

/* Writes four characters for up to three bytes. */
static void
encode_group(const unsigned char *bytes, size_t count, char *out)
{
	unsigned long group = (unsigned long)bytes[0] << 16;

	if (count > 1)
		group |= (unsigned long)bytes[1] << 8;
	if (count > 2)
		group |= bytes[2];
	out[0] = digits[group >> 18];
	out[1] = digits[group >> 12 & 63];
	out[2] = count > 1 ? digits[group >> 6 & 63] : '=';
	out[3] = count > 2 ? digits[group & 63] : '=';
}

static char *
plain_sequence(const char *text)
{
	static const char begin[] = "\033]52;c;", end[] = "\a";
	size_t length = strlen(text), left;
	size_t size = sizeof(begin) + (length + 2) / 3 * 4 + sizeof(end);
	char *sequence = xcalloc(size, 1), *place = sequence;

	memcpy(place, begin, sizeof(begin) - 1);
	place += sizeof(begin) - 1;
	for (size_t i = 0; i < length; i += 3) {
		left = length - i;
		encode_group((const unsigned char *)text + i,
		    left < 3 ? left : 3, place);
		place += 4;
	}
	memcpy(place, end, sizeof(end));
	return sequence;
}

static char *
put(char *place, const char *bytes, size_t length)
{
	memcpy(place, bytes, length);
	return place + length;
}

static char *
wrapped(const char *sequence)
{
	static const char begin[] = "\033P", end[] = "\033\\";
	size_t around = sizeof(begin) - 1 + sizeof(end) - 1;
	size_t piece = OSC52_PIECE_MAX - around, left = strlen(sequence);
	size_t pieces = (left + piece - 1) / piece;
	char *whole = xcalloc(left + pieces * around + 1, 1), *place = whole;

	for (; left > 0; left -= piece, sequence += piece) {
		if (piece > left)
			piece = left;
		place = put(place, begin, sizeof(begin) - 1);
		place = put(place, sequence, piece);
		place = put(place, end, sizeof(end) - 1);
	}
	return whole;
}

char *
osc52_sequence(const char *text, bool through_screen)
{
	char *sequence = plain_sequence(text), *whole;

	if (!through_screen)
		return sequence;
	whole = wrapped(sequence);
	freezero(sequence, strlen(sequence));
	return whole;
}
