/* SPDX-License-Identifier: ISC */
/* Reads what a person types, or a pipe brings, line by line. */
#ifndef KEYRACK_CLI_PROMPT_H
#define KEYRACK_CLI_PROMPT_H

#include <stdbool.h>

#include "base/secret.h"
#include "cli/errand.h"

/* Longer lines are refused. */
#define PROMPT_MAX ((size_t)64 * 1024)

/*
 * Whether a person can be asked: standard input and standard error are
 * terminals, or --plain says that what is read there is answers.
 */
bool prompt_can_ask(const struct errand *errand);

/*
 * Puts the question (NULL: none) on standard error and reads one line of
 * standard input, without its end; nothing beyond it is read. False at the
 * end of the input, on a signal (errand->signal), and for a longer line.
 */
bool prompt_line(
    struct errand *errand, const char *question, struct secret *out);

/* The same; what is typed on a terminal is not shown. */
bool prompt_hidden(
    struct errand *errand, const char *question, struct secret *out);

/* Whether the answer means yes in the language of the locale. */
bool prompt_yes(struct errand *errand, const char *question);

#endif
