/* SPDX-License-Identifier: ISC */
/* Once through everything in one run; valgrind.sh looks on. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "support/keyrack.h"

#define ESCAPE "\033"

static void
keyrack_works_from_start_to_end(void **state)
{
	struct terminal *terminal = keyrack_demo();

	(void)state;
	terminal_expect(terminal, "20 of 20");
	terminal_send(terminal, "n");
	terminal_expect(terminal, "New API key");
	terminal_send(terminal, "smoke\r");
	terminal_expect_gone(terminal, "New API key");
	terminal_send(terminal, "\r");
	terminal_expect(terminal, "21 of 21");
	terminal_send(terminal, "/smoke\r");
	terminal_expect(terminal, "1 of 21");
	terminal_send(terminal, "r");
	terminal_expect(terminal, "Rename API key");
	terminal_send(terminal, "-2\r");
	terminal_expect(terminal, "smoke-2");
	terminal_expect_gone(terminal, "Rename API key");
	terminal_send(terminal, "\r");
	terminal_expect(terminal, " UTC");
	terminal_send(terminal, ESCAPE);
	terminal_expect_gone(terminal, " UTC");
	terminal_send(terminal, "d");
	terminal_expect(terminal, "Delete API key");
	terminal_send(terminal, "y");
	terminal_expect(terminal, "0 of 20");
	terminal_send(terminal, ESCAPE);
	terminal_expect(terminal, "20 of 20");
	terminal_send(terminal, "sS?rename");
	terminal_expect(terminal, "rename the API key");
	terminal_send(terminal, ESCAPE ESCAPE);
	terminal_expect_gone(terminal, "rename the API key");
	terminal_resize(terminal, 120, 36);
	terminal_expect(terminal, "Profile");
	terminal_send(terminal, "\022\014");
	terminal_expect(terminal, "20 of 20");
	keyrack_quit(terminal);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(
		    keyrack_works_from_start_to_end, keyrack_end_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
