/* SPDX-License-Identifier: ISC */
/* The table of commands contradicts itself nowhere. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "controller/command.h"

static void
command_stands_at_its_id_and_is_named(void **state)
{
	(void)state;
	for (int id = 0; id < COMMAND_COUNT; id++) {
		const struct command *command =
		    command_get((enum command_id)id);

		assert_int_equal(command->id, id);
		assert_true(command->name != NULL && *command->name != '\0');
		assert_true(command->title != NULL && *command->title != '\0');
		assert_true(command->group < GROUP_COUNT);
		assert_non_null(command->run);
		assert_in_range(command->key_count, 1, COMMAND_KEYS_MAX);
	}
}

static void
command_names_are_unique(void **state)
{
	(void)state;
	for (int one = 0; one < COMMAND_COUNT; one++)
		for (int other = 0; other < one; other++)
			assert_string_not_equal(
			    command_get((enum command_id)one)->name,
			    command_get((enum command_id)other)->name);
}

/* A key that stood twice would find the command before. */
static void
command_is_found_when_any_of_its_keys_is_pressed(void **state)
{
	(void)state;
	for (int id = 0; id < COMMAND_COUNT; id++) {
		const struct command *command =
		    command_get((enum command_id)id);

		for (size_t i = 0; i < command->key_count; i++)
			assert_ptr_equal(
			    command_of_key(command->keys[i]), command);
	}
}

static void
command_is_none_when_key_is_free(void **state)
{
	(void)state;
	assert_null(
	    command_of_key((struct key){ KEYCODE_CHARACTER, 'x', false }));
	assert_null(command_of_key((struct key){ .code = KEYCODE_OTHER }));
	assert_null(command_of_key((struct key){ .code = KEYCODE_ESCAPE }));
}

static void
command_keys_are_those_of_the_manual(void **state)
{
	const struct {
		struct key key;
		enum command_id id;
	} bound[] = {
		{ { KEYCODE_CHARACTER, 'j', false }, COMMAND_DOWN },
		{ { KEYCODE_CHARACTER, 'b', true }, COMMAND_PAGE_UP },
		{ { KEYCODE_CHARACTER, 'n', false }, COMMAND_NEW },
		{ { .code = KEYCODE_DELETE }, COMMAND_DELETE },
		{ { KEYCODE_CHARACTER, 'S', false }, COMMAND_REVERSE },
		{ { KEYCODE_FUNCTION, 5, false }, COMMAND_RELOAD },
		{ { KEYCODE_FUNCTION, 1, false }, COMMAND_HELP },
		{ { KEYCODE_CHARACTER, 'l', true }, COMMAND_REDRAW },
		{ { KEYCODE_CHARACTER, 'c', true }, COMMAND_QUIT },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bound) / sizeof(bound[0]); i++)
		assert_int_equal(command_of_key(bound[i].key)->id, bound[i].id);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(command_stands_at_its_id_and_is_named),
		cmocka_unit_test(command_names_are_unique),
		cmocka_unit_test(
		    command_is_found_when_any_of_its_keys_is_pressed),
		cmocka_unit_test(command_is_none_when_key_is_free),
		cmocka_unit_test(command_keys_are_those_of_the_manual),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
