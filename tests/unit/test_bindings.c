/* SPDX-License-Identifier: ISC */
/* Keys are bound to commands, and never to two. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "controller/bindings.h"

static bool
set(struct bindings *bindings, const char *command, const char *one,
    const char *other, struct error *err)
{
	const char *const keys[] = { one, other };
	size_t count = one == NULL ? 0 : other == NULL ? 1 : 2;

	return bindings_set(bindings, command, keys, count, err);
}

static const char *
found(const struct bindings *bindings, const char *label)
{
	const struct command *command;
	struct key key;

	assert_true(key_parse(label, &key));
	command = bindings_find(bindings, key);
	return command == NULL ? "" : command->name;
}

static void
bindings_agree_when_nothing_is_configured(void **state)
{
	struct bindings bindings;
	const struct command *command;
	enum command_id where;
	struct error err;

	(void)state;
	bindings_init(&bindings);
	assert_true(bindings_agree(&bindings, &where, &err));
	for (int id = 0; id < COMMAND_COUNT; id++) {
		command = command_get((enum command_id)id);
		for (size_t i = 0; i < command->key_count; i++)
			assert_ptr_equal(
			    bindings_find(&bindings, command->keys[i]),
			    command);
	}
	assert_string_equal(found(&bindings, "x"), "");
	assert_string_equal(found(&bindings, "Esc"), "");
}

static void
bindings_replace_all_keys_when_command_is_configured(void **state)
{
	struct bindings bindings;
	struct error err;

	(void)state;
	bindings_init(&bindings);
	assert_true(set(&bindings, "delete", "x", "Ctrl-X", &err));
	assert_string_equal(found(&bindings, "x"), "delete");
	assert_string_equal(found(&bindings, "Ctrl-X"), "delete");
	assert_string_equal(found(&bindings, "d"), "");
	assert_string_equal(found(&bindings, "Delete"), "");
	assert_true(set(&bindings, "delete", NULL, NULL, &err));
	assert_string_equal(found(&bindings, "x"), "");
}

static void
bindings_disagree_when_a_default_key_is_taken(void **state)
{
	struct bindings bindings;
	enum command_id where;
	struct error err;

	(void)state;
	bindings_init(&bindings);
	assert_true(set(&bindings, "delete", "n", NULL, &err));
	assert_false(bindings_agree(&bindings, &where, &err));
	assert_int_equal(where, COMMAND_DELETE);
	assert_non_null(strstr(err.detail, "n is the key of both"));
	assert_non_null(strstr(err.detail, "new"));
	assert_non_null(strstr(err.detail, "delete"));
	/* The line that is complained of is that of the configured one. */
	bindings_init(&bindings);
	assert_true(set(&bindings, "new", "d", NULL, &err));
	assert_false(bindings_agree(&bindings, &where, &err));
	assert_int_equal(where, COMMAND_NEW);
	assert_true(set(&bindings, "delete", "n", NULL, &err));
	/* Two commands may change places. */
	assert_true(set(&bindings, "new", "d", NULL, &err));
	assert_true(bindings_agree(&bindings, &where, &err));
	assert_string_equal(found(&bindings, "n"), "delete");
	assert_string_equal(found(&bindings, "d"), "new");
}

static void
bindings_keep_the_way_out_when_quit_has_no_key(void **state)
{
	struct bindings bindings;
	struct error err;

	(void)state;
	bindings_init(&bindings);
	assert_true(set(&bindings, "quit", NULL, NULL, &err));
	assert_string_equal(found(&bindings, "q"), "");
	assert_string_equal(found(&bindings, "Ctrl-C"), "quit");
	assert_true(set(&bindings, "quit", "x", NULL, &err));
	assert_string_equal(found(&bindings, "Ctrl-C"), "quit");
}

static void
bindings_refuse_when_a_name_or_key_cannot_be(void **state)
{
	static const struct {
		const char *command, *key, *says;
	} wrong[] = {
		{ "delte", "x", "delte" },
		{ "delete", "Ctrl-", "“Ctrl-”" },
		{ "delete", "Esc", "Esc always goes one step back" },
		{ "delete", "Ctrl-C", "Ctrl-C always leads out" },
		{ "help", NULL, "needs a key" },
	};
	struct bindings bindings, before;
	struct error err;

	(void)state;
	bindings_init(&bindings);
	before = bindings;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		assert_false(
		    set(&bindings, wrong[i].command, wrong[i].key, NULL, &err));
		assert_int_equal(err.kind, ERROR_USAGE);
		assert_non_null(strstr(err.detail, wrong[i].says));
		assert_memory_equal(&bindings, &before, sizeof(before));
	}
}

static void
bindings_move_when_keys_are_bound_to_moves(void **state)
{
	struct key w = { KEYCODE_CHARACTER, 'w', false };
	struct key j = { KEYCODE_CHARACTER, 'j', false };
	struct bindings bindings;
	struct error err;

	(void)state;
	bindings_init(&bindings);
	assert_int_equal(bindings_arrow(&bindings, j).code, KEYCODE_DOWN);
	assert_true(set(&bindings, "down", "w", NULL, &err));
	assert_int_equal(bindings_arrow(&bindings, w).code, KEYCODE_DOWN);
	assert_int_equal(bindings_arrow(&bindings, j).code, KEYCODE_CHARACTER);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bindings_agree_when_nothing_is_configured),
		cmocka_unit_test(
		    bindings_replace_all_keys_when_command_is_configured),
		cmocka_unit_test(bindings_disagree_when_a_default_key_is_taken),
		cmocka_unit_test(
		    bindings_keep_the_way_out_when_quit_has_no_key),
		cmocka_unit_test(bindings_refuse_when_a_name_or_key_cannot_be),
		cmocka_unit_test(bindings_move_when_keys_are_bound_to_moves),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
