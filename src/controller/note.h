/* SPDX-License-Identifier: ISC */
/* What the ledger is given of notes and tags that a person types. */
#ifndef KEYRACK_CONTROLLER_NOTE_H
#define KEYRACK_CONTROLLER_NOTE_H

#include <stdbool.h>

#include "model/ledger.h"

/* The longest ones, in bytes. */
#define NOTE_TEXT_MAX 2048
#define NOTE_TAGS_MAX 512

/*
 * LEDGER_NOTE: the text as one line, without blanks at its ends; LEDGER_TAGS:
 * as model/tags.h has them. For free(3).
 */
char *note_clean(enum ledger_word word, const char *text);

/* Whether what note_clean gave is short enough. */
bool note_fits(enum ledger_word word, const char *text);

#endif
