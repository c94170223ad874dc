/* SPDX-License-Identifier: ISC */
/* Allocation that cannot fail: out of memory ends the program here alone. */
#ifndef KEYRACK_BASE_XMALLOC_H
#define KEYRACK_BASE_XMALLOC_H

#include <stddef.h>

/* All return memory for free(3) and never NULL; sizes are in bytes. */
void *xcalloc(size_t count, size_t size);
void *xreallocarray(void *memory, size_t count, size_t size);
char *xstrdup(const char *text);
char *xstrndup(const char *text, size_t length);
char *xasprintf(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Passes on what a library has allocated; NULL ends the program. */
void *xchecked(void *memory);

#endif
