/* SPDX-License-Identifier: ISC */
/* Keys within words: those that a person would press, not the table's. */
#ifndef KEYRACK_UI_KEY_WORDS_H
#define KEYRACK_UI_KEY_WORDS_H

#include "controller/bindings.h"

/*
 * The first key of a command, as hints show it, for free(3). NULL: it has
 * none.
 */
char *key_words_first(const struct bindings *bindings, enum command_id id);

/*
 * What stands before a hint's words, for free(3): a key's own name, or for
 * "{key:rename}" the first key of that command which is not taken by what is
 * on the screen (NULL: nothing takes any). NULL: it has none.
 */
char *key_words_hint(const struct bindings *bindings, const char *key,
    bool (*is_taken)(struct key key));

/* All of them, "Up  k"; for free(3). */
char *key_words_all(const struct bindings *bindings, enum command_id id);

/*
 * Fills the keys of commands into a sentence: "{key:reload}" becomes the
 * first key of the command reload, or what to look for in the help if it has
 * none. Other places stay open. For free(3).
 */
char *key_words_fill(const char *sentence, const struct bindings *bindings);

#endif
