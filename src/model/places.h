/* SPDX-License-Identifier: ISC */
/* Where in a set of API keys each id stands, so that nobody has to walk. */
#ifndef KEYRACK_MODEL_PLACES_H
#define KEYRACK_MODEL_PLACES_H

#include <stddef.h>
#include <stdint.h>

#include "model/apikey.h"

/* The first bytes of an id as a number, in the order of strcmp(3). */
uint64_t places_rank(const char *id);

/* Of all records that have an id, sorted by it. All zero is an empty set's. */
struct places {
	uint32_t *items; /* indices of the set */
	size_t count;
};

/* Of another set; what there was before goes. */
void places_make(struct places *places, const struct apikeys *set);
void places_clear(struct places *places);

/* The first record of this id; NULL: there is none. Lent by the set. */
const struct apikey *places_find(
    const struct places *places, const struct apikeys *set, const char *id);

/* The set has one more record, at its end. */
void places_add(struct places *places, const struct apikeys *set);

/* The record of this index leaves the set; those behind it move up. */
void places_remove(struct places *places, size_t index);

/* The same for any array of indices; returns how many there are then. */
size_t places_drop(uint32_t *items, size_t count, size_t index);

#endif
