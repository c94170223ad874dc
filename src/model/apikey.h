/* SPDX-License-Identifier: ISC */
/* API keys as the service told them, without their tokens. */
#ifndef KEYRACK_MODEL_APIKEY_H
#define KEYRACK_MODEL_APIKEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * What stays of a token: at most the first and last four characters, and
 * never more than a quarter of it. Parts are NUL-terminated ASCII.
 */
struct token_mask {
	char head[5];
	char tail[5];
	bool is_masked; /* the service itself sent stars or dots */
};

/*
 * One record of the contract's ApiKeyResponse. Strings are the validated
 * originals (UTF-8, no NUL) and must be sanitised before a person sees them.
 * A record that could not be read has is_readable false and may lack any of
 * its strings; it is shown, and nothing can be done with it.
 */
struct apikey {
	const char *id;
	const char *name;
	const char *organization; /* its id; NULL for a personal key */
	const char *owner;        /* userId */
	int64_t created_ms;       /* DATE_NONE when unreadable */
	int64_t expires_ms;
	struct token_mask token;
	bool is_readable;
};

/* Makes the mask of a token of `length` bytes. */
struct token_mask token_mask_of(const char *token, size_t length);

/*
 * A set of API keys that owns its strings. All zero is an empty set;
 * organizations and owners are interned.
 */
struct apikeys {
	struct apikey *items;
	size_t count, capacity;
	struct arena arena;
	const char **interned;
	size_t interned_count;
};

/* Copies the record and its strings. */
void apikeys_add(struct apikeys *set, const struct apikey *record);
void apikeys_clear(struct apikeys *set);

/* Moves: *to is cleared first, *from is empty afterwards. */
void apikeys_take(struct apikeys *to, struct apikeys *from);

/* Lends the record of this id, or NULL, until the set changes. */
const struct apikey *apikeys_find(const struct apikeys *set, const char *id);

/*
 * An id names one API key; a second one of that id cannot be acted upon, and
 * becomes unreadable.
 */
void apikeys_mark_duplicates(struct apikeys *set);

#endif
