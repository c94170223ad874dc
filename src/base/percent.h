/* SPDX-License-Identifier: ISC */
/* Percent encoding, as addresses and forms have it (RFC 3986, section 2.1). */
#ifndef KEYRACK_BASE_PERCENT_H
#define KEYRACK_BASE_PERCENT_H

#include <stddef.h>

/* How many characters encode a byte: "%4a". */
#define PERCENT_LENGTH 3

/*
 * The byte (0 to 255) that the beginning of the text encodes; -1 where it
 * encodes none, because no "%" and two hexadecimal digits stand there.
 */
int percent_byte(const char *text, size_t length);

#endif
