/* SPDX-License-Identifier: ISC */
/* What text.c and sanitise.c share: single characters of UTF-8. */
#ifndef KEYRACK_BASE_UTF8_H
#define KEYRACK_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes one character of at least one byte; 0: invalid (RFC 3629). */
size_t utf8_decode(const char *bytes, size_t length, uint32_t *scalar);

/* Whether it is a combining mark (general category M). */
bool utf8_is_mark(uint32_t scalar);

#endif
