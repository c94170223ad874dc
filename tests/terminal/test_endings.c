/* SPDX-License-Identifier: ISC */
/* However keyrack ends or pauses, the terminal is given back. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <signal.h>
#include <sys/wait.h>

#include "support/keyrack.h"

static struct terminal *
started_demo(void)
{
	struct terminal *terminal = keyrack_demo();

	terminal_expect(terminal, "20 of 20");
	assert_true(terminal_is_on_alternate_screen(terminal));
	return terminal;
}

static void
keyrack_leaves_nothing_when_left(void **state)
{
	(void)state;
	keyrack_quit(started_demo());
}

static void
demo_service_ends_when_keyrack_is_killed(void **state)
{
	struct terminal *terminal = started_demo();
	int status;

	(void)state;
	terminal_signal(terminal, SIGKILL);
	/* Waits for the demo service too. */
	status = terminal_expect_end(terminal);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(terminal_files_left(terminal), 0);
}

static void
terminal_is_restored_when_a_signal_ends_keyrack(void **state)
{
	static const int signals[] = { SIGTERM, SIGINT, SIGQUIT, SIGUSR1,
		SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL };
	struct terminal *terminal;
	int status;

	(void)state;
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		terminal = started_demo();
		terminal_signal(terminal, signals[i]);
		status = terminal_expect_end(terminal);
		if (!WIFSIGNALED(status) || WTERMSIG(status) != signals[i])
			fail_msg("signal %d: status %#x", signals[i], status);
		terminal_expect_restored(terminal);
		assert_int_equal(terminal_files_left(terminal), 0);
		terminal_free(terminal);
	}
}

static void
keyrack_comes_back_when_continued_after_a_stop(void **state)
{
	struct terminal *terminal = started_demo();

	(void)state;
	for (int i = 0; i < 5; i++) {
		terminal_send(terminal, "\032");
		terminal_expect_stopped(terminal);
		terminal_expect_restored(terminal);
		assert_false(terminal_shows(terminal, "20 of 20"));
		terminal_signal(terminal, SIGCONT);
		terminal_expect(terminal, "20 of 20");
		assert_true(terminal_is_on_alternate_screen(terminal));
	}
	keyrack_quit(terminal);
}

static void
keyrack_ends_when_hung_up(void **state)
{
	struct terminal *terminal = started_demo();

	(void)state;
	terminal_signal(terminal, SIGHUP);
	terminal_expect_end(terminal);
	assert_int_equal(terminal_files_left(terminal), 0);
}

static void
keyrack_ends_when_its_terminal_is_closed(void **state)
{
	struct terminal *terminal = started_demo();
	long start = terminal_clock();

	(void)state;
	terminal_hang_up(terminal);
	terminal_expect_end(terminal);
	assert_true(terminal_clock() - start < terminal_patience(2000));
	assert_int_equal(terminal_files_left(terminal), 0);
}

/* Whether two seconds went by without a byte written or a wake-up. */
static bool
is_idle(struct terminal *terminal)
{
	long waits = program_waits(terminal_process(terminal));
	size_t before, after;

	terminal_raw(terminal, &before);
	terminal_listen(terminal, 2000);
	terminal_raw(terminal, &after);
	return before == after &&
	       waits == program_waits(terminal_process(terminal));
}

static void
keyrack_sleeps_when_nothing_happens(void **state)
{
	struct terminal *terminal = started_demo();

	(void)state;
	/* A minute that is counted on the screen may end within one look. */
	if (!is_idle(terminal) && !is_idle(terminal))
		assert_true(is_idle(terminal));
	keyrack_quit(terminal);
}

#define TEST(function) cmocka_unit_test_teardown(function, keyrack_end_all)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(keyrack_leaves_nothing_when_left),
		TEST(demo_service_ends_when_keyrack_is_killed),
		TEST(terminal_is_restored_when_a_signal_ends_keyrack),
		TEST(keyrack_comes_back_when_continued_after_a_stop),
		TEST(keyrack_ends_when_hung_up),
		TEST(keyrack_ends_when_its_terminal_is_closed),
		TEST(keyrack_sleeps_when_nothing_happens),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
