/* SPDX-License-Identifier: ISC */
/* Where sessions are kept, in words for standard output. */
#ifndef KEYRACK_CLI_STORE_WORDS_H
#define KEYRACK_CLI_STORE_WORDS_H

#include "cli/options.h"
#include "controller/controller.h"

/* Translated, not sanitised, for free(3). */
char *store_words(const struct options *options, const struct storage *storage);

#endif
