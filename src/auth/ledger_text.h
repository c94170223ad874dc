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

/* Nobody writes longer lines: they are damaged, and not kept to be read. */
#define LEDGER_LINE_MAX ((size_t)256 * 1024)

/* Reads a text of any length, given in pieces, line by line. */
struct ledger_reader {
	struct ledger *ledger; /* lent */
	struct buffer line;    /* what is there of it so far */
	bool is_too_long;      /* the line */
	size_t damaged;
};

/*
 * Enters all lines. One with a word that this keyrack does not know, of a
 * newer one, is passed over, and so is an empty line. To be ended with
 * ledger_reader_end, which returns how many lines are damaged; a last line
 * without its line feed is one of them.
 */
void ledger_reader_init(struct ledger_reader *reader, struct ledger *ledger);
void ledger_reader_feed(
    struct ledger_reader *reader, const char *text, size_t length);
size_t ledger_reader_end(struct ledger_reader *reader);

/* The same with all that can be read there; false, and errno: not all could. */
bool ledger_read(int fd, struct ledger *ledger, size_t *damaged);

#endif
