/* SPDX-License-Identifier: ISC */
/* Whatever sizes a terminal went through, the last one counts. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "support/keyrack.h"

struct dimensions {
	int columns, rows;
};

static const struct dimensions sizes[] = {
	{ 40, 10 },
	{ 80, 24 },
	{ 120, 36 },
	{ 300, 3 },
	{ 1, 1 },
};

/* A storm of sizes, with keys typed into it, that ends with the given one. */
static void
resize_wildly(struct terminal *terminal, struct dimensions last)
{
	unsigned int luck = 1;

	for (int i = 0; i < 200; i++) {
		luck = luck * 1103515245 + 12345;
		terminal_resize(terminal, 1 + (int)(luck >> 16) % 200,
		    1 + (int)(luck >> 8) % 60);
		terminal_send(terminal, i % 2 == 0 ? "j" : "k");
		terminal_listen(terminal, i % 3);
	}
	terminal_resize(terminal, last.columns, last.rows);
	terminal_send(terminal, "g");
}

/* A message takes fewer lines after a key that follows it. */
static void
count_as_seen(struct terminal *terminal)
{
	terminal_expect(terminal, "expire within");
	terminal_send(terminal, "g");
}

/* The header names the service, so that both have to use the same. */
static void
screen_equals_a_fresh_start_when_resized(void **state)
{
	struct demo_service *service = demo_service_new(NULL);
	const char *const *environment = demo_service_environment(service);
	struct terminal *resized, *fresh;

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		resized = keyrack_on(service);
		terminal_expect(resized, "20 of 20");
		resize_wildly(resized, sizes[i]);
		fresh =
		    keyrack_with(environment, sizes[i].columns, sizes[i].rows);
		if (sizes[i].rows >= 10 && sizes[i].columns >= 40)
			count_as_seen(fresh);
		terminal_expect_same(fresh, resized);
		keyrack_quit(fresh);
		keyrack_quit(resized);
	}
}

static void
table_comes_back_when_a_tiny_terminal_grows(void **state)
{
	struct terminal *terminal = keyrack_demo_in(NULL, 1, 1);

	(void)state;
	terminal_resize(terminal, 300, 3);
	terminal_resize(terminal, 120, 36);
	terminal_expect(terminal, "20 of 20");
	terminal_expect(terminal, "Profile");
	keyrack_quit(terminal);
}

#define TEST(function) cmocka_unit_test_teardown(function, keyrack_end_all)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(screen_equals_a_fresh_start_when_resized),
		TEST(table_comes_back_when_a_tiny_terminal_grows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
