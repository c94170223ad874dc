/* SPDX-License-Identifier: ISC */
/* Judges names as the form does. */
#include "config.h"

#include "cli/name.h"

#include <string.h>

#include <unistr.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cli/errand.h"
#include "controller/form.h"

enum status
name_check(const char *command, const char *name)
{
	size_t length = strlen(name);

	if (!text_is_blank(name) && length <= FORM_NAME_MAX &&
	    u8_check((const uint8_t *)name, length) == NULL)
		return STATUS_DONE;
	if (text_is_blank(name))
		errand_tell(_("%s: the name is empty"), command);
	else if (length > FORM_NAME_MAX)
		errand_tell(_("%s: the name is longer than %d bytes"), command,
		    FORM_NAME_MAX);
	else
		errand_tell(_("%s: the name is not UTF-8"), command);
	return STATUS_USAGE;
}
