/* SPDX-License-Identifier: ISC */
/* Passes on one JSON object as it is, but for what nobody may see. */
#ifndef KEYRACK_BASE_JSON_RECORD_H
#define KEYRACK_BASE_JSON_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/*
 * Appends the object, which json_parse has accepted, to `out`: the value of
 * its member `member` becomes the string `value` where it is a string, and null
 * where it is anything else (`value` NULL: it stays as it is). All other bytes
 * stay, except that characters which are invisible or would steer
 * a terminal are written as JSON's escapes (RFC 8259 section 7), so that the
 * values are equal. False if the cap of the buffer is reached.
 */
bool json_record_copy(struct buffer *out, const char *bytes, size_t length,
    const char *member, const char *value);

#endif
