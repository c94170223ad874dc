/* SPDX-License-Identifier: ISC */
/* One JSON object, asked for its texts and passed on without its secret. */
#ifndef KEYRACK_BASE_JSON_RECORD_H
#define KEYRACK_BASE_JSON_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/json.h"
#include "base/json_scan.h"

/*
 * Read as strictly as by json_parse, and for an object that is flat, as those
 * of a long list are, at a fraction of its cost. One record can read many
 * objects, each after the other. The bytes of the last one are lent.
 */
struct json_record {
	const char *bytes;
	size_t length;
	struct json_shape shape; /* where its members stand in them */
	struct buffer text;      /* flat: a copy with a NUL after each string */
	struct json *tree;       /* not flat: what json_parse made of it */
};

/* Release with json_record_clear. */
void json_record_init(struct json_record *record);
void json_record_clear(struct json_record *record);

/*
 * False, and the record has no member: no object, or one that json_parse
 * refuses.
 */
bool json_record_read(struct json_record *record, const char *bytes,
    size_t length, struct error *err);

/* Wipes what was read. */
void json_record_forget(struct json_record *record);

/* As json_get_string; lent until the record reads or forgets. */
bool json_record_get_string(
    const struct json_record *record, const char *name, const char **out);

/* Whether there is a member of this name that is not null. */
bool json_record_has(const struct json_record *record, const char *name);

/*
 * Appends the object to `out`: the value of its member `name` becomes the
 * string `value` where it is a string, and null where it is anything else
 * (`value` NULL: it stays as it is). All other bytes stay, except that
 * characters which are invisible or would steer a terminal are written as
 * JSON's escapes (RFC 8259 section 7), so that the values are equal. False if
 * the cap of the buffer is reached.
 */
bool json_record_copy(const struct json_record *record, struct buffer *out,
    const char *name, const char *value);

#endif
