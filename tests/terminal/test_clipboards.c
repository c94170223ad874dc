/* SPDX-License-Identifier: ISC */
/* A token comes to the clipboard and goes again, whatever its program does. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/xmalloc.h"
#include "support/keyrack.h"

#define ENVIRONMENT_MAX 16

/* A folder with the configuration, and an xclip that is found first. */
struct desk {
	char folder[64];
	struct demo_service *service;
	char *owned[4]; /* of the environment */
	const char *environment[ENVIRONMENT_MAX];
};

static char *
place_in(const struct desk *desk, const char *name)
{
	return xasprintf("%s/%s", desk->folder, name);
}

/* At once: a program that is being started must not find half of it. */
static void
put(const struct desk *desk, const char *name, const char *text)
{
	char *path = place_in(desk, name);
	char *made = place_in(desk, "made");
	FILE *file = fopen(made, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(made, 0700), 0);
	assert_int_equal(rename(made, path), 0);
	free(made);
	free(path);
}

/* What the script does is one of the lines of a case by xclip's words. */
static void
put_xclip(const struct desk *desk, const char *in, const char *out)
{
	char *script = xasprintf("#!/bin/sh\ncase $* in\n*-out) %s ;;\n"
	                         "*) %s ;;\nesac\n",
	    out, in);

	put(desk, "xclip", script);
	free(script);
}

static void
open_desk(struct desk *desk, const char *settings)
{
	const char *const *demo;
	size_t count = 0;

	*desk = (struct desk){ .folder = "/tmp/keyrack-clipboards-XXXXXX" };
	assert_non_null(mkdtemp(desk->folder));
	desk->service = demo_service_new(NULL);
	demo = demo_service_environment(desk->service);
	while (demo[count] != NULL) {
		desk->environment[count] = demo[count];
		count++;
	}
	desk->owned[0] = xasprintf("PATH=%s:%s", desk->folder, getenv("PATH"));
	desk->owned[1] = xasprintf("DESK=%s", desk->folder);
	desk->owned[2] = xasprintf("XDG_CONFIG_HOME=%s", desk->folder);
	desk->owned[3] = xasprintf("KEYRACK=%s", terminal_program("keyrack"));
	for (size_t i = 0; i < 4; i++)
		desk->environment[count++] = desk->owned[i];
	desk->environment[count++] = "DISPLAY=:9";
	desk->environment[count++] = "WAYLAND_DISPLAY";
	desk->environment[count++] = "SSH_CONNECTION";
	desk->environment[count++] = "SSH_TTY";
	desk->environment[count++] = "TMUX";
	desk->environment[count++] = "STY";
	assert_true(count < ENVIRONMENT_MAX);
	put(desk, "settings", settings);
	put_xclip(desk, "cat >$DESK/held", "cat $DESK/held");
}

static void
close_desk(struct desk *desk)
{
	char *command = xasprintf("rm -rf %s", desk->folder);

	assert_int_equal(system(command), 0);
	free(command);
	for (size_t i = 0; i < 4; i++)
		free(desk->owned[i]);
}

/* keyrack with this configuration and these words. */
static struct terminal *
start(const struct desk *desk, const char *words)
{
	char *path = place_in(desk, "settings");
	char *line = xasprintf("exec \"$KEYRACK\" --config %s %s", path, words);
	const char *const argv[] = { "sh", "-c", line, NULL };
	struct terminal_options options = { .argv = argv,
		.environment = desk->environment };
	struct terminal *terminal = terminal_new(&options);

	free(path);
	free(line);
	return terminal;
}

/* A file of the folder, of which only the beginning matters. */
static void
read_file(const struct desk *desk, const char *name, char text[256])
{
	char *path = place_in(desk, name);
	FILE *file = fopen(path, "r");

	memset(text, 0, 256);
	if (file != NULL) {
		text[fread(text, 1, 255, file)] = '\0';
		fclose(file);
	}
	free(path);
}

/* Until the clipboard holds a token, or nothing. */
static void
expect_held(const struct desk *desk, struct terminal *terminal, bool has_token)
{
	long end = terminal_clock() + terminal_patience(20000);
	char text[256];

	do {
		terminal_listen(terminal, 20);
		read_file(desk, "held", text);
	} while ((strncmp(text, "nxk_", 4) == 0) != has_token &&
	         terminal_clock() < end);
	assert_int_equal(strncmp(text, "nxk_", 4) == 0, has_token);
}

