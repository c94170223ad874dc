/* SPDX-License-Identifier: ISC */
/* Percent encoding (RFC 3986) and form encoding (WHATWG URL, section 5). */
#include "config.h"

#include "demo/query.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/percent.h"
#include "base/xmalloc.h"

static char *
decode(const char *encoded, size_t length, bool is_plus_a_space)
{
	char *text = xcalloc(length + 1, 1);
	size_t written = 0;

	for (size_t i = 0; i < length; i++) {
		int byte;

		if (encoded[i] == '+' && is_plus_a_space) {
			text[written++] = ' ';
			continue;
		}
		if (encoded[i] != '%') {
			text[written++] = encoded[i];
			continue;
		}
		byte = percent_byte(encoded + i, length - i);
		if (byte <= 0) {
			free(text);
			return NULL;
		}
		text[written++] = (char)byte;
		i += PERCENT_LENGTH - 1;
	}
	return text;
}

char *
query_get(const char *query, const char *name)
{
	size_t name_length = strlen(name), value_length = 0;
	const char *value = NULL;

	while (*query != '\0') {
		size_t length = strcspn(query, "&");

		if (length > name_length && query[name_length] == '=' &&
		    strncmp(query, name, name_length) == 0) {
			if (value != NULL)
				return NULL;
			value = query + name_length + 1;
			value_length = length - name_length - 1;
		}
		query += length;
		if (*query == '&')
			query++;
	}
	return value == NULL ? NULL : decode(value, value_length, true);
}

char *
query_decode_segment(const char *segment)
{
	return decode(segment, strlen(segment), false);
}

static bool
is_unreserved(char byte)
{
	return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= 'a' && byte <= 'z') || byte == '-' || byte == '.' ||
	       byte == '_' || byte == '~';
}

void
query_add(struct buffer *address, const char *name, const char *value)
{
	bool has_query = strchr(buffer_text(address), '?') != NULL;

	buffer_add_text(address, has_query ? "&" : "?");
	buffer_add_text(address, name);
	buffer_add_text(address, "=");
	for (; *value != '\0'; value++) {
		char escape[4];

		if (is_unreserved(*value)) {
			buffer_add(address, value, 1);
			continue;
		}
		snprintf(escape, sizeof(escape), "%%%02X",
		    (unsigned)(unsigned char)*value);
		buffer_add(address, escape, 3);
	}
}
