/* SPDX-License-Identifier: ISC */
/* A token goes from the clipboard again, and nothing else does. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <signal.h>

#include "support/clipboard_desk.h"

#define TOKEN "nxk_0123456789abcdef"

/* The token is in this program's clipboard, and can be read there again. */
static void
open_with_copy(struct clipboard_desk *desk, const char *program,
    enum clipboard_route route)
{
	clipboard_desk_open(desk);
	clipboard_desk_put(desk, program, clipboard_desk_program);
	clipboard_desk_use(desk, &route, 1);
	clipboard_desk_copy(desk, TOKEN, true);
	clipboard_desk_expect(desk, CLIPBOARD_COPIED, route);
}

static void
clipboard_is_cleared_of_the_token_alone(void **state)
{
	static const enum clipboard_route routes[] = { ROUTE_XSEL };
	struct clipboard_news none;
	struct clipboard_desk desk;

	(void)state;
	clipboard_desk_open(&desk);
	clipboard_desk_put(&desk, "xsel", clipboard_desk_program);
	clipboard_desk_use(&desk, routes, 1);
	clipboard_desk_copy(&desk, TOKEN, true);
	clipboard_desk_expect(&desk, CLIPBOARD_COPIED, ROUTE_XSEL);
	clipboard_clear(desk.clipboard);
	clipboard_desk_expect(&desk, CLIPBOARD_CLEARED, ROUTE_XSEL);
	clipboard_desk_expect_file(&desk, "held", "");
	/* Once is enough. */
	clipboard_clear(desk.clipboard);
	assert_false(clipboard_run(desk.clipboard, &none));
	clipboard_desk_copy(&desk, TOKEN, true);
	clipboard_desk_expect(&desk, CLIPBOARD_COPIED, ROUTE_XSEL);
	clipboard_desk_put(&desk, "xsel", "echo other");
	clipboard_clear(desk.clipboard);
	clipboard_desk_expect(&desk, CLIPBOARD_CHANGED, ROUTE_XSEL);
	clipboard_desk_expect_file(&desk, "held", TOKEN);
	clipboard_desk_close(&desk);
}

static void
clipboard_is_left_alone_when_it_holds_a_long_text(void **state)
{
	struct clipboard_desk desk;

	(void)state;
	open_with_copy(&desk, "xclip", ROUTE_XCLIP);
	clipboard_desk_put(&desk, "xclip",
	    "echo \"$*\" >>$DESK/calls; head -c 100000 /dev/zero | tr '\\0' x");
	clipboard_clear(desk.clipboard);
	clipboard_desk_expect(&desk, CLIPBOARD_CHANGED, ROUTE_XCLIP);
	clipboard_desk_expect_file(&desk, "calls",
	    "xclip -selection clipboard -in\n-selection clipboard -out\n");
	clipboard_desk_close(&desk);
}

static void
clipboard_is_left_alone_when_it_cannot_be_read(void **state)
{
	struct clipboard_desk desk;

	(void)state;
	open_with_copy(&desk, "xclip", ROUTE_XCLIP);
	clipboard_desk_put(&desk, "xclip", "exit 1");
	clipboard_clear(desk.clipboard);
	clipboard_desk_expect(&desk, CLIPBOARD_NOT_CLEARED, ROUTE_XCLIP);
	clipboard_desk_close(&desk);
}

static void
clipboard_goes_from_tmux_and_its_terminal(void **state)
{
	struct clipboard_desk desk;

	(void)state;
	open_with_copy(&desk, "tmux", ROUTE_TMUX);
	clipboard_clear(desk.clipboard);
	clipboard_desk_expect(&desk, CLIPBOARD_OVERWRITTEN, ROUTE_TMUX);
	clipboard_desk_expect_file(&desk, "calls",
	    "tmux load-buffer -w -b keyrack -\n"
	    "tmux show-buffer -b keyrack\n"
	    "tmux load-buffer -w -b keyrack -\n"
	    "tmux delete-buffer -b keyrack\n");
	clipboard_desk_expect_file(&desk, "held", "");
	clipboard_desk_close(&desk);
}

static void
clipboard_writes_once_when_it_is_the_terminal(void **state)
{
	static const enum clipboard_route routes[] = { ROUTE_SCREEN };
	struct clipboard_desk desk;

	(void)state;
	clipboard_desk_open(&desk);
	clipboard_desk_use(&desk, routes, 1);
	clipboard_desk_copy(&desk, TOKEN, true);
	clipboard_desk_expect(&desk, CLIPBOARD_COPIED, ROUTE_SCREEN);
	assert_int_equal(desk.screen.writes, 1);
	assert_true(desk.screen.through_screen);
	clipboard_clear(desk.clipboard);
	clipboard_desk_expect(&desk, CLIPBOARD_OVERWRITTEN, ROUTE_SCREEN);
	assert_int_equal(desk.screen.writes, 2);
	assert_string_equal(desk.screen.text, " ");
	clipboard_desk_copy(&desk, TOKEN, true);
	clipboard_desk_expect(&desk, CLIPBOARD_COPIED, ROUTE_SCREEN);
	clipboard_lose_terminal(desk.clipboard);
	clipboard_clear(desk.clipboard);
	clipboard_desk_expect(&desk, CLIPBOARD_NOT_CLEARED, ROUTE_SCREEN);
	assert_int_equal(desk.screen.writes, 3);
	clipboard_desk_close(&desk);
}

