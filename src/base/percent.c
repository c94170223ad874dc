/* SPDX-License-Identifier: ISC */
/* Reads one encoded byte; what becomes of others is for the caller to say. */
#include "config.h"

#include "base/percent.h"

static int
hex_value(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	if (digit >= 'a' && digit <= 'f')
		return digit - 'a' + 10;
	if (digit >= 'A' && digit <= 'F')
		return digit - 'A' + 10;
	return -1;
}

int
percent_byte(const char *text, size_t length)
{
	int high, low;

	if (length < PERCENT_LENGTH || *text != '%')
		return -1;
	high = hex_value(text[1]);
	low = hex_value(text[2]);
	return high < 0 || low < 0 ? -1 : high * 16 + low;
}
