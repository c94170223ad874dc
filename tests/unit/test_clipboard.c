/* SPDX-License-Identifier: ISC */
/* Tests of the clipboard, before programs that are scripts in a folder. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/xmalloc.h"
#include "os/clipboard.h"

#define TOKEN "nxk_0123456789abcdef"

/* What was written to the terminal. */
struct screen {
	char text[64];
	int writes;
	bool through_screen;
};

struct desk {
	char folder[64];
	struct screen screen;
	struct clipboard *clipboard;
};

static void
note_write(void *context, const char *text, bool through_screen)
{
	struct screen *screen = context;

	snprintf(screen->text, sizeof(screen->text), "%s", text);
	screen->writes++;
	screen->through_screen = through_screen;
}

/* Only what is put into the folder can be run. */
static void
open_desk(struct desk *desk)
{
	*desk = (struct desk){ .folder = "/tmp/keyrack-clipboard-XXXXXX" };
	assert_non_null(mkdtemp(desk->folder));
	setenv("PATH", desk->folder, 1);
	setenv("DESK", desk->folder, 1);
}

static void
close_desk(struct desk *desk)
{
	char *command = xasprintf("/bin/rm -rf %s", desk->folder);

	clipboard_free(desk->clipboard);
	assert_int_equal(system(command), 0);
	free(command);
}

static void
put_program(const struct desk *desk, const char *name, const char *script)
{
	char *path = xasprintf("%s/%s", desk->folder, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fprintf(file, "#!/bin/sh\nPATH=/usr/bin:/bin\n%s\n", script);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, 0700), 0);
	free(path);
}

/* A clipboard that is a file; every call is noted by its words. */
static const char file_clipboard[] =
    "echo \"${0##*/} $*\" >>$DESK/calls\n"
    "case \"$*\" in\n"
    "*-out*|*--output*|*show-buffer*|*--no-newline*) cat $DESK/held;;\n"
    "*--clear*|*delete-buffer*) rm -f $DESK/held;;\n"
    "*) cat >$DESK/held;;\n"
    "esac";

/* A file of the folder, for free(3); "" where there is none. */
static char *
read_file(const struct desk *desk, const char *name)
{
	char *path = xasprintf("%s/%s", desk->folder, name);
	char *text = xcalloc(4096, 1);
	FILE *file = fopen(path, "r");

	if (file != NULL) {
		text[fread(text, 1, 4095, file)] = '\0';
		fclose(file);
	}
	free(path);
	return text;
}

static void
expect_file(const struct desk *desk, const char *name, const char *text)
{
	char *found = read_file(desk, name);

	assert_string_equal(found, text);
	free(found);
}

static void
use(struct desk *desk, const enum clipboard_route *routes, size_t count)
{
	struct clipboard_terminal terminal = { note_write, &desk->screen };

	desk->clipboard = clipboard_new(routes, count, terminal);
}

static void
copy(struct desk *desk, const char *text, bool is_token)
{
	struct secret secret = { 0 };

	secret_set(&secret, text, strlen(text));
	clipboard_copy(desk->clipboard, &secret, is_token);
	assert_true(secret_is_empty(&secret));
}

/* What becomes of what is under way. */
static struct clipboard_news
news(struct desk *desk)
{
	struct clipboard_news news;

	while (!clipboard_run(desk->clipboard, &news)) {
		assert_non_null(clipboard_helper(desk->clipboard));
		poll(NULL, 0, 2);
	}
	return news;
}

static void
expect_news(
    struct desk *desk, enum clipboard_deed deed, enum clipboard_route route)
{
	struct clipboard_news got = news(desk);

	assert_int_equal(got.deed, deed);
	assert_int_equal(got.route, route);
}

static void
clipboard_takes_the_next_route_when_one_fails(void **state)
{
	static const enum clipboard_route routes[] = { ROUTE_WL_COPY,
		ROUTE_XCLIP, ROUTE_XSEL, ROUTE_OSC52 };
	struct desk desk;

	(void)state;
	open_desk(&desk);
	put_program(&desk, "xclip", "cat >/dev/null; exit 1");
	put_program(&desk, "xsel", file_clipboard);
	use(&desk, routes, 4);
	copy(&desk, TOKEN, true);
	expect_news(&desk, CLIPBOARD_COPIED, ROUTE_XSEL);
	expect_file(&desk, "held", TOKEN);
	expect_file(&desk, "calls", "xsel --clipboard --input\n");
	close_desk(&desk);
}

