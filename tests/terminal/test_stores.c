/* SPDX-License-Identifier: ISC */
/* Stores as they are configured: slow ones, and those that are refused. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <sys/stat.h>
#include <unistd.h>

#include "base/xmalloc.h"
#include "support/login_desk.h"
#include "support/person.h"

#define PANEL "┌ Accounts "
#define PRESSES 9
#define ANSWER_MS 50

/* The configuration, in the desk's folder, of which all is read. */
static struct terminal *
start(const struct login_desk *desk, const char *configuration)
{
	char *place = xasprintf("XDG_CONFIG_HOME=%s", desk->folder);
	char *folder = xasprintf("%s/keyrack", desk->folder);
	char *path = xasprintf("%s/config", folder);
	FILE *file;
	struct terminal *terminal;

	mkdir(folder, 0700);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(configuration, file);
	fclose(file);
	terminal = login_desk_start(desk, "http://localhost:0",
	    "SSH_CONNECTION=192.0.2.1 40000 192.0.2.7 22", place);
	free(path);
	free(folder);
	free(place);
	return terminal;
}

static void
log_in(struct terminal *terminal)
{
	char *link, *address;

	terminal_expect(terminal, "Waiting for the browser");
	link = person_reads_link(terminal);
	address = person_decides(link, "login");
	assert_int_equal(person_returns(address), 200);
	free(link);
	free(address);
}

/* A store command that takes five seconds, and notes what it is asked. */
static char *
configure_slow_store(const struct login_desk *desk)
{
	char *path = xasprintf("%s/store", desk->folder);
	char *configuration =
	    xasprintf("store = command\nstore_command = {\"%s\"}\n", path);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs("#!/bin/sh\necho \"$1\" >>\"$0.asked\"\n"
	      "case $1 in put) cat >/dev/null ;; esac\nsleep 5\n"
	      "echo \"$1\" >>\"$0.done\"\n",
	    file);
	fclose(file);
	assert_int_equal(chmod(path, 0700), 0);
	free(path);
	return configuration;
}

/* Whether the store's file of this ending has as many lines. */
static bool
has_lines(const struct login_desk *desk, const char *ending, int lines)
{
	char *path = xasprintf("%s/store.%s", desk->folder, ending);
	FILE *file = fopen(path, "r");
	int byte, count = 0;

	while (file != NULL && (byte = fgetc(file)) != EOF)
		count += byte == '\n';
	if (file != NULL)
		fclose(file);
	free(path);
	return count == lines;
}

static int
compare_times(const void *one, const void *other)
{
	long a = *(const long *)one, b = *(const long *)other;

	return (a > b) - (a < b);
}

/* Opens and closes the accounts; the median of the times until it is seen. */
static long
press_keys(struct terminal *terminal)
{
	long times[PRESSES], start_ms;

	for (int i = 0; i < PRESSES; i++) {
		start_ms = terminal_clock();
		terminal_send(terminal, "A");
		if (i % 2 == 0)
			terminal_expect(terminal, PANEL);
		else
			terminal_expect_gone(terminal, PANEL);
		times[i] = terminal_clock() - start_ms;
	}
	qsort(times, PRESSES, sizeof(times[0]), compare_times);
	return times[PRESSES / 2];
}

static void
keys_are_answered_at_once_when_the_store_is_slow(void **state)
{
	const struct login_desk *desk = *state;
	char *configuration = configure_slow_store(desk);
	struct terminal *terminal = start(desk, configuration);
	long allowed = terminal_patience(ANSWER_MS);

	/* While it is asked for a session. */
	while (!has_lines(desk, "asked", 1))
		terminal_listen(terminal, 10);
	assert_in_range(press_keys(terminal), 0, allowed);
	assert_true(has_lines(desk, "done", 0));
	terminal_send(terminal, "A");
	log_in(terminal);
	/* And while it is given one. */
	while (!has_lines(desk, "asked", 2))
		terminal_listen(terminal, 10);
	assert_in_range(press_keys(terminal), 0, allowed);
	assert_true(has_lines(desk, "done", 1));
	terminal_send(terminal, "A");
	terminal_expect(terminal, "20 of 20");
	keyrack_quit(terminal);
	free(configuration);
}

static bool
has_state(const struct login_desk *desk)
{
	char *path = xasprintf("%s/state", desk->folder);
	bool is_there = access(path, F_OK) == 0;

	free(path);
	return is_there;
}

static void
nothing_is_written_when_a_secure_store_is_required(void **state)
{
	const struct login_desk *desk = *state;
	struct terminal *terminal =
	    start(desk, "store = file\nrequire_secure_store = true\n");

	terminal_expect(terminal, "require_secure_store refuses");
	log_in(terminal);
	terminal_expect(terminal, "20 of 20");
	keyrack_quit(terminal);
	assert_false(has_state(desk));
}

static void
nothing_is_read_when_a_secure_store_is_required(void **state)
{
	const struct login_desk *desk = *state;
	struct terminal *terminal = start(desk, "store = file\n");

	log_in(terminal);
	terminal_expect(terminal, "20 of 20");
	keyrack_quit(terminal);
	assert_true(has_state(desk));
	terminal = start(desk, "require_secure_store = true\n");
	terminal_expect(terminal, "require_secure_store refuses");
	terminal_expect(terminal, "Waiting for the browser");
	terminal_send(terminal, "q");
	assert_int_equal(terminal_expect_end(terminal), 0);
	terminal_free(terminal);
	/* The session is there still for those who allow it. */
	terminal = start(desk, "store = file\n");
	terminal_expect(terminal, "20 of 20");
	keyrack_quit(terminal);
	assert_int_equal(login_desk_token_calls(desk), 1);
}

#define TEST(function)                   \
	cmocka_unit_test_setup_teardown( \
	    function, login_desk_setup, login_desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(keys_are_answered_at_once_when_the_store_is_slow),
		TEST(nothing_is_written_when_a_secure_store_is_required),
		TEST(nothing_is_read_when_a_secure_store_is_required),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
