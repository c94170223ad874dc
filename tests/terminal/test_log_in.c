/* SPDX-License-Identifier: ISC */
/* keyrack login on a terminal, where a person pastes and can be asked. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/wait.h>

#include "base/xmalloc.h"
#include "support/login_desk.h"
#include "support/person.h"

#define LINE_LENGTH ((size_t)40)

/* With these lines as its configuration, until it waits. */
static struct terminal *
begin(const struct login_desk *desk, const char *settings)
{
	char *path = xasprintf("%s/config", desk->folder);
	const char *const argv[] = { terminal_program("keyrack"), "--config",
		path, "--no-browser", "--redirect-uri", "http://localhost:0",
		"login", NULL };
	const char *const environment[] = { demo_service_environment(
		                                desk->service)[0],
		"KEYRACK_TOKEN", desk->state, NULL };
	struct terminal_options options = { .argv = argv,
		.environment = environment };
	struct terminal *terminal;
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(settings, file);
	fclose(file);
	terminal = terminal_new(&options);
	terminal_expect(terminal, "or paste the address");
	free(path);
	return terminal;
}

static char *
answer_of(struct terminal *terminal)
{
	char *link = person_finds_link(terminal);
	char *address = person_decides(link, "login");

	free(link);
	return address;
}

static void
expect_end(struct terminal *terminal, const char *said, int status)
{
	int ending = terminal_expect_end(terminal);

	if (!terminal_shows(terminal, said))
		fail_msg("not said: %s\n%s", said, terminal_screen(terminal));
	assert_true(WIFEXITED(ending));
	assert_int_equal(WEXITSTATUS(ending), status);
	assert_true(program_has_same_modes(terminal_process(terminal)));
	terminal_free(terminal);
}

/* The code, which logs in whoever has it. */
static void
expect_unseen(const struct terminal *terminal, const char *address)
{
	const char *code = strstr(address, "code=");
	char piece[9] = "";

	assert_non_null(code);
	memcpy(piece, code + strlen("code="), sizeof(piece) - 1);
	assert_null(strstr(terminal_raw(terminal, NULL), piece));
}

/*
 * A terminal hands on whole lines only: those before the last hold the right
 * state, and a part of the code.
 */
static void
log_in_takes_the_whole_paste_when_its_last_line_has_no_end(void **state)
{
	const struct login_desk *desk = *state;
	struct terminal *terminal = begin(desk, "");
	char *address = answer_of(terminal);
	size_t length = strlen(address);
	char *wrapped = xcalloc(length + length / (LINE_LENGTH - 1) + 2, 1);
	char *end = wrapped;

	for (size_t i = 0; i < length; i++) {
		if (i % LINE_LENGTH == LINE_LENGTH - 1 || i + 3 == length)
			*end++ = '\r';
		*end++ = address[i];
	}
	terminal_send(terminal, wrapped);
	terminal_expect(terminal, "logged in as ada@example.org");
	expect_unseen(terminal, address);
	expect_end(terminal, "logged in as ada@example.org", 0);
	free(wrapped);
	free(address);
}

static void
log_in_goes_on_when_the_paste_is_none(void **state)
{
	const struct login_desk *desk = *state;
	struct terminal *terminal = begin(desk, "");
	char *address = answer_of(terminal);

	terminal_send(terminal, "http://localhost/\r");
	terminal_expect(terminal, "this is not the address");
	/* Lines can be edited again, as the terminal does it. */
	terminal_send(terminal, "x\025");
	terminal_send(terminal, address);
	terminal_send(terminal, "\r");
	expect_end(terminal, "logged in as ada@example.org", 0);
	free(address);
}

static void
log_in_asks_when_the_account_is_another(void **state)
{
	static const struct {
		const char *answer, *said;
		int status;
	} cases[] = {
		{ "n\r", "removed from the store: yes", 1 },
		{ "\r", "removed from the store: yes", 1 },
		{ "\003", "removed from the store: yes", 130 },
		{ "y\r", "Go on with this account all the same?", 0 },
	};
	const struct login_desk *desk = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct terminal *terminal =
		    begin(desk, "email = eve@example.org\n");
		char *address = answer_of(terminal);

		assert_int_equal(person_returns(address), 200);
		terminal_expect(terminal, "names eve@example.org");
		terminal_expect(terminal, "[y/N]");
		terminal_send(terminal, cases[i].answer);
		expect_end(terminal, cases[i].said, cases[i].status);
		free(address);
	}
}

#define TEST(function)                   \
	cmocka_unit_test_setup_teardown( \
	    function, login_desk_setup, login_desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(
		    log_in_takes_the_whole_paste_when_its_last_line_has_no_end),
		TEST(log_in_goes_on_when_the_paste_is_none),
		TEST(log_in_asks_when_the_account_is_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
