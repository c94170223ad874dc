/* SPDX-License-Identifier: ISC */
/* Makes bindings of the configuration's words. */
#include "config.h"

#include "cli/configured_keys.h"

#include <string.h>

static int
line_of(const struct configuration *configuration, const char *command)
{
	for (size_t i = 0; i < configuration->binding_count; i++)
		if (strcmp(configuration->bindings[i].command, command) == 0)
			return configuration->bindings[i].keys.line;
	return 0;
}

bool
configured_keys_bind(const struct configuration *configuration,
    struct bindings *out, char **place, struct error *err)
{
	const struct configured_binding *binding;
	enum command_id where;

	bindings_init(out);
	for (size_t i = 0; i < configuration->binding_count; i++) {
		binding = &configuration->bindings[i];
		if (bindings_set(out, binding->command,
		        (const char *const *)binding->keys.words,
		        binding->keys.count, err))
			continue;
		*place = configuration_place(configuration, binding->keys.line);
		return false;
	}
	if (bindings_agree(out, &where, err))
		return true;
	*place = configuration_place(
	    configuration, line_of(configuration, command_get(where)->name));
	return false;
}
