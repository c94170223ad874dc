/* SPDX-License-Identifier: ISC */
/* Names that can be typed in a shell and stand in a line of the screen. */
#include "config.h"

#include "config/account_name.h"

#include <string.h>

#include "base/text.h"

bool
account_name_is_good(const char *name)
{
	size_t length = strlen(name);

	if (length == 0 || length > ACCOUNT_NAME_MAX || *name == '.' ||
	    *name == '-' || !text_is_valid(name, length))
		return false;
	for (; *name != '\0'; name++) {
		unsigned char byte = (unsigned char)*name;

		/* U+0080 to U+00A0 are controls and a blank. */
		if (byte <= ' ' || byte == 0x7F ||
		    strchr("/\\\"'`", *name) != NULL ||
		    (byte == 0xC2 && (unsigned char)name[1] <= 0xA0))
			return false;
	}
	return true;
}
