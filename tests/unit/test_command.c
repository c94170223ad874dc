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

#include "base/text.h"
#include "controller/bindings.h"

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

/* In help, at 80 columns; tests/po.sh asks the same of translations. */
static void
command_title_fits_when_help_shows_it(void **state)
{
	(void)state;
	for (int id = 0; id < COMMAND_COUNT; id++) {
		const char *title = command_get((enum command_id)id)->title;

		if (text_width(title) > COMMAND_TITLE_COLUMNS)
			fail_msg("%s is too long", title);
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
	struct bindings bindings;

	(void)state;
	bindings_init(&bindings);
	for (size_t i = 0; i < sizeof(bound) / sizeof(bound[0]); i++)
		assert_int_equal(
		    bindings_find(&bindings, bound[i].key)->id, bound[i].id);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(command_stands_at_its_id_and_is_named),
		cmocka_unit_test(command_title_fits_when_help_shows_it),
		cmocka_unit_test(command_names_are_unique),
		cmocka_unit_test(command_keys_are_those_of_the_manual),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
