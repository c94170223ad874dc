/* SPDX-License-Identifier: ISC */
/* Questions without the screen, and what ends the waits for an answer. */
#include "config.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/wait.h>

#include "support/keyrack.h"

/* Longer than a line that is written may hold up the end. */
#define STALL_MS 8000

static struct terminal *
run(const char *first, const char *second, const char *third)
{
	const char *const argv[] = { terminal_program("keyrack"), "--demo",
		first, second, third, NULL };
	struct terminal_options options = { .argv = argv };

	return terminal_new(&options);
}

static void
expect_status(struct terminal *terminal, int expected)
{
	int status = terminal_expect_end(terminal);

	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), expected);
	terminal_expect_restored(terminal);
}

static void
prompt_ends_its_line_when_the_input_ends(void **state)
{
	struct terminal *terminal = run("delete", "ci-bot", NULL);

	(void)state;
	terminal_expect(terminal, "[y/N]");
	terminal_send(terminal, "\004");
	terminal_expect(terminal, "\nkeyrack: ");
	expect_status(terminal, 1);
	terminal_expect(terminal, "\nkeyrack: delete: nothing was deleted");
}

static void
prompt_hides_a_token_when_it_was_stopped_meanwhile(void **state)
{
	struct terminal *terminal = run("which", NULL, NULL);

	(void)state;
	terminal_expect(terminal, "Token");
	terminal_send(terminal, "\032");
	terminal_expect_stopped(terminal);
	terminal_expect_restored(terminal);
	terminal_signal(terminal, SIGCONT);
	terminal_listen(terminal, 200);
	terminal_send(terminal, "nxk_secret");
	terminal_listen(terminal, 200);
	terminal_send(terminal, "\n");
	expect_status(terminal, 1);
	assert_null(strstr(terminal_raw(terminal, NULL), "secret"));
}

/* Without taking in what the program writes. */
static void
look_for(const struct terminal *terminal, long milliseconds)
{
	struct program *program =
	    (struct program *)(uintptr_t)terminal_process(terminal);
	long end_ms = terminal_clock() + milliseconds;

	while (!program->has_ended && terminal_clock() < end_ms)
		program_look(program);
}

/* The screen is written anew until the terminal takes no more of it. */
static void
keyrack_ends_by_a_signal_when_its_terminal_stalls(void **state)
{
	struct terminal *terminal = keyrack_demo_in(NULL, 200, 60);

	(void)state;
	keyrack_expect_table(terminal);
	for (int i = 0; i < 100; i++) {
		terminal_send(terminal, "\014");
		look_for(terminal, 10);
	}
	terminal_signal(terminal, SIGTERM);
	look_for(terminal, terminal_patience(STALL_MS));
	assert_true(terminal_process(terminal)->has_ended);
	assert_true(WIFSIGNALED(terminal_process(terminal)->status));
	assert_int_equal(WTERMSIG(terminal_process(terminal)->status), SIGTERM);
}

#define TEST(function) cmocka_unit_test_teardown(function, keyrack_end_all)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(prompt_ends_its_line_when_the_input_ends),
		TEST(prompt_hides_a_token_when_it_was_stopped_meanwhile),
		TEST(keyrack_ends_by_a_signal_when_its_terminal_stalls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
