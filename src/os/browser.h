/* SPDX-License-Identifier: ISC */
/* Starts the person's browser, and has nothing more to do with it. */
#ifndef KEYRACK_OS_BROWSER_H
#define KEYRACK_OS_BROWSER_H

#include <stdbool.h>

#include "base/error.h"

#define BROWSER_WORDS_MAX 16

/* The system's own opener. */
#ifdef __APPLE__
#define BROWSER_OPENER "open"
#else
#define BROWSER_OPENER "xdg-open"
#endif

/*
 * The words of one entry of $BROWSER, which no shell reads: "%s" within them
 * stands for the link, which comes last where there is none. Ends with NULL.
 * False for an entry that is empty or has too many words. Release with
 * browser_words_free.
 */
bool browser_words(const char *entry, int length, const char *link,
    char *words[BROWSER_WORDS_MAX]);
void browser_words_free(char *words[BROWSER_WORDS_MAX]);

/*
 * Starts the first that can be started of `browsers`, or of $BROWSER where
 * that is NULL (lists with colons), else
 * the system's own opener: in a session of its own, without the terminal and
 * without our descriptors. Never waits for it.
 * The process is to be reaped.
 */
bool browser_start(
    const char *browsers, const char *link, int *pid, struct error *err);

/* Whether it has ended; never waits. */
bool browser_reap(int pid);

#endif
