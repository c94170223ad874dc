/* SPDX-License-Identifier: ISC */
/* Finds the name that somebody who mistyped one most likely meant. */
#ifndef KEYRACK_BASE_NEAREST_H
#define KEYRACK_BASE_NEAREST_H

#include <stddef.h>

/*
 * The one of the names, which end with NULL, that takes the fewest changes to
 * become the word: a byte put in, left out or replaced, or two neighbours
 * swapped, without regard to the case of ASCII. NULL if all are too far away
 * to be meant; of equally near ones the first. Names of more than 63 bytes
 * are not looked at.
 */
const char *nearest_name(const char *word, const char *const *names);

#endif
