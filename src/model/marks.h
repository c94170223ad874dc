/* SPDX-License-Identifier: ISC */
/* Which API keys of a set a person has marked. */
#ifndef KEYRACK_MODEL_MARKS_H
#define KEYRACK_MODEL_MARKS_H

#include <stdbool.h>
#include <stddef.h>

#include "model/apikey.h"

/*
 * A mark stands beside each record of the set that its owner keeps, at the
 * record's index. All zero is none for an empty set.
 */
struct marks {
	bool *is_marked;
	size_t size;  /* records */
	size_t count; /* of them marked */
};

void marks_clear(struct marks *marks);

/* Makes room for the records of the set; new ones are not marked. */
void marks_resize(struct marks *marks, size_t size);

void marks_set(struct marks *marks, size_t index, bool is_marked);

/* The record of this index leaves the set; those behind it move up. */
void marks_remove(struct marks *marks, size_t index);

/*
 * Brings the marks from one set to another that takes its place: they go
 * with the ids, and with what has gone or cannot be read they go too.
 */
void marks_carry(
    struct marks *marks, const struct apikeys *from, const struct apikeys *to);

#endif
