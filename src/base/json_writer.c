/* SPDX-License-Identifier: ISC */
/* Writes strings as JSON, so that what is sent is what was typed. */
#include "config.h"

#include "base/json.h"

#include <stdio.h>
#include <string.h>

static bool
add_escape(struct buffer *buffer, unsigned char c)
{
	static const char shorts[] = "\"\"\\\\\bb\ff\nn\rr\tt";
	char escape[8] = { '\\' };

	for (size_t i = 0; i < sizeof(shorts) - 1; i += 2) {
		if ((unsigned char)shorts[i] != c)
			continue;
		escape[1] = shorts[i + 1];
		return buffer_add(buffer, escape, 2);
	}
	snprintf(escape, sizeof(escape), "\\u%04x", c);
	return buffer_add_text(buffer, escape);
}

static bool
needs_escape(unsigned char c)
{
	return c < 0x20 || c == '"' || c == '\\';
}

bool
json_add_string(struct buffer *buffer, const char *text)
{
	if (!buffer_add(buffer, "\"", 1))
		return false;
	while (*text != '\0') {
		size_t plain = 0;

		while (text[plain] != '\0' &&
		       !needs_escape((unsigned char)text[plain]))
			plain++;
		if (!buffer_add(buffer, text, plain))
			return false;
		text += plain;
		if (*text != '\0' &&
		    !add_escape(buffer, (unsigned char)*text++))
			return false;
	}
	return buffer_add(buffer, "\"", 1);
}
