/* SPDX-License-Identifier: ISC */
/* What holds for all stands first, then the account's own, then the keys. */
#include "config.h"

#include "config/settings_print.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xmalloc.h"

/* Adds one text and releases it. */
static void
add_take(struct buffer *out, char *text)
{
	buffer_add_text(out, text);
	free(text);
}

/* After a value, or on a line of its own; whatever it holds, one line. */
static void
add_comment(struct buffer *out, const char *what, const char *text)
{
	char *safe = text_sanitise(text, strlen(text));

	add_take(out, xasprintf("# %s%s\n", what, safe));
	free(safe);
}

static void
add_quoted(struct buffer *out, const char *text)
{
	buffer_add_text(out, "\"");
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			buffer_add_text(out, "\\");
		buffer_add(out, text, 1);
	}
	buffer_add_text(out, "\"");
}

static void
add_list(struct buffer *out, const char *const *words)
{
	buffer_add_text(out, "{");
	for (size_t i = 0; words[i] != NULL; i++) {
		if (i > 0)
			buffer_add_text(out, ", ");
		add_quoted(out, words[i]);
	}
	buffer_add_text(out, "}");
}

static void
add_value(struct buffer *out, const struct settings *settings,
    const struct setting *setting)
{
	const char *text;

	switch (setting->kind) {
	case SETTING_IS_TEXT:
	case SETTING_IS_PATH:
	case SETTING_IS_EMAIL:
	case SETTING_IS_CHOICE:
		text = settings_text(settings, setting->id);
		add_quoted(out, text == NULL ? "" : text);
		return;
	case SETTING_IS_LIST:
	case SETTING_IS_PATHS:
	case SETTING_IS_HOSTS:
		add_list(out, settings_list(settings, setting->id));
		return;
	case SETTING_IS_NUMBER:
		add_take(out,
		    xasprintf("%ld", settings_number(settings, setting->id)));
		return;
	case SETTING_IS_SWITCH:
		buffer_add_text(
		    out, settings_is_on(settings, setting->id) ? "yes" : "no");
		return;
	case SETTING_IS_BINDINGS:
		return;
	}
}

static void
add_settings(
    struct buffer *out, const struct settings *settings, bool in_account)
{
	for (int id = 0; id < SETTING_COUNT; id++) {
		const struct setting *setting =
		    setting_get((enum setting_id)id);
		char *origin;

		if (setting->kind == SETTING_IS_BINDINGS ||
		    (setting->reach != SETTING_FOR_ALL) != in_account)
			continue;
		add_take(out, xasprintf("%s%s = ", in_account ? "\t" : "",
		                  setting->name));
		add_value(out, settings, setting);
		origin = settings_origin_text(settings, setting->id);
		buffer_add_text(out, "  ");
		add_comment(out, "", origin);
		free(origin);
	}
}

static const struct configured *
find_binding(const struct configuration *configuration, const char *command)
{
	for (size_t i = 0; i < configuration->binding_count; i++)
		if (strcmp(configuration->bindings[i].command, command) == 0)
			return &configuration->bindings[i].keys;
	return NULL;
}

static void
add_binding(struct buffer *out, const struct configuration *configuration,
    const struct default_keys *keys)
{
	const struct configured *own =
	    find_binding(configuration, keys->command);
	char *origin = own == NULL
	                   ? xstrdup("default")
	                   : configuration_place(configuration, own->line);

	add_take(out, xasprintf("\t%s = ", keys->command));
	add_list(
	    out, own == NULL ? keys->keys : (const char *const *)own->words);
	buffer_add_text(out, "  ");
	add_comment(out, "", origin);
	free(origin);
}

void
settings_print(const struct settings *settings,
    const struct account_choice *choice, const struct default_keys *keys,
    size_t key_count, struct buffer *out)
{
	const struct configuration *configuration = settings->configuration;
	char *account = xasprintf("%s (%s)", settings->account, choice->why);

	add_comment(out, "file: ",
	    configuration->path == NULL ? "none" : configuration->path);
	add_comment(out, "account: ", account);
	free(account);
	buffer_add_text(out, "\n");
	add_settings(out, settings, false);
	buffer_add_text(out, "\naccount ");
	add_quoted(out, settings->account);
	buffer_add_text(out, " {\n");
	add_settings(out, settings, true);
	buffer_add_text(out, "}\n\nkeys {\n");
	for (size_t i = 0; i < key_count; i++)
		add_binding(out, configuration, &keys[i]);
	buffer_add_text(out, "}\n");
}
