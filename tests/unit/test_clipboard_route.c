/* SPDX-License-Identifier: ISC */
/* Tests of the routes: by where the person sits, or as they choose. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "os/clipboard_route.h"

static void
expect_routes(const struct clipboard_place *place, enum clipboard_choice choice,
    const enum clipboard_route *routes, size_t count)
{
	enum clipboard_route found[ROUTE_COUNT];

	assert_int_equal(clipboard_routes(place, choice, found), count);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(found[i], routes[i]);
}

static void
clipboard_route_leads_to_the_terminal_when_over_ssh(void **state)
{
	static const enum clipboard_route plain[] = { ROUTE_OSC52 };
	static const enum clipboard_route screen[] = { ROUTE_SCREEN };
	static const enum clipboard_route tmux[] = { ROUTE_TMUX,
		ROUTE_TMUX_ALONE, ROUTE_OSC52 };
	struct clipboard_place place = { .is_over_ssh = true,
		.has_wayland = true,
		.has_x = true,
		.is_mac = true,
		.has_osc52 = true };

	(void)state;
	expect_routes(&place, CLIPBOARD_AUTO, plain, 1);
	place.is_in_screen = true;
	expect_routes(&place, CLIPBOARD_AUTO, screen, 1);
	place.is_in_screen = false;
	place.is_in_tmux = true;
	expect_routes(&place, CLIPBOARD_AUTO, tmux, 3);
	place = (struct clipboard_place){ .is_over_ssh = true };
	expect_routes(&place, CLIPBOARD_AUTO, NULL, 0);
}

static void
clipboard_route_is_a_program_when_here(void **state)
{
	static const enum clipboard_route all[] = { ROUTE_WL_COPY_SENSITIVE,
		ROUTE_WL_COPY, ROUTE_XCLIP, ROUTE_XSEL, ROUTE_TMUX,
		ROUTE_TMUX_ALONE, ROUTE_OSC52 };
	static const enum clipboard_route mac[] = { ROUTE_PBCOPY };
	struct clipboard_place place = { .has_wayland = true,
		.has_x = true,
		.is_in_tmux = true,
		.has_osc52 = true };

	(void)state;
	expect_routes(&place, CLIPBOARD_AUTO, all, 7);
	place = (struct clipboard_place){ .is_mac = true };
	expect_routes(&place, CLIPBOARD_AUTO, mac, 1);
}

static void
clipboard_route_is_the_chosen_one_alone(void **state)
{
	static const enum clipboard_route xsel[] = { ROUTE_XSEL };
	struct clipboard_place place = { .is_over_ssh = true,
		.has_osc52 = true };
	enum clipboard_choice choice = CLIPBOARD_OFF;

	(void)state;
	assert_true(clipboard_choice_of_word("xsel", &choice));
	expect_routes(&place, choice, xsel, 1);
	assert_true(clipboard_choice_of_word("off", &choice));
	expect_routes(&place, choice, NULL, 0);
	assert_true(clipboard_choice_of_word("auto", &choice));
	assert_int_equal(choice, CLIPBOARD_AUTO);
	assert_false(clipboard_choice_of_word("Xsel", &choice));
	assert_int_equal(choice, CLIPBOARD_AUTO);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    clipboard_route_leads_to_the_terminal_when_over_ssh),
		cmocka_unit_test(clipboard_route_is_a_program_when_here),
		cmocka_unit_test(clipboard_route_is_the_chosen_one_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