/* Until a program has come as far as that. */
static void
expect_file(
    const struct desk *desk, struct terminal *terminal, const char *name)
{
	long end = terminal_clock() + terminal_patience(20000);
	char *path = place_in(desk, name);

	while (access(path, F_OK) != 0 && terminal_clock() < end)
		terminal_listen(terminal, 20);
	assert_int_equal(access(path, F_OK), 0);
	free(path);
}

static void
token_is_cleared_when_its_copying_was_stopped(void **state)
{
	struct terminal *terminal;
	struct desk desk;

	(void)state;
	open_desk(&desk, "clipboard_clear = 2\n");
	put_xclip(&desk,
	    "cat >$DESK/held; [ -s $DESK/held ] && exec sleep 1000",
	    "cat $DESK/held");
	terminal = start(&desk, "");
	terminal_expect(terminal, "20 of 20");
	terminal_send(terminal, "y");
	terminal_expect(terminal, "copying");
	expect_held(&desk, terminal, true);
	terminal_send(terminal, "\033");
	terminal_expect(terminal, "stopped waiting");
	put_xclip(&desk, "cat >$DESK/held", "cat $DESK/held");
	expect_held(&desk, terminal, false);
	terminal_expect(terminal, "The clipboard is cleared");
	keyrack_quit(terminal);
	close_desk(&desk);
}

static void
token_that_may_be_left_is_told_at_the_end(void **state)
{
	struct terminal *terminal;
	struct desk desk;

	(void)state;
	open_desk(&desk, "");
	terminal = start(&desk, "");
	terminal_expect(terminal, "20 of 20");
	terminal_send(terminal, "y");
	terminal_expect(terminal, "copied by xclip");
	put_xclip(&desk, "cat >$DESK/held", "exec sleep 1000");
	terminal_send(terminal, "q");
	assert_int_equal(terminal_expect_end(terminal), 0);
	terminal_expect(terminal,
	    "keyrack: The clipboard could not be cleared (xclip: it has not");
	terminal_expect_restored(terminal);
	terminal_free(terminal);
	close_desk(&desk);
}

static void
token_that_may_be_left_is_told_when_a_command_is_interrupted(void **state)
{
	struct terminal *terminal;
	struct desk desk;

	(void)state;
	open_desk(&desk, "");
	terminal = start(&desk, "copy prod-extract");
	terminal_expect(terminal, "Ctrl-C clears now");
	put_xclip(
	    &desk, "cat >$DESK/held", "touch $DESK/reading; exec sleep 1000");
	terminal_send(terminal, "\003");
	expect_file(&desk, terminal, "reading");
	terminal_send(terminal, "\003");
	assert_int_equal(WEXITSTATUS(terminal_expect_end(terminal)), 130);
	terminal_expect(terminal,
	    "keyrack: The clipboard could not be cleared (xclip: it has not");
	terminal_free(terminal);
	close_desk(&desk);
}

static void
prompt_comes_back_when_the_countdown_is_interrupted(void **state)
{
	struct terminal *terminal;
	struct desk desk;

	(void)state;
	open_desk(&desk, "");
	terminal = start(&desk, "--plain");
	terminal_expect(terminal, "Command (? for help)");
	terminal_send(terminal, "y 1\r");
	terminal_expect(terminal, "Ctrl-C clears now");
	expect_held(&desk, terminal, true);
	terminal_send(terminal, "\003");
	terminal_expect(terminal, "The clipboard is cleared.");
	expect_held(&desk, terminal, false);
	terminal_send(terminal, "i 1\r");
	terminal_expect(terminal, "old laptop");
	terminal_send(terminal, "q\r");
	assert_int_equal(terminal_expect_end(terminal), 0);
	terminal_free(terminal);
	close_desk(&desk);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(
		    token_is_cleared_when_its_copying_was_stopped,
		    keyrack_end_all),
		cmocka_unit_test_teardown(
		    token_that_may_be_left_is_told_at_the_end, keyrack_end_all),
		cmocka_unit_test_teardown(
		    token_that_may_be_left_is_told_when_a_command_is_interrupted,
		    keyrack_end_all),
		cmocka_unit_test_teardown(
		    prompt_comes_back_when_the_countdown_is_interrupted,
		    keyrack_end_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
