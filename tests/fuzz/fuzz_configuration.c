/* SPDX-License-Identifier: ISC */
/* Fuzzes the configuration: what is read prints to what reads the same. */
#include "config.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "config/settings_print.h"
#include "fuzz/fuzz.h"

static const char *const commands[] = { "down", "delete", NULL };
static const char *const down[] = { "Down", "j", NULL };
static const struct default_keys keys[] = { { "down", down } };

static void
demand(bool is_true)
{
	if (!is_true)
		abort();
}

static void
check_again(const struct settings *settings)
{
	struct account_choice choice = { settings->account, (char *)"chosen" };
	struct configuration again;
	struct settings others;
	struct buffer text;
	struct error err;

	buffer_init(&text, 4 * CONFIGURATION_MAX);
	settings_print(settings, &choice, keys, 1, &text);
	demand(configuration_parse(
	    buffer_text(&text), text.length, "again", commands, &again, &err));
	settings_init(&others, &again, settings->account);
	for (size_t id = 0; id < SETTING_COUNT; id++) {
		const struct configured *one = &settings->values[id].value,
		                        *other = &others.values[id].value;

		demand(one->count == other->count);
		/* A switch and a number have more than one spelling. */
		for (size_t i = 0; i < one->count; i++)
			demand(strcmp(one->words[i], other->words[i]) == 0 ||
			       setting_get((enum setting_id)id)->kind ==
			           SETTING_IS_SWITCH ||
			       setting_number(one->words[i]) ==
			           setting_number(other->words[i]));
	}
	settings_clear(&others);
	configuration_clear(&again);
	buffer_clear(&text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct configuration read;
	struct settings settings;
	struct error err = { 0 };

	if (size > CONFIGURATION_MAX)
		return 0;
	if (!configuration_parse(
	        (const char *)bytes, size, "fuzz", commands, &read, &err)) {
		demand(err.kind == ERROR_USAGE && err.detail[0] != '\0');
		configuration_clear(&read);
		return 0;
	}
	settings_init(&settings, &read,
	    read.account_count == 0 ? "default" : read.accounts[0].name);
	check_again(&settings);
	settings_clear(&settings);
	configuration_clear(&read);
	return 0;
}
