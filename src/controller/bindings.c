/* SPDX-License-Identifier: ISC */
/* Binds keys to commands, and refuses what would be ambiguous. */
#include "config.h"

#include "controller/bindings.h"

#include <string.h>

static const struct key control_c = { KEYCODE_CHARACTER, 'c', true };

void
bindings_init(struct bindings *bindings)
{
	const struct command *command;

	*bindings = (struct bindings){ 0 };
	for (int id = 0; id < COMMAND_COUNT; id++) {
		command = command_get((enum command_id)id);
		memcpy(bindings->of[id].keys, command->keys,
		    sizeof(command->keys));
		bindings->of[id].count = command->key_count;
	}
}

static const struct command *
find_command(const char *name)
{
	const struct command *command;

	for (int id = 0; id < COMMAND_COUNT; id++) {
		command = command_get((enum command_id)id);
		if (strcmp(command->name, name) == 0)
			return command;
	}
	return NULL;
}

static bool
has_key(const struct binding *binding, struct key key)
{
	for (size_t i = 0; i < binding->count; i++)
		if (key_is_equal(binding->keys[i], key))
			return true;
	return false;
}

static bool
add_key(struct binding *binding, const struct command *command,
    const char *name, struct error *err)
{
	struct key key;

	if (!key_parse(name, &key))
		return error_set(err, ERROR_USAGE, 0,
		    "%s: “%.20s” is not the name of a key, as d, Ctrl-R, F5, "
		    "Space and PgUp are",
		    command->name, name);
	if (key.code == KEYCODE_ESCAPE)
		return error_set(err, ERROR_USAGE, 0,
		    "%s: Esc always goes one step back; choose another key",
		    command->name);
	if (key_is_equal(key, control_c) && command->id != COMMAND_QUIT)
		return error_set(err, ERROR_USAGE, 0,
		    "%s: Ctrl-C always leads out; choose another key",
		    command->name);
	if (has_key(binding, key))
		return true;
	if (binding->count == BINDING_KEYS_MAX)
		return error_set(err, ERROR_USAGE, 0,
		    "%s: has more than %d keys", command->name,
		    BINDING_KEYS_MAX);
	binding->keys[binding->count++] = key;
	return true;
}

bool
bindings_set(struct bindings *bindings, const char *name,
    const char *const *keys, size_t count, struct error *err)
{
	const struct command *command = find_command(name);
	struct binding binding = { .is_configured = true };

	if (command == NULL)
		return error_set(err, ERROR_USAGE, 0,
		    "%.40s: no command has this name", name);
	if (count == 0 && command->id == COMMAND_HELP)
		return error_set(err, ERROR_USAGE, 0,
		    "help: needs a key, since commands without one are run "
		    "from there");
	for (size_t i = 0; i < count; i++)
		if (!add_key(&binding, command, keys[i], err))
			return false;
	if (command->id == COMMAND_QUIT && !has_key(&binding, control_c) &&
	    !add_key(&binding, command, "Ctrl-C", err))
		return false;
	bindings->of[command->id] = binding;
	return true;
}

bool
bindings_has(
    const struct bindings *bindings, struct key key, enum command_id id)
{
	return has_key(&bindings->of[id], key);
}

/* The first key that both have; NULL: none. */
static const struct key *
shared_key(const struct binding *one, const struct binding *other)
{
	for (size_t i = 0; i < one->count; i++)
		if (has_key(other, one->keys[i]))
			return &one->keys[i];
	return NULL;
}

bool
bindings_agree(
    const struct bindings *bindings, enum command_id *where, struct error *err)
{
	const struct key *key;
	char label[KEY_LABEL_MAX];

	for (int one = 0; one < COMMAND_COUNT; one++) {
		for (int other = one + 1; other < COMMAND_COUNT; other++) {
			key = shared_key(
			    &bindings->of[one], &bindings->of[other]);
			if (key == NULL)
				continue;
			*where = (enum command_id)(
			    bindings->of[other].is_configured ? other : one);
			key_label(*key, label);
			return error_set(err, ERROR_USAGE, 0,
			    "%s is the key of both %s and %s; give one of "
			    "them another",
			    label, command_get((enum command_id)one)->name,
			    command_get((enum command_id)other)->name);
		}
	}
	return true;
}

const struct command *
bindings_find(const struct bindings *bindings, struct key key)
{
	for (int id = 0; id < COMMAND_COUNT; id++)
		if (has_key(&bindings->of[id], key))
			return command_get((enum command_id)id);
	return NULL;
}

struct key
bindings_arrow(const struct bindings *bindings, struct key key)
{
	static const struct {
		enum command_id id;
		enum key_code code;
	} moves[] = {
		{ COMMAND_UP, KEYCODE_UP },
		{ COMMAND_DOWN, KEYCODE_DOWN },
		{ COMMAND_PAGE_UP, KEYCODE_PAGE_UP },
		{ COMMAND_PAGE_DOWN, KEYCODE_PAGE_DOWN },
		{ COMMAND_TOP, KEYCODE_HOME },
		{ COMMAND_BOTTOM, KEYCODE_END },
	};

	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++)
		if (bindings_has(bindings, key, moves[i].id))
			return (struct key){ .code = moves[i].code };
	return key;
}
