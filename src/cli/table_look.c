/* SPDX-License-Identifier: ISC */
/* Puts together what the file and the configuration say of the table. */
#include "config.h"

#include "cli/table_look.h"

static bool
is_configured(const struct settings *settings, enum setting_id id)
{
	return settings_origin(settings, id) != ORIGIN_DEFAULT;
}

void
table_look_find(const struct settings *settings, const struct look_file *file,
    struct look *out, struct message *trouble)
{
	struct error err;

	look_init(out);
	if (look_file_read(file, out, &err) == LOOK_FILE_DAMAGED &&
	    trouble->id == MESSAGE_NONE) {
		message_set(trouble, MESSAGE_LOOK_DAMAGED, TONE_WARNING, NULL);
		trouble->error = err;
	}
	if (is_configured(settings, SETTING_COLUMNS))
		look_take_columns(
		    out, settings_list(settings, SETTING_COLUMNS));
	if (is_configured(settings, SETTING_SORT))
		look_take_order(out, settings_text(settings, SETTING_SORT));
}
