/* SPDX-License-Identifier: ISC */
/* Sanitises text, and puts ASCII in place of typographic signs if need be. */
#include "config.h"

#include "ui/plain.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xmalloc.h"

struct lookalike {
	const char *sign;
	const char *ascii;
};

/* No stand-in is longer in bytes than its sign: the text never grows. */
static const struct lookalike lookalikes[] = {
	{ "…", "..." },
	{ "“", "\"" },
	{ "”", "\"" },
	{ "„", "\"" },
	{ "«", "\"" },
	{ "»", "\"" },
	{ "\u00A0", " " },
	{ "\u202F", " " },
	{ "’", "'" },
	{ "–", "-" },
	{ "·", "-" },
	{ "↑", "^" },
	{ "↓", "v" },
};

static const struct lookalike *
find_lookalike(const char *text)
{
	size_t i;

	for (i = 0; i < sizeof(lookalikes) / sizeof(lookalikes[0]); i++)
		if (strncmp(text, lookalikes[i].sign,
		        strlen(lookalikes[i].sign)) == 0)
			return &lookalikes[i];
	return NULL;
}

static void
replace_signs(char *text)
{
	const struct lookalike *found;
	const char *from = text;
	char *to = text;
	size_t length;

	while (*from != '\0') {
		found = find_lookalike(from);
		if (found == NULL) {
			*to++ = *from++;
			continue;
		}
		from += strlen(found->sign);
		length = strlen(found->ascii);
		memcpy(to, found->ascii, length);
		to += length;
	}
	*to = '\0';
}

char *
plain_text(const char *text)
{
	char *copy, *safe;

	if (text == NULL)
		return xstrdup("");
	if (text_locale_is_utf8())
		return text_sanitise(text, strlen(text));
	copy = xstrdup(text);
	replace_signs(copy);
	safe = text_sanitise(copy, strlen(copy));
	free(copy);
	return safe;
}
