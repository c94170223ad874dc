/* SPDX-License-Identifier: ISC */
/* Many small strings that live and die together. */
#ifndef KEYRACK_BASE_ARENA_H
#define KEYRACK_BASE_ARENA_H

#include <stddef.h>

struct arena_block;

/* All zero is an empty arena. */
struct arena {
	struct arena_block *blocks;
	size_t bytes; /* in use, for measuring */
};

/* Copies length bytes and a NUL; lent until arena_clear. */
const char *arena_copy(struct arena *arena, const char *bytes, size_t length);
void arena_clear(struct arena *arena);

#endif
