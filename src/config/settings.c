/* SPDX-License-Identifier: ISC */
/* Puts defaults, file, account and overrides on each other. */
#include "config.h"

#include "config/settings.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xmalloc.h"
#include "config/home.h"

/* Appends a word; words stay closed by NULL, as settings_list lends them. */
static void
add_word(struct configured *to, const char *word, size_t length)
{
	to->words = xreallocarray(to->words, to->count + 2, sizeof(*to->words));
	to->words[to->count++] = xstrndup(word, length);
	to->words[to->count] = NULL;
}

static void
set_default(struct resolved *resolved, const struct setting *setting)
{
	const char *rest = setting->standard;

	if (!setting_is_list(setting)) {
		add_word(&resolved->value, rest, strlen(rest));
		return;
	}
	while (*rest != '\0') {
		size_t length = strcspn(rest, " ");

		add_word(&resolved->value, rest, length);
		rest += length + strspn(rest + length, " ");
	}
}

/* What does not stand in the file changes nothing. */
static void
set_configured(struct resolved *resolved, const struct configured *configured,
    enum origin_kind origin)
{
	if (configured->line == 0)
		return;
	configured_clear(&resolved->value);
	for (size_t i = 0; i < configured->count; i++)
		add_word(&resolved->value, configured->words[i],
		    strlen(configured->words[i]));
	resolved->value.line = configured->line;
	resolved->origin = origin;
}

void
settings_init(struct settings *settings,
    const struct configuration *configuration, const char *account)
{
	const struct configured_account *section =
	    configuration_account(configuration, account);

	memset(settings, 0, sizeof(*settings));
	settings->configuration = configuration;
	settings->account = xstrdup(account);
	for (int id = 0; id < SETTING_COUNT; id++) {
		struct resolved *resolved = &settings->values[id];

		set_default(resolved, setting_get((enum setting_id)id));
		set_configured(
		    resolved, &configuration->values[id], ORIGIN_FILE);
		if (section != NULL)
			set_configured(
			    resolved, &section->values[id], ORIGIN_ACCOUNT);
	}
}

void
settings_clear(struct settings *settings)
{
	for (size_t i = 0; i < SETTING_COUNT; i++)
		configured_clear(&settings->values[i].value);
	free(settings->account);
	memset(settings, 0, sizeof(*settings));
}

bool
settings_override(struct settings *settings, enum setting_id id,
    const char *word, const char *by, struct error *err)
{
	struct resolved *resolved = &settings->values[id];

	if (!setting_accepts(setting_get(id), word, err))
		return false;
	configured_clear(&resolved->value);
	add_word(&resolved->value, word, strlen(word));
	resolved->origin = ORIGIN_OVERRIDE;
	resolved->by = by;
	return true;
}

/* The one word of what is no list. */
static const char *
only_word(const struct settings *settings, enum setting_id id)
{
	return settings->values[id].value.words[0];
}

const char *
settings_text(const struct settings *settings, enum setting_id id)
{
	const char *word = only_word(settings, id);

	return *word == '\0' ? NULL : word;
}

long
settings_number(const struct settings *settings, enum setting_id id)
{
	return setting_number(only_word(settings, id));
}

bool
settings_is_on(const struct settings *settings, enum setting_id id)
{
	return setting_switch(only_word(settings, id));
}

const char *const *
settings_list(const struct settings *settings, enum setting_id id)
{
	static const char *const none[] = { NULL };
	char **words = settings->values[id].value.words;

	return words == NULL ? none : (const char *const *)words;
}

char *
settings_path(const struct settings *settings, enum setting_id id)
{
	const char *word = settings_text(settings, id);

	return word == NULL ? NULL : home_expand(word, getenv("HOME"));
}

enum origin_kind
settings_origin(const struct settings *settings, enum setting_id id)
{
	return settings->values[id].origin;
}

char *
settings_origin_text(const struct settings *settings, enum setting_id id)
{
	const struct resolved *resolved = &settings->values[id];
	char *place, *text;

	if (resolved->origin == ORIGIN_DEFAULT)
		return xstrdup("default");
	if (resolved->origin == ORIGIN_OVERRIDE)
		return xstrdup(resolved->by);
	place =
	    configuration_place(settings->configuration, resolved->value.line);
	if (resolved->origin == ORIGIN_FILE)
		return place;
	text = xasprintf("account %s at %s", settings->account, place);
	free(place);
	return text;
}

char *
settings_complaint_place(const struct settings *settings, enum setting_id id)
{
	const struct resolved *resolved = &settings->values[id];

	if (resolved->origin == ORIGIN_FILE ||
	    resolved->origin == ORIGIN_ACCOUNT)
		return configuration_place(
		    settings->configuration, resolved->value.line);
	return xstrdup(resolved->origin == ORIGIN_OVERRIDE
	                   ? resolved->by
	                   : setting_get(id)->name);
}
