/* SPDX-License-Identifier: ISC */
/* UTF-8 for a person's eyes: validity, safety, width in columns, folding. */
#ifndef KEYRACK_BASE_TEXT_H
#define KEYRACK_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The most bytes that one call of text_sanitise makes of one character: an
 * escape such as "<U+10FFFF>" or a base with its combining marks.
 */
#define TEXT_UNIT_MAX 40

/* Strict UTF-8 (RFC 3629) without NUL. */
bool text_is_valid(const char *bytes, size_t length);

/*
 * The one sanitiser: turns any bytes into text that is safe to put before a
 * person. Kept as they are: assigned, printable characters, each with up to
 * four combining marks. Everything else becomes visible: controls (C0, DEL,
 * C1), bidirectional controls, other format characters, line and paragraph
 * separators, tags and unassigned code points as "<U+202E>"; invalid bytes
 * as U+FFFD; marks past the fourth as "<+36 marks>"; a mark without a base
 * stands on U+25CC. In a locale that is not UTF-8, characters beyond ASCII
 * become "?". Returns a string for free(3). Tested over every scalar value.
 */
char *text_sanitise(const char *bytes, size_t length);

/*
 * Whether nothing of it can be seen: empty, or white space alone (Unicode's
 * White_Space). Invalid UTF-8 is not blank.
 */
bool text_is_blank(const char *text);

/*
 * The display columns of text that text_sanitise made, by libc's wcwidth as
 * ncurses counts, so that both agree.
 */
int text_width(const char *safe);

/*
 * Cuts sanitised text to at most `columns` columns between grapheme
 * clusters; what is cut off is replaced by an ellipsis of one column ("…", or
 * "~" in a locale that is not UTF-8). Returns a string for free(3).
 */
char *text_cut(const char *safe, int columns);

/*
 * Folds for comparing without regard to case and accents: NFKD, marks
 * removed, case folded. Invalid UTF-8 is copied as it is. Returns a string
 * for free(3).
 */
char *text_fold(const char *text);

/*
 * Whether both are the same but for case; accents count. Invalid UTF-8 is the
 * same as itself alone.
 */
bool text_is_same(const char *one, const char *other);

/*
 * The byte offset of the grapheme cluster's border after (before) `offset`;
 * `offset` itself at the end (start) of the text.
 */
size_t text_next(const char *text, size_t offset);
size_t text_previous(const char *text, size_t offset);

/*
 * Whether a character can be seen and steers nothing: neither control nor
 * invisible, unassigned or for private use. Marks can be seen.
 */
bool text_is_visible(uint32_t scalar);

/* Writes the UTF-8 form of a scalar value (not NUL-terminated): 1 to 4 bytes.
 */
size_t text_encode(uint32_t scalar, char bytes[4]);

/* Whether LC_CTYPE is UTF-8, that is, whether more than ASCII can be shown. */
bool text_locale_is_utf8(void);

#endif
