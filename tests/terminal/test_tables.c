/* SPDX-License-Identifier: ISC */
/* Tables of the commands fit the terminal, and are whole in a pipe. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/wait.h>

#include "support/canned_service.h"
#include "support/terminal.h"

#define LONG "a name that somebody has made much longer than all the others"
#define ORGANIZATION "Acme Research"
#define LONG_APIKEY                                                          \
	"{\"id\":\"k1\",\"name\":\"" LONG                                    \
	"\",\"organization\":\"o1\",\"token\":\"nxk_canned_token_01234567\"" \
	",\"userId\":\"u\",\"createdAt\":\"2020-01-02T03:04:05Z\","          \
	"\"expiresAt\":\"2021-01-02T03:04:05Z\"}"

static const struct canned_answer answers[] = {
	{ .beginning = "GET /api/auth/me ",
	    .bytes = CANNED_JSON "{\"email\":\"a@b.c\",\"isAdmin\":false,"
	                         "\"organizations\":[{\"id\":\"o1\",\"name\":"
	                         "\"" ORGANIZATION "\"}]}" },
	{ .beginning = "GET /api/auth/api-keys ",
	    .bytes = CANNED_JSON "[" LONG_APIKEY "]" },
	{ .beginning = NULL },
};

/* One can be read, one has a NUL in its name, one lacks its dates. */
static const struct canned_answer odd[] = {
	{ .beginning = "GET /api/auth/me ",
	    .bytes = CANNED_JSON "{\"email\":\"a@b.c\",\"isAdmin\":false}" },
	{ .beginning = "GET /api/auth/api-keys ",
	    .bytes = CANNED_JSON
	    "[" CANNED_APIKEY("k1", "whole") "," CANNED_APIKEY(
	        "k2", "a\\u0000b") ",{\"id\":\"k3\",\"name\":\"undated\"}]" },
	{ .beginning = NULL },
};

/* What the command prints, for free(3); each row of the screen is a line. */
static char *
print_of(const struct canned_answer *said, const char *script, int columns,
    int expected)
{
	struct canned_service *service = canned_service_new(said);
	const char *const argv[] = { "sh", "-c", script,
		terminal_program("keyrack"), NULL };
	struct terminal_options options = { .argv = argv,
		.environment = canned_service_environment(service),
		.columns = columns };
	struct terminal *terminal = terminal_new(&options);
	int status = terminal_expect_end(terminal);
	char *screen = strdup(terminal_screen(terminal));

	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), expected);
	terminal_free(terminal);
	canned_service_free(service);
	return screen;
}

static char *
print(const char *script, int columns, int expected)
{
	return print_of(answers, script, columns, expected);
}

/* How many rows are not empty. */
static size_t
rows_of(const char *screen)
{
	size_t count = 0;

	for (const char *line = screen; *line != '\0';) {
		size_t length = strcspn(line, "\n");

		count += strspn(line, " ") < length;
		line += length + (line[length] == '\n');
	}
	return count;
}

static void
list_keeps_organizations_when_a_name_is_long(void **state)
{
	char *screen = print("\"$0\" list", 100, 0);

	(void)state;
	assert_int_equal(rows_of(screen), 2);
	assert_non_null(strstr(screen, "  ORGANIZATION   TOKEN"));
	assert_non_null(strstr(screen, "  " ORGANIZATION "  "));
	assert_null(strstr(screen, LONG));
	free(screen);
}

static void
check_fits_when_the_terminal_is_narrow(void **state)
{
	static const int columns[] = { 40, 60, 80 };

	(void)state;
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
		char *screen = print("\"$0\" check", columns[i], 1);

		assert_int_equal(rows_of(screen), 2);
		assert_non_null(strstr(screen, "2021-01-02  EXPIRED"));
		assert_int_equal(
		    strstr(screen, ORGANIZATION) != NULL, columns[i] > 40);
		free(screen);
	}
}

static void
check_is_whole_when_it_is_no_terminal(void **state)
{
	char *screen = print("COLUMNS=40 \"$0\" check >out; grep -c '" LONG
	                     "  " ORGANIZATION "  2021-01-02  EXPIRED$' out",
	    40, 0);

	(void)state;
	assert_int_equal(*screen, '1');
	free(screen);
}

static int
end_all(void **state)
{
	terminal_end_all(state);
	return canned_service_end_all(state);
}

static void
list_says_so_when_records_cannot_be_read(void **state)
{
	static const char *const scripts[] = { "\"$0\" list --json",
		"\"$0\" list --json --sort name" };
	char *screen;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		screen = print_of(odd, scripts[i], 120, 0);
		assert_non_null(
		    strstr(screen, "keyrack: list: 1 API key cannot be read, "
		                   "and stands as null"));
		free(screen);
	}
	screen = print("\"$0\" list --json", 120, 0);
	assert_null(strstr(screen, "keyrack: "));
	free(screen);
}

static void
named_is_not_touched_when_it_cannot_be_read(void **state)
{
	char *screen = print_of(odd, "\"$0\" delete undated --yes", 120, 1);

	(void)state;
	assert_non_null(strstr(screen, "nothing is done with it"));
	free(screen);
	screen = print_of(odd, "\"$0\" check", 120, 0);
	assert_non_null(
	    strstr(screen, "check: when 2 API keys expire cannot be read"));
	free(screen);
}

#define TEST(name) cmocka_unit_test_teardown(name, end_all)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(list_says_so_when_records_cannot_be_read),
		TEST(named_is_not_touched_when_it_cannot_be_read),
		TEST(list_keeps_organizations_when_a_name_is_long),
		TEST(check_fits_when_the_terminal_is_narrow),
		TEST(check_is_whole_when_it_is_no_terminal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
