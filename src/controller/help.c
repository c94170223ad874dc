/* SPDX-License-Identifier: ISC */
/* The searchable list of commands, from which each can be run. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "controller/journey.h"

enum {
	SEARCH_MAX = 128, /* bytes */
	FRAME_LINES = 10, /* of the screen that show no command */
};

void
help_clear(struct help *help)
{
	field_clear(&help->search);
	*help = (struct help){ 0 };
}

static bool
holds(const char *text, const char *folded_words)
{
	char *folded = text_fold(text);
	bool is_found = strstr(folded, folded_words) != NULL;

	free(folded);
	return is_found;
}

/* People search for the words that they see. */
static bool
matches(const struct command *command, const struct binding *binding,
    const char *folded_words)
{
	char label[KEY_LABEL_MAX];

	for (size_t i = 0; i < binding->count; i++) {
		key_label(binding->keys[i], label);
		if (holds(label, folded_words))
			return true;
	}
	return holds(command->name, folded_words) ||
	       holds(_(command->title), folded_words);
}

static void
search_group(
    struct controller *controller, enum command_group group, const char *words)
{
	struct help *help = &controller->help;
	const struct command *command;

	for (int id = 0; id < COMMAND_COUNT; id++) {
		command = command_get((enum command_id)id);
		if (command->group == group &&
		    matches(command, &controller->bindings.of[id], words))
			help->found[help->found_count++] = command->id;
	}
}

static void
search(struct controller *controller)
{
	struct help *help = &controller->help;
	char *words = text_fold(field_text(&help->search));

	help->found_count = 0;
	for (int group = 0; group < GROUP_COUNT; group++)
		search_group(controller, (enum command_group)group, words);
	help->cursor = (struct cursor){ 0 };
	free(words);
}

void
help_open(struct controller *controller, struct effects *out)
{
	struct help *help = &controller->help;

	(void)out;
	help_clear(help);
	field_init(&help->search, SEARCH_MAX);
	search(controller);
	dialog_push(controller, DIALOG_HELP);
}

void
help_open_palette(struct controller *controller, struct effects *out)
{
	help_open(controller, out);
	controller->help.is_palette = true;
}

bool
help_paste(struct controller *controller, const char *text)
{
	if (!field_paste(&controller->help.search, text))
		return false;
	search(controller);
	return true;
}

static void
close(struct controller *controller)
{
	dialog_pop(controller);
	help_clear(&controller->help);
}

static void
run_chosen(struct controller *controller, struct effects *out)
{
	const struct help *help = &controller->help;
	const struct command *command;

	if (help->found_count == 0)
		return;
	command = command_get(help->found[help->cursor.row]);
	close(controller);
	journey_run(controller, command, out);
}

/* One step back: what is searched for, then the list. */
static void
escape(struct controller *controller)
{
	struct help *help = &controller->help;

	if (help->search.text.length == 0) {
		close(controller);
		return;
	}
	field_set(&help->search, "");
	search(controller);
}

/* Moving within the words that are searched for changes no result. */
static bool
edit(struct controller *controller, struct key key)
{
	struct help *help = &controller->help;
	size_t length = help->search.text.length;

	if (!field_key(&help->search, key))
		return false;
	if (help->search.text.length != length)
		search(controller);
	return true;
}

void
help_key(struct controller *controller, struct key key, struct effects *out)
{
	struct help *help = &controller->help;
	const struct bindings *bindings = &controller->bindings;

	if (key.code == KEYCODE_ESCAPE)
		escape(controller);
	else if (key.code == KEYCODE_ENTER)
		run_chosen(controller, out);
	else if (bindings_has(bindings, key,
	             help->is_palette ? COMMAND_PALETTE : COMMAND_HELP) &&
	         help->search.text.length == 0)
		close(controller);
	else if (!edit(controller, key))
		cursor_key(&help->cursor, bindings_arrow(bindings, key),
		    (long)help->found_count,
		    controller->size.rows - FRAME_LINES);
}
