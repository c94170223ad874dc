/* SPDX-License-Identifier: ISC */
/* The folded text of all API keys in one piece, where words are looked up. */
#ifndef KEYRACK_MODEL_HAYSTACK_H
#define KEYRACK_MODEL_HAYSTACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/apikey.h"
#include "model/ledger.h"

/* The pieces of a straw, in their order. */
enum haystack_piece {
	PIECE_NAME,
	PIECE_ORGANIZATION, /* its name, or its id; the word for none */
	PIECE_ID,
	PIECE_TOKEN, /* the tail */
	PIECE_NOTE,  /* what a person keeps of it here */
	PIECE_TAGS,
	PIECE_COUNT,
};

/*
 * A straw is what one API key adds: its name, its organization's name, its id,
 * the tail of its token, its note and its tags, each folded and ended by a NUL,
 * which no word can hold; so no word is found across a border. All zero is
 * empty.
 */
struct haystack {
	char *text;
	size_t length, capacity;
	uint32_t *starts; /* of each straw, and of the one to come */
	size_t count, starts_capacity;
};

void haystack_clear(struct haystack *haystack);

/*
 * The organization's name is folded already. The entry of the ledger may be
 * NULL.
 */
void haystack_insert(struct haystack *haystack, size_t index,
    const struct apikey *apikey, const char *organization,
    const struct ledger_entry *entry);
void haystack_remove(struct haystack *haystack, size_t index);

/* Gives back memory that was held for growing. */
void haystack_trim(struct haystack *haystack);
size_t haystack_bytes(const struct haystack *haystack);

/* A folded piece, lent until the next change. */
const char *haystack_piece(
    const struct haystack *haystack, size_t index, enum haystack_piece piece);

/* Of the straws that are hits, only those with this folded word stay hits. */
void haystack_keep_hits(
    const struct haystack *haystack, const char *word, bool *is_hit);

#endif
