/* SPDX-License-Identifier: ISC */
/* Ends the program when memory is out; nothing else here can fail. */
#include "config.h"

#include "base/xmalloc.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* abort(3), so that the crash handler gives the terminal back. */
void *
xchecked(void *memory)
{
	if (memory == NULL) {
		fputs("keyrack: out of memory\n", stderr);
		abort();
	}
	return memory;
}

void *
xcalloc(size_t count, size_t size)
{
	return xchecked(calloc(count ? count : 1, size ? size : 1));
}

void *
xreallocarray(void *memory, size_t count, size_t size)
{
	return xchecked(
	    reallocarray(memory, count ? count : 1, size ? size : 1));
}

char *
xstrdup(const char *text)
{
	return xchecked(strdup(text));
}

char *
xstrndup(const char *text, size_t length)
{
	return xchecked(strndup(text, length));
}

char *
xasprintf(const char *format, ...)
{
	va_list arguments;
	char *text;
	int length;

	va_start(arguments, format);
	length = vasprintf(&text, format, arguments);
	va_end(arguments);
	return xchecked(length < 0 ? NULL : text);
}
