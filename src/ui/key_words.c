/* SPDX-License-Identifier: ISC */
/* Writes the keys that commands are bound to. */
#include "config.h"

#include "ui/key_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "ui/fill.h"

static char *
first_free(const struct binding *binding, bool (*is_taken)(struct key key))
{
	char label[KEY_LABEL_MAX];

	for (size_t i = 0; i < binding->count; i++) {
		if (is_taken != NULL && is_taken(binding->keys[i]))
			continue;
		key_label(binding->keys[i], label);
		return xstrdup(label);
	}
	return NULL;
}

char *
key_words_first(const struct bindings *bindings, enum command_id id)
{
	return first_free(&bindings->of[id], NULL);
}

/* How the place for a command's key is written; for free(3). */
static char *
place_of(enum command_id id)
{
	return xasprintf("{key:%s}", command_get(id)->name);
}

char *
key_words_hint(const struct bindings *bindings, const char *key,
    bool (*is_taken)(struct key key))
{
	char *place;
	bool is_found;

	for (int id = 0; id < COMMAND_COUNT; id++) {
		place = place_of((enum command_id)id);
		is_found = strcmp(place, key) == 0;
		free(place);
		if (is_found)
			return first_free(&bindings->of[id], is_taken);
	}
	return xstrdup(key);
}

char *
key_words_all(const struct bindings *bindings, enum command_id id)
{
	const struct binding *binding = &bindings->of[id];
	char label[KEY_LABEL_MAX], *words = xstrdup(""), *longer;

	for (size_t i = 0; i < binding->count; i++) {
		key_label(binding->keys[i], label);
		longer = xasprintf("%s%s%s", words, i > 0 ? "  " : "", label);
		free(words);
		words = longer;
	}
	return words;
}

/* What stands for the key of a command that has none; for free(3). */
static char *
words_without_key(const struct bindings *bindings, enum command_id id)
{
	char *help = key_words_first(bindings, COMMAND_HELP);
	const struct filling fillings[] = {
		{ "{key}", help == NULL ? "?" : help },
		{ "{command}", command_get(id)->name },
	};
	/*
	 * TRANSLATORS: stands where else a key is named, for a command that
	 * has none: "? reload" is the command reload in the help.
	 */
	char *words = fill(_("{key} {command}"), fillings, 2);

	free(help);
	return words;
}

char *
key_words_fill(const char *sentence, const struct bindings *bindings)
{
	struct filling fillings[COMMAND_COUNT];
	char *places[COMMAND_COUNT], *texts[COMMAND_COUNT], *filled;

	for (int i = 0; i < COMMAND_COUNT; i++) {
		enum command_id id = (enum command_id)i;

		places[i] = place_of(id);
		texts[i] = key_words_first(bindings, id);
		if (texts[i] == NULL)
			texts[i] = words_without_key(bindings, id);
		fillings[i] = (struct filling){ places[i], texts[i] };
	}
	filled = fill(sentence, fillings, COMMAND_COUNT);
	for (int i = 0; i < COMMAND_COUNT; i++) {
		free(places[i]);
		free(texts[i]);
	}
	return filled;
}
