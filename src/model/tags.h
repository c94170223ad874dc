/* SPDX-License-Identifier: ISC */
/* Tags: words that a person gives an API key, to find it by. */
#ifndef KEYRACK_MODEL_TAGS_H
#define KEYRACK_MODEL_TAGS_H

/*
 * The words of a text, with single blanks between, each once; neither case
 * nor accents tell two apart. Words end at blanks and commas. For free(3).
 */
char *tags_normalise(const char *text);

#endif
