/* SPDX-License-Identifier: ISC */
/* Views, order, columns and filter of the table, on the program itself. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/xmalloc.h"
#include "support/keyrack.h"

/* A key that is answered within this is answered at once. */
#define AT_ONCE_MS 100

static void
view_turns_when_f_is_pressed(void **state)
{
	struct terminal *terminal = keyrack_demo();

	(void)state;
	terminal_expect(terminal, "20 of 20");
	terminal_send(terminal, "f");
	terminal_expect(terminal, "of 20 ─ expiring");
	terminal_expect_gone(terminal, "EXPIRED ");
	terminal_send(terminal, "f");
	terminal_expect(terminal, "4 of 20 ─ expired");
	terminal_send(terminal, "f");
	terminal_expect(terminal, "8 of 20 ─ Acme Research");
	terminal_send(terminal, "ff");
	terminal_expect(terminal, "6 of 20 ─ personal");
	terminal_send(terminal, "f");
	terminal_expect(terminal, "20 of 20 ─ by expiry");
	keyrack_quit(terminal);
}

static void
filter_finds_the_word_for_no_organization(void **state)
{
	struct terminal *terminal = keyrack_demo();

	(void)state;
	terminal_expect(terminal, "20 of 20");
	terminal_send(terminal, "/org:personal");
	terminal_expect(terminal, "6 of 20");
	terminal_expect_gone(terminal, "Acme Research       nxk");
	terminal_send(terminal, "\033");
	keyrack_quit(terminal);
}

static void
order_changes_when_s_is_pressed(void **state)
{
	struct terminal *terminal = keyrack_demo();

	(void)state;
	terminal_expect(terminal, "by expiry ↑");
	terminal_send(terminal, "s");
	terminal_expect(terminal, "NAME ↑");
	terminal_expect(terminal, "Sorted by name.");
	terminal_send(terminal, "S");
	terminal_expect(terminal, "NAME ↓");
	terminal_send(terminal, "s");
	terminal_expect(terminal, "by organization ↑");
	keyrack_quit(terminal);
}

static void
columns_change_when_they_are_chosen(void **state)
{
	struct terminal *terminal = keyrack_demo();

	(void)state;
	terminal_expect(terminal, "20 of 20");
	terminal_send(terminal, "Cj ");
	terminal_expect(terminal, "> [ ] organization");
	terminal_send(terminal, "\r");
	terminal_expect_gone(terminal, "ORGANIZATION");
	terminal_send(terminal, "Cj<");
	terminal_expect(terminal, "> [x] end of the token");
	terminal_send(terminal, "\r");
	terminal_expect(terminal, "│  TOKEN      NAME");
	terminal_send(terminal, "C >");
	terminal_expect(terminal, "> [ ] end of the token");
	terminal_send(terminal, "\033");
	terminal_expect_gone(terminal, "Columns");
	assert_true(terminal_shows(terminal, "│  TOKEN      NAME"));
	keyrack_quit(terminal);
}

static void
filter_narrows_when_it_is_typed(void **state)
{
	struct terminal *terminal = keyrack_demo();

	(void)state;
	terminal_expect(terminal, "20 of 20");
	terminal_send(terminal, "/NAIVE");
	terminal_expect(terminal, "1 of 20");
	terminal_expect(terminal, "ve-tagger");
	terminal_send(terminal, "\025org:acme");
	terminal_expect_gone(terminal, "NAIVE");
	terminal_send(terminal, " !expired");
	terminal_expect(terminal, "6 of 20");
	terminal_send(terminal, "\033");
	terminal_expect(terminal, "20 of 20");
	keyrack_quit(terminal);
}

/* The look of the table lies beside the sessions, for each account. */
static void
look_comes_back_when_started_again(void **state)
{
	struct demo_service *service = demo_service_new(NULL);
	const char *const *demo = demo_service_environment(service);
	char *place = xstrdup("XDG_STATE_HOME=/tmp/keyrack-look-XXXXXX");
	char *folder = mkdtemp(strchr(place, '/'));
	const char *const environment[] = { demo[0], demo[1], place, NULL };
	struct terminal *terminal;
	char *command;

	(void)state;
	assert_non_null(folder);
	terminal = keyrack_with(environment, 80, 24);
	terminal_expect(terminal, "20 of 20");
	terminal_send(terminal, "ssSCj \r");
	terminal_expect_gone(terminal, "ORGANIZATION");
	terminal_send(terminal, "q");
	terminal_expect_end(terminal);
	terminal_free(terminal);
	terminal = keyrack_with(environment, 80, 24);
	terminal_expect(terminal, "by organization ↓");
	assert_false(terminal_shows(terminal, "ORGANIZATION"));
	terminal_send(terminal, "q");
	terminal_expect_end(terminal);
	terminal_free(terminal);
	command = xasprintf(
	    "for f in %s/keyrack/*.view; do echo '{' >$f; done", folder);
	assert_int_equal(system(command), 0);
	free(command);
	terminal = keyrack_with(environment, 80, 24);
	terminal_expect(terminal, "by expiry ↑");
	terminal_expect(terminal, "file is set aside");
	terminal_send(terminal, "q");
	terminal_expect_end(terminal);
	terminal_free(terminal);
	command = xasprintf("rm -r %s", folder);
	assert_int_equal(system(command), 0);
	free(command);
	free(place);
	demo_service_free(service);
}

/* How long the slowest of these keys took, each until the screen told. */
static long
slowest_key(struct terminal *terminal, const char *keys)
{
	long slowest = 0, took;

	for (size_t i = 1; i <= strlen(keys); i++) {
		char key[2] = { keys[i - 1], '\0' };
		char *title = xasprintf("filter: %.*s ", (int)i, keys);
		long before = terminal_clock();

		terminal_send(terminal, key);
		terminal_expect(terminal, title);
		took = terminal_clock() - before;
		if (took > slowest)
			slowest = took;
		free(title);
	}
	return slowest;
}

static void
filter_answers_at_once_when_there_are_100000(void **state)
{
	static const char *const arguments[] = { "--apikeys", "100000", NULL };
	struct demo_service *service = demo_service_new(arguments);
	struct terminal *terminal = keyrack_on(service);
	long slowest;

	(void)state;
	terminal_expect(terminal, "100000 of 100000");
	terminal_send(terminal, "/");
	slowest = slowest_key(terminal, "prod99");
	print_message("# the slowest key of a filter took %ld ms\n", slowest);
	if (!keyrack_is_instrumented())
		assert_in_range(slowest, 0, terminal_patience(AT_ONCE_MS));
	terminal_send(terminal, "\033");
	terminal_expect(terminal, "100000 of 100000");
	keyrack_quit(terminal);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(
		    view_turns_when_f_is_pressed, keyrack_end_all),
		cmocka_unit_test_teardown(
		    filter_finds_the_word_for_no_organization, keyrack_end_all),
		cmocka_unit_test_teardown(
		    order_changes_when_s_is_pressed, keyrack_end_all),
		cmocka_unit_test_teardown(
		    columns_change_when_they_are_chosen, keyrack_end_all),
		cmocka_unit_test_teardown(
		    filter_narrows_when_it_is_typed, keyrack_end_all),
		cmocka_unit_test_teardown(
		    look_comes_back_when_started_again, keyrack_end_all),
		cmocka_unit_test_teardown(
		    filter_answers_at_once_when_there_are_100000,
		    keyrack_end_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
