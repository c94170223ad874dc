/* SPDX-License-Identifier: ISC */
/* Terminals and locales of which keyrack cannot choose. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <sys/wait.h>

#include "support/keyrack.h"

static struct terminal *
demo_with(const char *first, const char *second)
{
	const char *const environment[] = { first, second, NULL };

	return keyrack_demo_in(environment, 80, 24);
}

/* What every terminal has to be able to do. */
static void
use_and_quit(struct terminal *terminal)
{
	keyrack_expect_table(terminal);
	terminal_send(terminal, "/ci-bot");
	terminal_expect(terminal, "1 of 20");
	terminal_send(terminal, "\r?");
	terminal_expect(terminal, "rename the API key");
	terminal_send(terminal, "\033");
	terminal_expect_gone(terminal, "rename the API key");
	keyrack_quit(terminal);
}

static void
keyrack_is_usable_when_the_terminal_is_known(void **state)
{
	static const char *const terms[] = { "TERM=vt100", "TERM=linux",
		"TERM=screen", "TERM=xterm", "TERM=xterm-256color" };

	(void)state;
	for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++)
		use_and_quit(demo_with(terms[i], NULL));
}

static void
keyrack_says_its_fallback_when_the_terminal_is_unknown(void **state)
{
	/* Without a terminfo folder for it, a known name is unknown too. */
	static const char *const terms[] = { "TERM=keyrack-nonsense",
		"TERM=dumb", "TERM" };
	struct terminal *terminal;

	(void)state;
	for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++) {
		terminal = demo_with(terms[i], NULL);
		terminal_expect(terminal, "xterm-256color");
		use_and_quit(terminal);
	}
}

/* Whether the terminal was told this attribute (ECMA-48, SGR). */
static bool
was_told(const struct terminal *terminal, long attribute)
{
	const char *at = terminal_raw(terminal, NULL);
	char *end;

	while ((at = strstr(at, "\033[")) != NULL) {
		at += 2;
		if (at[strspn(at, "0123456789;")] != 'm')
			continue;
		for (end = NULL; end == NULL || *end == ';'; at = end + 1)
			if (strtol(at, &end, 10) == attribute)
				return true;
	}
	return false;
}

enum attribute {
	ATTRIBUTE_DIM = 2,
	ATTRIBUTE_RED = 31,
	ATTRIBUTE_YELLOW = 33,
	ATTRIBUTE_BLUE = 34,
	ATTRIBUTE_MAGENTA = 35,
	ATTRIBUTE_CYAN = 36,
};

static void
keyrack_is_usable_when_colours_are_unwanted(void **state)
{
	struct terminal *terminal = demo_with("NO_COLOR=1", NULL);

	(void)state;
	keyrack_expect_table(terminal);
	for (int colour = 30; colour < 50; colour++)
		assert_false(colour != 39 && was_told(terminal, colour));
	assert_true(was_told(terminal, ATTRIBUTE_DIM));
	use_and_quit(terminal);
}

/* The API keys of the demo are of all kinds: expired, soon to be, later. */
static void
keyrack_has_the_colours_of_the_theme_when_one_is_set(void **state)
{
	static const struct {
		const char *setting;
		enum attribute told[3], untold[5];
	} themes[] = {
		{ "theme = default",
		    { ATTRIBUTE_CYAN, ATTRIBUTE_YELLOW, ATTRIBUTE_DIM },
		    { ATTRIBUTE_BLUE, ATTRIBUTE_MAGENTA } },
		{ "theme = light",
		    { ATTRIBUTE_BLUE, ATTRIBUTE_MAGENTA, ATTRIBUTE_DIM },
		    { ATTRIBUTE_CYAN, ATTRIBUTE_YELLOW } },
		{ "theme = contrast", { ATTRIBUTE_CYAN, ATTRIBUTE_YELLOW },
		    { ATTRIBUTE_DIM } },
		{ "theme = mono", { ATTRIBUTE_DIM },
		    { ATTRIBUTE_RED, ATTRIBUTE_YELLOW, ATTRIBUTE_BLUE,
		        ATTRIBUTE_MAGENTA, ATTRIBUTE_CYAN } },
	};
	static const char *const arguments[] = { NULL };
	struct demo_service *service = demo_service_new(arguments);
	struct terminal *terminal;

	(void)state;
	for (size_t i = 0; i < sizeof(themes) / sizeof(themes[0]); i++) {
		terminal = keyrack_configured(
		    demo_service_environment(service), themes[i].setting);
		terminal_expect(terminal, "20 of 20");
		for (int k = 0; k < 3 && themes[i].told[k] != 0; k++)
			assert_true(was_told(terminal, themes[i].told[k]));
		for (int k = 0; k < 5 && themes[i].untold[k] != 0; k++)
			assert_false(was_told(terminal, themes[i].untold[k]));
		keyrack_quit(terminal);
	}
}

static void
keyrack_says_so_when_the_locale_is_ascii(void **state)
{
	struct terminal *terminal = demo_with("LC_ALL=C", NULL);
	const char *raw;
	size_t length;

	(void)state;
	keyrack_expect_table(terminal);
	terminal_expect(terminal, "UTF-8");
	raw = terminal_raw(terminal, &length);
	for (size_t i = 0; i < length; i++)
		assert_true((unsigned char)raw[i] < 0x80);
	use_and_quit(terminal);
}

static void
keyrack_says_its_fallback_when_the_locale_is_unknown(void **state)
{
	struct terminal *terminal = demo_with("LC_ALL=xx_XX.UTF-8", NULL);

	(void)state;
	keyrack_expect_table(terminal);
	terminal_expect(terminal, "C.UTF-8");
	use_and_quit(terminal);
}

static void
keyrack_refuses_when_there_is_no_terminal(void **state)
{
	static const char *const pipes[] = {
		"\"$0\" --demo </dev/null",
		"\"$0\" --demo | cat",
	};
	const char *const environment[] = { NULL };
	struct terminal *terminal;
	int status;

	(void)state;
	for (size_t i = 0; i < sizeof(pipes) / sizeof(pipes[0]); i++) {
		const char *const argv[] = { "sh", "-c", pipes[i],
			terminal_program("keyrack"), NULL };
		struct terminal_options options = { .argv = argv,
			.environment = environment };

		terminal = terminal_new(&options);
		terminal_expect(terminal, "keyrack: ");
		status = terminal_expect_end(terminal);
		assert_true(WIFEXITED(status));
		if (i == 0)
			assert_int_equal(WEXITSTATUS(status), 2);
		terminal_expect_restored(terminal);
		assert_null(strchr(terminal_raw(terminal, NULL), '\033'));
		terminal_free(terminal);
	}
}

#define TEST(function) cmocka_unit_test_teardown(function, keyrack_end_all)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(keyrack_is_usable_when_the_terminal_is_known),
		TEST(keyrack_says_its_fallback_when_the_terminal_is_unknown),
		TEST(keyrack_is_usable_when_colours_are_unwanted),
		TEST(keyrack_has_the_colours_of_the_theme_when_one_is_set),
		TEST(keyrack_says_so_when_the_locale_is_ascii),
		TEST(keyrack_says_its_fallback_when_the_locale_is_unknown),
		TEST(keyrack_refuses_when_there_is_no_terminal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
