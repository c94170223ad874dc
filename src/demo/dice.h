/* SPDX-License-Identifier: ISC */
/* Numbers, ids and words that one seed always throws in the same order. */
#ifndef KEYRACK_DEMO_DICE_H
#define KEYRACK_DEMO_DICE_H

#include <stddef.h>
#include <stdint.h>

#define DICE_ID_BYTES 37 /* a UUID and its NUL */

struct dice {
	uint64_t state; /* the seed at first */
};

uint64_t dice_throw(struct dice *dice);

/* A random UUID (RFC 9562, version 4). */
void dice_id(struct dice *dice, char id[DICE_ID_BYTES]);

/* Fills `length` characters out of 0-9A-Za-z and a NUL. */
void dice_word(struct dice *dice, char *word, size_t length);

#endif
