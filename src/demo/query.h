/* SPDX-License-Identifier: ISC */
/* Names and values as queries and HTML forms carry them: a=1&b=2. */
#ifndef KEYRACK_DEMO_QUERY_H
#define KEYRACK_DEMO_QUERY_H

#include "base/buffer.h"

/*
 * The decoded value of a name, for free(3). NULL when the name is absent,
 * stands twice, or its value is not properly encoded or holds a NUL.
 */
char *query_get(const char *query, const char *name);

/* Decodes one segment of a path, where "+" is a plus; NULL as above. */
char *query_decode_segment(const char *segment);

/* Appends name=value with its value encoded, after "?" or "&". */
void query_add(struct buffer *address, const char *name, const char *value);

#endif
