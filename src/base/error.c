/* SPDX-License-Identifier: ISC */
/* Fills errors and cuts their detail at a character's border. */
#include "config.h"

#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* How many bytes a UTF-8 sequence has that begins with this byte. */
static size_t
sequence_length(unsigned char first)
{
	return first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
}

/* Drops the UTF-8 sequence that vsnprintf may have cut in the middle. */
static void
drop_cut_character(char *detail)
{
	size_t end = strlen(detail), start = end;

	while (start > 0 && ((unsigned char)detail[start - 1] & 0xC0) == 0x80)
		start--;
	if (start == 0)
		return;
	start--;
	if (end - start < sequence_length((unsigned char)detail[start]))
		detail[start] = '\0';
}

bool
error_set(
    struct error *err, enum error_kind kind, int code, const char *format, ...)
{
	char detail[sizeof(err->detail)];
	va_list arguments;

	err->kind = kind;
	err->code = code;
	/* What was said before may be among the arguments. */
	va_start(arguments, format);
	vsnprintf(detail, sizeof(detail), format, arguments);
	va_end(arguments);
	drop_cut_character(detail);
	memcpy(err->detail, detail, sizeof(detail));
	return false;
}

void
error_prefix(struct error *err, const char *format, ...)
{
	char prefix[sizeof(err->detail)];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(prefix, sizeof(prefix), format, arguments);
	va_end(arguments);
	error_set(err, err->kind, err->code, "%s: %s", prefix, err->detail);
}
