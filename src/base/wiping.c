/* SPDX-License-Identifier: ISC */
/* Asks the allocator how large a block is, so that none has to remember it. */
#include "config.h"

#include "base/wiping.h"

#include <stdlib.h>
#include <string.h>

#ifdef __APPLE__
#include <malloc/malloc.h>
#else
#include <malloc.h>
#endif

static size_t
size_of(void *memory)
{
#ifdef __APPLE__
	return malloc_size(memory);
#else
	return malloc_usable_size(memory);
#endif
}

void
wiping_free(void *memory)
{
	if (memory == NULL)
		return;
	explicit_bzero(memory, size_of(memory));
	free(memory);
}

/* Never in place, as the allocator could then copy without wiping. */
void *
wiping_realloc(void *memory, size_t size)
{
	size_t old_size = memory == NULL ? 0 : size_of(memory);
	void *fresh;

	if (memory != NULL && size <= old_size && size >= old_size / 2)
		return memory;
	fresh = malloc(size);
	if (fresh == NULL || memory == NULL)
		return fresh;
	memcpy(fresh, memory, old_size < size ? old_size : size);
	wiping_free(memory);
	return fresh;
}
