/* SPDX-License-Identifier: ISC */
/* Sentences with places to fill in, named so that translators can move them. */
#ifndef KEYRACK_UI_FILL_H
#define KEYRACK_UI_FILL_H

#include <stddef.h>

/* "{name}" in a sentence is filled with the text. */
struct filling {
	const char *place; /* with its braces */
	const char *text;
};

/*
 * Fills the places in. What was filled in is not looked at again, so text
 * from elsewhere may hold braces. Returns a string for free(3).
 */
char *fill(const char *sentence, const struct filling *fillings, size_t count);

#endif
