/* SPDX-License-Identifier: ISC */
/* No piece of a token in all that a long session writes to the terminal. */
#include "config.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "base/xmalloc.h"
#include "support/keyrack.h"
#include "support/person.h"

#define APIKEYS "/api/auth/api-keys"
#define TOKEN_BEGIN "nxk_"
#define PIECE ((size_t)8)

static void
expect_without(
    const char *bytes, size_t length, const char *token, size_t token_length)
{
	assert_true(token_length >= PIECE);
	for (size_t i = 0; i + PIECE <= token_length; i++)
		if (memmem(bytes, length, token + i, PIECE) != NULL)
			fail_msg("a piece of %.*s was written",
			    (int)token_length, token);
}

/* Of none of the tokens in the service's list; returns how many there are. */
static int
expect_unseen(struct terminal *terminal, const char *list)
{
	const char *token = list;
	size_t length, token_length;
	const char *raw = terminal_raw(terminal, &length);
	int count = 0;

	while ((token = strstr(token, TOKEN_BEGIN)) != NULL) {
		token_length = strcspn(token, "\"");
		expect_without(raw, length, token, token_length);
		token += token_length;
		count++;
	}
	return count;
}

static void
press(struct terminal *terminal, const char *keys, const char *there)
{
	terminal_send(terminal, keys);
	terminal_expect(terminal, there);
}

static void
leave(struct terminal *terminal, const char *gone)
{
	terminal_send(terminal, "\033");
	terminal_expect_gone(terminal, gone);
}

static void
look_around(struct terminal *terminal)
{
	press(terminal, "G", "notebook");
	press(terminal, "gjjjkk\006\002g", "> old laptop");
	press(terminal, "\r", "Owner");
	leave(terminal, "Owner");
	press(terminal, "/laptop", "2 of 20");
	leave(terminal, "2 of 20");
	/* The token's end can be searched for, and is shown besides. */
	press(terminal, "/nxk", "of 20");
	terminal_send(terminal, "\033");
	terminal_expect(terminal, "20 of 20");
	press(terminal, "s", "Sorted by name");
	press(terminal, "ss", "Sorted by token");
	press(terminal, "S", "TOKEN ↓");
	press(terminal, "f", "expiring");
	press(terminal, "fffff", "20 of 20");
	press(terminal, "C", "Columns");
	leave(terminal, "Columns");
	press(terminal, "?", "Help");
	leave(terminal, "Help");
	press(terminal, "M", "Messages");
	leave(terminal, "Messages");
	press(terminal, "A", "Accounts");
	leave(terminal, "Accounts");
	terminal_resize(terminal, 120, 36);
	terminal_expect(terminal, "Profile ─");
	terminal_resize(terminal, 80, 24);
	terminal_expect_gone(terminal, "Profile ─");
	press(terminal, "\033[15~", "20 API keys are loaded");
}

static void
change(struct terminal *terminal)
{
	press(terminal, "r 2\r", "Renamed");
	press(terminal, "d", "Delete API key");
	press(terminal, "y", "Deleted");
	press(terminal, "g  d", "Delete 2 API keys");
	press(terminal, "2\r", "Deleted 2 API keys");
}

/* The token of the panel goes to a file, for this person alone. */
static void
write_to_file(struct terminal *terminal, const char *name)
{
	char *path = xasprintf("%s/%s", terminal_home(terminal), name);
	char *keys = xasprintf("w\025~/%s\r", name);
	struct stat file;

	press(terminal, keys, "Written to");
	assert_int_equal(stat(path, &file), 0);
	assert_int_equal(file.st_mode & 0777, 0600);
	assert_in_range(file.st_size, 2 * PIECE, 256);
	terminal_send(terminal, "\r");
	terminal_expect_gone(terminal, "API key created");
	unlink(path);
	free(keys);
	free(path);
}

