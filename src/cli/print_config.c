/* SPDX-License-Identifier: ISC */
/* Adds the keys of the table of commands to what the settings print. */
#include "config.h"

#include "cli/print_config.h"

#include "config/settings_print.h"
#include "controller/command.h"

#define PRINTED_MAX (8 * CONFIGURATION_MAX)

enum status
print_config(const struct chosen *chosen)
{
	char labels[COMMAND_COUNT][COMMAND_KEYS_MAX][KEY_LABEL_MAX];
	const char *words[COMMAND_COUNT][COMMAND_KEYS_MAX + 1];
	struct default_keys keys[COMMAND_COUNT];
	struct buffer out;
	enum status status;

	for (int id = 0; id < COMMAND_COUNT; id++) {
		const struct command *command =
		    command_get((enum command_id)id);

		for (size_t k = 0; k < command->key_count; k++) {
			key_label(command->keys[k], labels[id][k]);
			words[id][k] = labels[id][k];
		}
		words[id][command->key_count] = NULL;
		keys[id] = (struct default_keys){ command->name, words[id] };
	}
	buffer_init(&out, PRINTED_MAX);
	settings_print(
	    &chosen->settings, &chosen->choice, keys, COMMAND_COUNT, &out);
	status = print_text(buffer_text(&out));
	buffer_clear(&out);
	return status;
}
