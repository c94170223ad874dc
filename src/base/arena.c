/* SPDX-License-Identifier: ISC */
/* Blocks of 64 KiB, handed out from the front. */
#include "config.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"

#define BLOCK_BYTES ((size_t)64 * 1024)

struct arena_block {
	struct arena_block *next;
	size_t used, size;
	char bytes[];
};

static struct arena_block *
add_block(struct arena *arena, size_t size)
{
	struct arena_block *block = xcalloc(1, sizeof(*block) + size);

	block->size = size;
	block->next = arena->blocks;
	arena->blocks = block;
	return block;
}

const char *
arena_copy(struct arena *arena, const char *bytes, size_t length)
{
	struct arena_block *block = arena->blocks;
	char *copy;

	if (block == NULL || block->size - block->used < length + 1)
		block = add_block(
		    arena, length + 1 > BLOCK_BYTES ? length + 1 : BLOCK_BYTES);
	copy = block->bytes + block->used;
	if (length > 0)
		memcpy(copy, bytes, length);
	copy[length] = '\0';
	block->used += length + 1;
	arena->bytes += length + 1;
	return copy;
}

void
arena_clear(struct arena *arena)
{
	while (arena->blocks != NULL) {
		struct arena_block *next = arena->blocks->next;

		free(arena->blocks);
		arena->blocks = next;
	}
	arena->bytes = 0;
}