static void
clipboard_says_what_failed_at_last(void **state)
{
	static const enum clipboard_route routes[] = { ROUTE_WL_COPY,
		ROUTE_XCLIP, ROUTE_XSEL };
	struct clipboard_news got;
	struct desk desk;

	(void)state;
	open_desk(&desk);
	put_program(&desk, "xclip", "cat >/dev/null; exit 7");
	use(&desk, routes, 3);
	copy(&desk, TOKEN, true);
	got = news(&desk);
	assert_int_equal(got.deed, CLIPBOARD_NOT_COPIED);
	assert_string_equal(got.error.detail, "xclip: ended with status 7");
	/* Nothing was copied: nothing is cleared. */
	clipboard_clear(desk.clipboard);
	assert_null(clipboard_helper(desk.clipboard));
	assert_false(clipboard_run(desk.clipboard, &got));
	close_desk(&desk);
}

static void
clipboard_is_sensitive_when_wl_copy_can(void **state)
{
	static const enum clipboard_route routes[] = { ROUTE_WL_COPY_SENSITIVE,
		ROUTE_WL_COPY };
	struct desk desk;

	(void)state;
	open_desk(&desk);
	put_program(&desk, "wl-copy", file_clipboard);
	use(&desk, routes, 2);
	copy(&desk, TOKEN, true);
	expect_news(&desk, CLIPBOARD_COPIED, ROUTE_WL_COPY);
	expect_file(
	    &desk, "calls", "wl-copy --help\nwl-copy --type text/plain\n");
	put_program(&desk, "wl-copy",
	    "[ \"$1\" = --help ] && echo ' -x, --sensitive Hide.' ||"
	    " cat >$DESK/$1");
	copy(&desk, TOKEN, true);
	expect_news(&desk, CLIPBOARD_COPIED, ROUTE_WL_COPY_SENSITIVE);
	expect_file(&desk, "--sensitive", TOKEN);
	close_desk(&desk);
}

static void
clipboard_is_cleared_of_the_token_alone(void **state)
{
	static const enum clipboard_route routes[] = { ROUTE_XSEL };
	struct clipboard_news none;
	struct desk desk;

	(void)state;
	open_desk(&desk);
	put_program(&desk, "xsel", file_clipboard);
	use(&desk, routes, 1);
	copy(&desk, TOKEN, true);
	expect_news(&desk, CLIPBOARD_COPIED, ROUTE_XSEL);
	clipboard_clear(desk.clipboard);
	expect_news(&desk, CLIPBOARD_CLEARED, ROUTE_XSEL);
	expect_file(&desk, "held", "");
	/* Once is enough. */
	clipboard_clear(desk.clipboard);
	assert_false(clipboard_run(desk.clipboard, &none));
	copy(&desk, TOKEN, true);
	expect_news(&desk, CLIPBOARD_COPIED, ROUTE_XSEL);
	put_program(&desk, "xsel", "echo other");
	clipboard_clear(desk.clipboard);
	expect_news(&desk, CLIPBOARD_CHANGED, ROUTE_XSEL);
	expect_file(&desk, "held", TOKEN);
	close_desk(&desk);
}

static void
clipboard_is_left_alone_when_it_holds_a_long_text(void **state)
{
	static const enum clipboard_route routes[] = { ROUTE_XCLIP };
	struct desk desk;

	(void)state;
	open_desk(&desk);
	put_program(&desk, "xclip", file_clipboard);
	use(&desk, routes, 1);
	copy(&desk, TOKEN, true);
	expect_news(&desk, CLIPBOARD_COPIED, ROUTE_XCLIP);
	put_program(&desk, "xclip",
	    "echo \"$*\" >>$DESK/calls; head -c 100000 /dev/zero | tr '\\0' x");
	clipboard_clear(desk.clipboard);
	expect_news(&desk, CLIPBOARD_CHANGED, ROUTE_XCLIP);
	expect_file(&desk, "calls",
	    "xclip -selection clipboard -in\n-selection clipboard -out\n");
	close_desk(&desk);
}

static void
clipboard_is_left_alone_when_it_cannot_be_read(void **state)
{
	static const enum clipboard_route routes[] = { ROUTE_XCLIP };
	struct desk desk;

	(void)state;
	open_desk(&desk);
	put_program(&desk, "xclip", file_clipboard);
	use(&desk, routes, 1);
	copy(&desk, TOKEN, true);
	expect_news(&desk, CLIPBOARD_COPIED, ROUTE_XCLIP);
	put_program(&desk, "xclip", "exit 1");
	clipboard_clear(desk.clipboard);
	expect_news(&desk, CLIPBOARD_NOT_CLEARED, ROUTE_XCLIP);
	close_desk(&desk);
}

static void
clipboard_goes_from_tmux_and_its_terminal(void **state)
{
	static const enum clipboard_route routes[] = { ROUTE_TMUX };
	struct desk desk;

	(void)state;
	open_desk(&desk);
	put_program(&desk, "tmux", file_clipboard);
	use(&desk, routes, 1);
	copy(&desk, TOKEN, true);
	expect_news(&desk, CLIPBOARD_COPIED, ROUTE_TMUX);
	clipboard_clear(desk.clipboard);
	expect_news(&desk, CLIPBOARD_OVERWRITTEN, ROUTE_TMUX);
	expect_file(&desk, "calls",
	    "tmux load-buffer -w -b keyrack -\n"
	    "tmux show-buffer -b keyrack\n"
	    "tmux load-buffer -w -b keyrack -\n"
	    "tmux delete-buffer -b keyrack\n");
	expect_file(&desk, "held", "");
	close_desk(&desk);
}