static void
make(struct terminal *terminal)
{
	press(terminal, "n", "New API key");
	press(terminal, "brand new\r", "API key created");
	write_to_file(terminal, "one");
	press(terminal, "t", "Rotate API key");
	press(terminal, "\r", "API key created");
	write_to_file(terminal, "two");
}

/* With a session of its own: without a ledger nothing is rotated. */
static struct terminal *
log_in(const struct demo_service *service, const char *settings)
{
	const char *const environment[] = { demo_service_environment(
		                                service)[0],
		"KEYRACK_TOKEN", "DISPLAY", "WAYLAND_DISPLAY",
		"SSH_CONNECTION=192.0.2.1 50000 192.0.2.2 22", NULL };
	struct terminal *terminal = keyrack_configured(environment, settings);

	person_logs_in(terminal);
	return terminal;
}

static void
tokens_stay_unseen(const char *settings, bool is_made_unseen)
{
	struct demo_service *service = demo_service_new(NULL);
	struct terminal *terminal = log_in(service, settings);
	char *before = demo_service_ask(service, "GET", APIKEYS, NULL), *after;
	int status;

	terminal_expect(terminal, "20 of 20");
	look_around(terminal);
	change(terminal);
	make(terminal);
	after = demo_service_ask(service, "GET", APIKEYS, NULL);
	press(terminal, "t", "Retire");
	press(terminal, "\t\r", "Deleted");
	terminal_send(terminal, "q");
	status = terminal_expect_end(terminal);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_int_equal(expect_unseen(terminal, before), 20);
	if (is_made_unseen)
		assert_int_equal(expect_unseen(terminal, after), 20 - 3 + 2);
	free(before);
	free(after);
}

/* The panel alone shows a token: that of what was just made. */
static void
listed_tokens_stay_unseen_when_none_is_asked_for(void **state)
{
	(void)state;
	tokens_stay_unseen("delete_delay = 0\n", false);
}

static void
no_token_is_seen_when_others_look_on(void **state)
{
	(void)state;
	tokens_stay_unseen("delete_delay = 0\npresenter = true\n", true);
}

static void
ask_and_wait(struct terminal *terminal)
{
	press(terminal, "v", "Asking the service for the token");
	press(terminal, "", "loading");
}

/* The list comes all the same, and its token is not taken. */
static void
expect_given_up(struct terminal *terminal)
{
	terminal_expect(terminal, "you left this window");
	terminal_expect_gone(terminal, "loading");
	terminal_expect(terminal, "you left this window");
	assert_false(terminal_shows(terminal, "Hidden in"));
}

static void
token_stays_unseen_when_the_window_is_left_while_waiting(void **state)
{
	static const char *const arguments[] = { "--fault",
		"GET " APIKEYS "=delay:0,times:1", "--fault",
		"GET " APIKEYS "=delay:3000,times:2", NULL };
	struct demo_service *service = demo_service_new(arguments);
	struct terminal *terminal = keyrack_on(service);
	char *list;

	(void)state;
	terminal_expect(terminal, "20 of 20");
	ask_and_wait(terminal);
	terminal_expect_raw(terminal, "\033[?1004h");
	terminal_send(terminal, "\033[O");
	expect_given_up(terminal);
	terminal_send(terminal, "j");
	ask_and_wait(terminal);
	terminal_send(terminal, "\032");
	terminal_expect_stopped(terminal);
	terminal_expect_restored(terminal);
	terminal_signal(terminal, SIGCONT);
	expect_given_up(terminal);
	list = demo_service_ask(service, "GET", APIKEYS, NULL);
	assert_int_equal(expect_unseen(terminal, list), 20);
	free(list);
	keyrack_quit(terminal);
}

#define TEST(function) cmocka_unit_test_teardown(function, keyrack_end_all)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(listed_tokens_stay_unseen_when_none_is_asked_for),
		TEST(no_token_is_seen_when_others_look_on),
		TEST(token_stays_unseen_when_the_window_is_left_while_waiting),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