static void
clipboard_says_so_when_the_terminal_takes_nothing(void **state)
{
	static const enum clipboard_route routes[] = { ROUTE_OSC52 };
	struct clipboard_news got;
	struct clipboard_desk desk;

	(void)state;
	clipboard_desk_open(&desk);
	clipboard_desk_use(&desk, routes, 1);
	desk.screen.is_gone = true;
	clipboard_desk_copy(&desk, TOKEN, true);
	got = clipboard_desk_news(&desk);
	assert_int_equal(got.deed, CLIPBOARD_NOT_COPIED);
	assert_string_equal(got.error.detail, "the terminal: gone");
	desk.screen.is_gone = false;
	clipboard_desk_copy(&desk, TOKEN, true);
	clipboard_desk_expect(&desk, CLIPBOARD_COPIED, ROUTE_OSC52);
	desk.screen.is_gone = true;
	clipboard_clear(desk.clipboard);
	got = clipboard_desk_news(&desk);
	assert_int_equal(got.deed, CLIPBOARD_NOT_CLEARED);
	assert_string_equal(got.error.detail, "the terminal: gone");
	clipboard_desk_close(&desk);
}

static void
clipboard_keeps_what_is_no_token(void **state)
{
	static const enum clipboard_route routes[] = { ROUTE_OSC52 };
	struct clipboard_news none;
	struct clipboard_desk desk;

	(void)state;
	clipboard_desk_open(&desk);
	clipboard_desk_use(&desk, routes, 1);
	clipboard_desk_copy(&desk, TOKEN, true);
	clipboard_desk_expect(&desk, CLIPBOARD_COPIED, ROUTE_OSC52);
	clipboard_desk_copy(&desk, "id-1", false);
	clipboard_desk_expect(&desk, CLIPBOARD_COPIED, ROUTE_OSC52);
	clipboard_clear(desk.clipboard);
	assert_false(clipboard_run(desk.clipboard, &none));
	assert_string_equal(desk.screen.text, "id-1");
	clipboard_desk_close(&desk);
}

/* It may have been copied before the program was ended. */
static void
clipboard_clears_what_was_given_up(void **state)
{
	static const enum clipboard_route routes[] = { ROUTE_XSEL };
	struct clipboard_news none;
	struct clipboard_desk desk;

	(void)state;
	clipboard_desk_open(&desk);
	clipboard_desk_put(&desk, "xsel", "cat >$DESK/held; exec sleep 1000");
	clipboard_desk_use(&desk, routes, 1);
	clipboard_desk_copy(&desk, TOKEN, true);
	assert_false(clipboard_run(desk.clipboard, &none));
	assert_non_null(clipboard_helper(desk.clipboard));
	clipboard_stop(desk.clipboard);
	assert_null(clipboard_helper(desk.clipboard));
	clipboard_desk_put(&desk, "xsel", clipboard_desk_program);
	clipboard_clear(desk.clipboard);
	assert_int_not_equal(clipboard_desk_news(&desk).deed, CLIPBOARD_COPIED);
	clipboard_desk_close(&desk);
}

static void
clipboard_says_so_when_clearing_is_given_up(void **state)
{
	static const enum clipboard_route routes[] = { ROUTE_XCLIP };
	struct clipboard_news got;
	struct clipboard_desk desk;

	(void)state;
	clipboard_desk_open(&desk);
	clipboard_desk_put(&desk, "xclip", clipboard_desk_program);
	clipboard_desk_use(&desk, routes, 1);
	clipboard_desk_copy(&desk, TOKEN, true);
	assert_false(clipboard_give_up(desk.clipboard, &got));
	clipboard_desk_expect(&desk, CLIPBOARD_COPIED, ROUTE_XCLIP);
	clipboard_desk_put(&desk, "xclip", "exec sleep 1000");
	clipboard_clear(desk.clipboard);
	assert_false(clipboard_run(desk.clipboard, &got));
	assert_true(clipboard_give_up(desk.clipboard, &got));
	assert_int_equal(got.deed, CLIPBOARD_NOT_CLEARED);
	assert_int_equal(got.route, ROUTE_XCLIP);
	assert_string_equal(got.error.detail, "xclip: it has not ended");
	assert_null(clipboard_helper(desk.clipboard));
	/* It is told once. */
	assert_false(clipboard_run(desk.clipboard, &got));
	assert_false(clipboard_give_up(desk.clipboard, &got));
	clipboard_desk_close(&desk);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clipboard_is_cleared_of_the_token_alone),
		cmocka_unit_test(
		    clipboard_is_left_alone_when_it_holds_a_long_text),
		cmocka_unit_test(
		    clipboard_is_left_alone_when_it_cannot_be_read),
		cmocka_unit_test(clipboard_goes_from_tmux_and_its_terminal),
		cmocka_unit_test(clipboard_writes_once_when_it_is_the_terminal),
		cmocka_unit_test(
		    clipboard_says_so_when_the_terminal_takes_nothing),
		cmocka_unit_test(clipboard_keeps_what_is_no_token),
		cmocka_unit_test(clipboard_clears_what_was_given_up),
		cmocka_unit_test(clipboard_says_so_when_clearing_is_given_up),
	};

	/* As keyrack does: any program may end before it has read. */
	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