static void
clipboard_uses_tmux_alone_when_it_is_old(void **state)
{
	static const enum clipboard_route routes[] = { ROUTE_TMUX,
		ROUTE_TMUX_ALONE };
	struct desk desk;

	(void)state;
	open_desk(&desk);
	put_program(
	    &desk, "tmux", "[ \"$2\" != -w ] || exit 1\ncat >$DESK/held");
	use(&desk, routes, 2);
	copy(&desk, TOKEN, true);
	expect_news(&desk, CLIPBOARD_COPIED, ROUTE_TMUX_ALONE);
	expect_file(&desk, "held", TOKEN);
	close_desk(&desk);
}

static void
clipboard_writes_once_when_it_is_the_terminal(void **state)
{
	static const enum clipboard_route routes[] = { ROUTE_SCREEN };
	struct desk desk;

	(void)state;
	open_desk(&desk);
	use(&desk, routes, 1);
	copy(&desk, TOKEN, true);
	expect_news(&desk, CLIPBOARD_COPIED, ROUTE_SCREEN);
	assert_int_equal(desk.screen.writes, 1);
	assert_true(desk.screen.through_screen);
	clipboard_clear(desk.clipboard);
	expect_news(&desk, CLIPBOARD_OVERWRITTEN, ROUTE_SCREEN);
	assert_int_equal(desk.screen.writes, 2);
	assert_string_equal(desk.screen.text, " ");
	copy(&desk, TOKEN, true);
	expect_news(&desk, CLIPBOARD_COPIED, ROUTE_SCREEN);
	clipboard_lose_terminal(desk.clipboard);
	clipboard_clear(desk.clipboard);
	expect_news(&desk, CLIPBOARD_NOT_CLEARED, ROUTE_SCREEN);
	assert_int_equal(desk.screen.writes, 3);
	close_desk(&desk);
}

static void
clipboard_keeps_what_is_no_token(void **state)
{
	static const enum clipboard_route routes[] = { ROUTE_OSC52 };
	struct clipboard_news none;
	struct desk desk;

	(void)state;
	open_desk(&desk);
	use(&desk, routes, 1);
	copy(&desk, TOKEN, true);
	expect_news(&desk, CLIPBOARD_COPIED, ROUTE_OSC52);
	copy(&desk, "id-1", false);
	expect_news(&desk, CLIPBOARD_COPIED, ROUTE_OSC52);
	clipboard_clear(desk.clipboard);
	assert_false(clipboard_run(desk.clipboard, &none));
	assert_string_equal(desk.screen.text, "id-1");
	close_desk(&desk);
}

/* It may have been copied before the program was ended. */
static void
clipboard_clears_what_was_given_up(void **state)
{
	static const enum clipboard_route routes[] = { ROUTE_XSEL };
	struct clipboard_news none;
	struct desk desk;

	(void)state;
	open_desk(&desk);
	put_program(&desk, "xsel", "cat >$DESK/held; exec sleep 1000");
	use(&desk, routes, 1);
	copy(&desk, TOKEN, true);
	assert_false(clipboard_run(desk.clipboard, &none));
	assert_non_null(clipboard_helper(desk.clipboard));
	clipboard_stop(desk.clipboard);
	assert_null(clipboard_helper(desk.clipboard));
	put_program(&desk, "xsel", file_clipboard);
	clipboard_clear(desk.clipboard);
	assert_int_not_equal(news(&desk).deed, CLIPBOARD_COPIED);
	close_desk(&desk);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clipboard_takes_the_next_route_when_one_fails),
		cmocka_unit_test(clipboard_says_what_failed_at_last),
		cmocka_unit_test(clipboard_is_sensitive_when_wl_copy_can),
		cmocka_unit_test(clipboard_is_cleared_of_the_token_alone),
		cmocka_unit_test(
		    clipboard_is_left_alone_when_it_holds_a_long_text),
		cmocka_unit_test(
		    clipboard_is_left_alone_when_it_cannot_be_read),
		cmocka_unit_test(clipboard_goes_from_tmux_and_its_terminal),
		cmocka_unit_test(clipboard_uses_tmux_alone_when_it_is_old),
		cmocka_unit_test(clipboard_writes_once_when_it_is_the_terminal),
		cmocka_unit_test(clipboard_keeps_what_is_no_token),
		cmocka_unit_test(clipboard_clears_what_was_given_up),
	};

	/* As keyrack does: any program may end before it has read. */
	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
