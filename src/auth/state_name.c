/* SPDX-License-Identifier: ISC */
/* Encodes account and origin into names that any file system takes. */
#include "config.h"

#include "auth/state_name.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/xmalloc.h"

/* With what is appended to it, a name stays below the usual 255 bytes. */
#define NAME_BYTES_MAX ((size_t)180)

static bool
is_plain(char byte)
{
	return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') ||
	       (byte >= '0' && byte <= '9') || byte == '-' || byte == '_' ||
	       byte == '.';
}

/* Percent-encodes, so that no two texts become one and no slash remains. */
static void
add_encoded(struct buffer *name, const char *text)
{
	static const char digits[] = "0123456789ABCDEF";

	for (; *text != '\0'; text++) {
		unsigned char byte = (unsigned char)*text;
		char escape[3] = { '%', digits[byte >> 4], digits[byte & 15] };

		/* A dash in front would make an option of it. */
		if (is_plain(*text) && (*text != '-' || name->length > 0))
			buffer_add(name, text, 1);
		else
			buffer_add(name, escape, sizeof(escape));
	}
}

/* FNV-1a, of 64 bits: enough to tell apart the accounts of one person. */
static uint64_t
hash_of(const char *text)
{
	uint64_t hash = UINT64_C(14695981039346656037);

	for (; *text != '\0'; text++)
		hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
	return hash;
}

char *
state_name(const char *account, const char *origin, const char *suffix)
{
	struct buffer name;
	const char *text;
	char *made;

	buffer_init(&name, SIZE_MAX / 2);
	add_encoded(&name, account);
	buffer_add_text(&name, "@");
	add_encoded(&name, origin);
	text = buffer_text(&name);
	if (name.length <= NAME_BYTES_MAX)
		made = xasprintf("%s%s", text, suffix);
	else
		made = xasprintf("%.*s+%016" PRIx64 "%s", (int)NAME_BYTES_MAX,
		    text, hash_of(text), suffix);
	buffer_clear(&name);
	return made;
}
