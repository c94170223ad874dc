/* SPDX-License-Identifier: ISC */
/* Fills errors and cuts their detail at a character's border. */
#include "config.h"

#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Drops the UTF-8 sequence that snprintf may have cut in the middle. */
static void
drop_cut_character(char *detail, size_t size)
{
	size_t end = strlen(detail), start = end;

	if (end + 1 < size)
		return;
	while (start > 0 && ((unsigned char)detail[start - 1] & 0xC0) == 0x80)
		start--;
	if (start > 0 && (unsigned char)detail[start - 1] >= 0xC0)
		detail[start - 1] = '\0';
}

bool
error_set(
    struct error *err, enum error_kind kind, int code, const char *format, ...)
{
	va_list arguments;

	err->kind = kind;
	err->code = code;
	va_start(arguments, format);
	vsnprintf(err->detail, sizeof(err->detail), format, arguments);
	va_end(arguments);
	drop_cut_character(err->detail, sizeof(err->detail));
	return false;
}

void
error_prefix(struct error *err, const char *format, ...)
{
	char prefix[sizeof(err->detail)], detail[sizeof(err->detail)];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(prefix, sizeof(prefix), format, arguments);
	va_end(arguments);
	memcpy(detail, err->detail, sizeof(detail));
	error_set(err, err->kind, err->code, "%s: %s", prefix, detail);
}
