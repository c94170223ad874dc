/* SPDX-License-Identifier: ISC */
/* What can be counted on any machine: bytes, writes, waits, requests. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "support/keyrack.h"

enum {
	MOVE_BYTES_MAX = 90,
	SCROLL_BYTES_MAX = 230,
	PRESSES = 12,
	IDLE_MS = 2000,
};

static size_t
bytes_so_far(const struct terminal *terminal)
{
	size_t length;

	terminal_raw(terminal, &length);
	return length;
}

/* Calls of write(2); -1 where /proc does not tell, or not to this user. */
static long
writes_so_far(const struct terminal *terminal)
{
	char path[64], line[128];
	long writes = -1;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%ld/io",
	    (long)terminal_process(terminal)->pid);
	file = fopen(path, "r");
	if (!file)
		return -1;
	while (fgets(line, sizeof(line), file))
		sscanf(line, "syscw: %ld", &writes);
	fclose(file);
	return writes;
}

/*
 * Presses the key until the program waits again, and gives the bytes that it
 * took; they must come in one write. What waits has drawn what it had to.
 */
static size_t
press(struct terminal *terminal, const char *key)
{
	long waits = program_waits(terminal_process(terminal));
	long writes = writes_so_far(terminal), turns;
	size_t before = bytes_so_far(terminal);

	terminal_send(terminal, key);
	for (turns = 0; bytes_so_far(terminal) == before; turns++) {
		assert_true(turns < terminal_patience(2000));
		terminal_listen(terminal, 1);
	}
	while (waits >= 0 && program_waits(terminal_process(terminal)) == waits)
		terminal_listen(terminal, 1);
	terminal_listen(terminal, 1);
	if (writes >= 0)
		assert_int_equal(writes_so_far(terminal) - writes, 1);
	return bytes_so_far(terminal) - before;
}

static size_t
mean_of_presses(struct terminal *terminal, const char *key)
{
	size_t sum = 0;

	for (int i = 0; i < PRESSES; i++)
		sum += press(terminal, key);
	return sum / PRESSES;
}

static struct demo_service *
service_with_100(void)
{
	const char *const arguments[] = { "--apikeys", "100", NULL };

	return demo_service_new(arguments);
}

/*
 * A frame that is still to come, or the rest of one, would be taken for the
 * answer to a key.
 */
static void
expect_all_loaded(struct terminal *terminal)
{
	size_t before;

	terminal_expect(terminal, "100 of 100");
	terminal_expect(terminal, "@example.org");
	do {
		before = bytes_so_far(terminal);
		terminal_listen(terminal, 100);
	} while (bytes_so_far(terminal) != before);
}

static void
a_move_costs_90_bytes_at_any_size(void **state)
{
	static const struct {
		int columns, rows;
	} sizes[] = { { 80, 24 }, { 120, 40 } };
	const char *const *environment =
	    demo_service_environment(service_with_100());

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct terminal *terminal =
		    keyrack_with(environment, sizes[i].columns, sizes[i].rows);

		expect_all_loaded(terminal);
		assert_in_range(
		    mean_of_presses(terminal, "j"), 1, MOVE_BYTES_MAX);
		assert_in_range(
		    mean_of_presses(terminal, "k"), 1, MOVE_BYTES_MAX);
		keyrack_quit(terminal);
	}
}

/* Beside the profile's pane, whole lines cannot be scrolled. */
static void
a_scroll_costs_230_bytes_when_the_table_is_as_wide_as_the_screen(void **state)
{
	struct terminal *terminal = keyrack_on(service_with_100());

	(void)state;
	expect_all_loaded(terminal);
	press(terminal, "jjjjjjjjjjjjjjjjjjjjjjjj");
	assert_in_range(mean_of_presses(terminal, "j"), 1, SCROLL_BYTES_MAX);
	keyrack_quit(terminal);
}

/* press() looks at the writes. */
static void
a_page_is_one_write(void **state)
{
	struct terminal *terminal = keyrack_on(service_with_100());

	(void)state;
	expect_all_loaded(terminal);
	press(terminal, "\006");
	press(terminal, "\002");
	press(terminal, "G");
	press(terminal, "g");
	keyrack_quit(terminal);
}

static void
nothing_happens_when_nothing_is_done(void **state)
{
	struct terminal *terminal = keyrack_on(service_with_100());
	size_t bytes;
	long waits;

	(void)state;
	expect_all_loaded(terminal);
	press(terminal, "j");
	bytes = bytes_so_far(terminal);
	waits = program_waits(terminal_process(terminal));
	terminal_listen(terminal, IDLE_MS);
	assert_int_equal(bytes_so_far(terminal), bytes);
	assert_int_equal(program_waits(terminal_process(terminal)), waits);
	keyrack_quit(terminal);
}

/* Neither is ever answered, and both are asked. */
static void
profile_and_list_are_asked_for_together_at_the_start(void **state)
{
	const char *const arguments[] = { "--fault", "GET /api/auth/me=hang",
		"--fault", "GET /api/auth/api-keys=hang", NULL };
	struct demo_service *service = demo_service_new(arguments);
	struct terminal *terminal = keyrack_on(service);
	long turns;

	(void)state;
	terminal_expect(terminal, "Loading");
	for (turns = 0;
	     demo_service_count(service, "GET /api/auth/me") == 0 ||
	     demo_service_count(service, "GET /api/auth/api-keys") == 0;
	     turns++) {
		assert_true(turns < terminal_patience(500));
		terminal_listen(terminal, 10);
	}
	keyrack_quit(terminal);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(
		    a_move_costs_90_bytes_at_any_size, keyrack_end_all),
		cmocka_unit_test_teardown(
		    a_scroll_costs_230_bytes_when_the_table_is_as_wide_as_the_screen,
		    keyrack_end_all),
		cmocka_unit_test_teardown(a_page_is_one_write, keyrack_end_all),
		cmocka_unit_test_teardown(
		    nothing_happens_when_nothing_is_done, keyrack_end_all),
		cmocka_unit_test_teardown(
		    profile_and_list_are_asked_for_together_at_the_start,
		    keyrack_end_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
