/* SPDX-License-Identifier: ISC */
/* A creation without the screen, unanswered, while somebody else creates. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/wait.h>

#include "support/keyrack.h"

#define LIST "GET /api/auth/api-keys"
#define POST "POST /api/auth/api-keys"
#define STATUS_UNKNOWN 5

/* As many as another program makes before keyrack looks at the list. */
static struct terminal *
create_beside(size_t others)
{
	/* The list comes late, so that there is time. */
	static const char *const arguments[] = { "--fault",
		POST "=reset,times:1", "--fault", LIST "=delay:1500", NULL };
	struct demo_service *service = demo_service_new(arguments);
	const char *const argv[] = { terminal_program("keyrack"), "create",
		"twin", NULL };
	struct terminal_options options = { .argv = argv,
		.environment = demo_service_environment(service) };
	struct terminal *terminal = terminal_new(&options);

	while (demo_service_count(service, POST) == 0)
		terminal_listen(terminal, 20);
	for (size_t i = 0; i < others; i++)
		free(demo_service_ask(service, "POST", "/api/auth/api-keys",
		    "{\"name\":\"twin\"}"));
	return terminal;
}

static void
expect_unknown(struct terminal *terminal)
{
	int status = terminal_expect_end(terminal);

	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), STATUS_UNKNOWN);
}

static void
making_says_so_when_two_may_be_ours(void **state)
{
	struct terminal *terminal = create_beside(2);

	(void)state;
	expect_unknown(terminal);
	terminal_expect(terminal, "there are 2 new API keys of the name");
	assert_false(terminal_shows(terminal, "is there, with the id"));
}

static void
making_finds_the_one_when_there_is_one(void **state)
{
	struct terminal *terminal = create_beside(1);

	(void)state;
	expect_unknown(terminal);
	terminal_expect(terminal, "is there, with the id");
}

static void
making_says_so_when_there_is_none(void **state)
{
	struct terminal *terminal = create_beside(0);

	(void)state;
	expect_unknown(terminal);
	terminal_expect(terminal, "is not in the list");
}

#define TEST(function) cmocka_unit_test_teardown(function, keyrack_end_all)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(making_says_so_when_two_may_be_ours),
		TEST(making_finds_the_one_when_there_is_one),
		TEST(making_says_so_when_there_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
