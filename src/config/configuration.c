/* SPDX-License-Identifier: ISC */
/* What was read: its accounts, its places, its end. */
#include "config.h"

#include "config/configuration.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"

void
configured_clear(struct configured *configured)
{
	for (size_t i = 0; i < configured->count; i++)
		free(configured->words[i]);
	free(configured->words);
	*configured = (struct configured){ NULL, 0, 0 };
}

static void
clear_values(struct configured *values)
{
	for (size_t i = 0; i < SETTING_COUNT; i++)
		configured_clear(&values[i]);
}

void
configuration_clear(struct configuration *configuration)
{
	for (size_t i = 0; i < configuration->account_count; i++) {
		free(configuration->accounts[i].name);
		clear_values(configuration->accounts[i].values);
	}
	for (size_t i = 0; i < configuration->binding_count; i++) {
		free(configuration->bindings[i].command);
		configured_clear(&configuration->bindings[i].keys);
	}
	clear_values(configuration->values);
	free(configuration->accounts);
	free(configuration->bindings);
	free(configuration->path);
	memset(configuration, 0, sizeof(*configuration));
}

const struct configured_account *
configuration_account(
    const struct configuration *configuration, const char *name)
{
	for (size_t i = 0; i < configuration->account_count; i++)
		if (strcmp(configuration->accounts[i].name, name) == 0)
			return &configuration->accounts[i];
	return NULL;
}

char *
configuration_place(const struct configuration *configuration, int line)
{
	const char *path =
	    configuration->path == NULL ? "" : configuration->path;

	return line == 0 ? xstrdup(path) : xasprintf("%s:%d", path, line);
}
