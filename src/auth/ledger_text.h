/* SPDX-License-Identifier: ISC */
/* The ledger as text: one JSON object a line, the newest line last. */
#ifndef KEYRACK_AUTH_LEDGER_TEXT_H
#define KEYRACK_AUTH_LEDGER_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "model/ledger.h"

/*
 * Appends {"at":"2026-01-02T03:04:05Z","id":"…","did":"copied"}, with "text"
 * where the word has one, and a line feed. False: the buffer is too small.
 */
bool ledger_line_write(const struct ledger_line *line, struct buffer *out);

/* The whole ledger in as few lines as can be. */
bool ledger_write(const struct ledger *ledger, struct buffer *out);

/*
 * Enters all lines. One with a word that this keyrack does not know, of a
 * newer one, is passed over, and so is an empty line. Returns how many lines
 * are damaged; a last line without its line feed is one of them.
 */
size_t ledger_read(const char *text, size_t length, struct ledger *ledger);

#endif
