/* SPDX-License-Identifier: ISC */
/* Notes and tags of API keys, without the screen. */
#ifndef KEYRACK_CLI_LINES_NOTE_H
#define KEYRACK_CLI_LINES_NOTE_H

#include "cli/lines_actions.h"

/* Reads the ledger where another process has changed it. */
void lines_note_read(struct lines *lines);

/* Asks for note and tags of an API key, and keeps what is typed. */
void lines_note_ask(struct lines *lines, const struct line *line);

#endif
