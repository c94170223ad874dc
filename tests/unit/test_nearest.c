/* SPDX-License-Identifier: ISC */
/* Mistyped names find the one that was meant, and nonsense finds none. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/nearest.h"

static const char *const names[] = { "url", "email", "delete_delay", "mouse",
	"sort", "store", "store_command", "d", NULL };

static void
nearest_is_found_when_little_is_wrong(void **state)
{
	static const struct {
		const char *word, *meant;
	} cases[] = {
		{ "delet_delay", "delete_delay" },
		{ "deletedelay", "delete_delay" },
		{ "DELETE_DELAY", "delete_delay" },
		{ "delete-dleay", "delete_delay" },
		{ "emial", "email" },
		{ "uri", "url" },
		{ "mosue", "mouse" },
		{ "srot", "sort" },
		{ "store", "store" },
		{ "stores", "store" },
		{ "storecommand", "store_command" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(
		    nearest_name(cases[i].word, names), cases[i].meant);
}

static void
nearest_is_nothing_when_all_is_wrong(void **state)
{
	static const char *const words[] = { "", "x", "colour", "ue",
		"delay_delete",
		("a word that is far longer than any name that there could be, "
		 "and then some more") };

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		assert_null(nearest_name(words[i], names));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nearest_is_found_when_little_is_wrong),
		cmocka_unit_test(nearest_is_nothing_when_all_is_wrong),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
