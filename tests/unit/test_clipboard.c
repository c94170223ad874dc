/* SPDX-License-Identifier: ISC */
/* Text goes to the clipboard by programs, or by the terminal. */
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

static void
clipboard_takes_the_next_route_when_one_fails(void **state)
{
	static const enum clipboard_route routes[] = { ROUTE_WL_COPY,
		ROUTE_XCLIP, ROUTE_XSEL, ROUTE_OSC52 };
	struct clipboard_desk desk;

	(void)state;
	clipboard_desk_open(&desk);
	clipboard_desk_put(&desk, "xclip", "cat >/dev/null; exit 1");
	clipboard_desk_put(&desk, "xsel", clipboard_desk_program);
	clipboard_desk_use(&desk, routes, 4);
	clipboard_desk_copy(&desk, TOKEN, true);
	clipboard_desk_expect(&desk, CLIPBOARD_COPIED, ROUTE_XSEL);
	clipboard_desk_expect_file(&desk, "held", TOKEN);
	clipboard_desk_expect_file(
	    &desk, "calls", "xsel --clipboard --input\n");
	clipboard_desk_close(&desk);
}

static void
clipboard_says_what_failed_at_last(void **state)
{
	static const enum clipboard_route routes[] = { ROUTE_WL_COPY,
		ROUTE_XCLIP, ROUTE_XSEL };
	struct clipboard_news got;
	struct clipboard_desk desk;

	(void)state;
	clipboard_desk_open(&desk);
	clipboard_desk_put(&desk, "xclip", "cat >/dev/null; exit 7");
	clipboard_desk_use(&desk, routes, 3);
	clipboard_desk_copy(&desk, TOKEN, true);
	got = clipboard_desk_news(&desk);
	assert_int_equal(got.deed, CLIPBOARD_NOT_COPIED);
	assert_string_equal(got.error.detail, "xclip: ended with status 7");
	/* Nothing was copied: nothing is cleared. */
	clipboard_clear(desk.clipboard);
	assert_null(clipboard_helper(desk.clipboard));
	assert_false(clipboard_run(desk.clipboard, &got));
	clipboard_desk_close(&desk);
}

static void
clipboard_is_sensitive_when_wl_copy_can(void **state)
{
	static const enum clipboard_route routes[] = { ROUTE_WL_COPY_SENSITIVE,
		ROUTE_WL_COPY };
	struct clipboard_desk desk;

	(void)state;
	clipboard_desk_open(&desk);
	clipboard_desk_put(&desk, "wl-copy", clipboard_desk_program);
	clipboard_desk_use(&desk, routes, 2);
	clipboard_desk_copy(&desk, TOKEN, true);
	clipboard_desk_expect(&desk, CLIPBOARD_COPIED, ROUTE_WL_COPY);
	clipboard_desk_expect_file(
	    &desk, "calls", "wl-copy --help\nwl-copy --type text/plain\n");
	clipboard_desk_put(&desk, "wl-copy",
	    "[ \"$1\" = --help ] && echo ' -x, --sensitive Hide.' ||"
	    " cat >$DESK/$1");
	clipboard_desk_copy(&desk, TOKEN, true);
	clipboard_desk_expect(&desk, CLIPBOARD_COPIED, ROUTE_WL_COPY_SENSITIVE);
	clipboard_desk_expect_file(&desk, "--sensitive", TOKEN);
	clipboard_desk_close(&desk);
}

static void
clipboard_uses_tmux_alone_when_it_is_old(void **state)
{
	static const enum clipboard_route routes[] = { ROUTE_TMUX,
		ROUTE_TMUX_ALONE };
	struct clipboard_desk desk;

	(void)state;
	clipboard_desk_open(&desk);
	clipboard_desk_put(
	    &desk, "tmux", "[ \"$2\" != -w ] || exit 1\ncat >$DESK/held");
	clipboard_desk_use(&desk, routes, 2);
	clipboard_desk_copy(&desk, TOKEN, true);
	clipboard_desk_expect(&desk, CLIPBOARD_COPIED, ROUTE_TMUX_ALONE);
	clipboard_desk_expect_file(&desk, "held", TOKEN);
	clipboard_desk_close(&desk);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clipboard_takes_the_next_route_when_one_fails),
		cmocka_unit_test(clipboard_says_what_failed_at_last),
		cmocka_unit_test(clipboard_is_sensitive_when_wl_copy_can),
		cmocka_unit_test(clipboard_uses_tmux_alone_when_it_is_old),
	};

	/* As keyrack does: any program may end before it has read. */
	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
