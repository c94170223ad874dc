/* SPDX-License-Identifier: ISC */
/* Tokens on their way to the clipboard of who sits at a terminal. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "support/keyrack.h"

#define BEGIN "]52;"
#define TOKEN_MAX 256
#define PIECE 8

static int
value_of(char digit)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	                             "abcdefghijklmnopqrstuvwxyz"
	                             "0123456789+/";
	const char *place = strchr(digits, digit);

	return digit == '\0' || place == NULL ? -1 : (int)(place - digits);
}

/* What stands in Base64 after the semicolon that ends the selection. */
static void
decode(const char *sequence, char text[TOKEN_MAX])
{
	const char *digit = strchr(sequence + strlen(BEGIN), ';') + 1;
	unsigned long bits = 0;
	size_t length = 0, count = 0;

	for (; value_of(*digit) >= 0 && length < TOKEN_MAX - 1; digit++) {
		bits = bits << 6 | (unsigned long)value_of(*digit);
		count += 6;
		if (count >= 8) {
			count -= 8;
			text[length++] = (char)(bits >> count & 0xFF);
		}
	}
	text[length] = '\0';
}

/* How often something was copied; *text is what was copied at last. */
static int
count_copies(struct terminal *terminal, char text[TOKEN_MAX])
{
	size_t length;
	const char *raw = terminal_raw(terminal, &length), *end = raw + length;
	int count = 0;

	while ((raw = memmem(raw, (size_t)(end - raw), BEGIN, strlen(BEGIN))) !=
	       NULL) {
		decode(raw, text);
		raw += strlen(BEGIN);
		count++;
	}
	return count;
}

/* No piece of the token was ever shown. */
static void
expect_unseen(const struct terminal *terminal, const char *token)
{
	size_t length;
	const char *raw = terminal_raw(terminal, &length);

	for (; strlen(token) >= PIECE; token++)
		assert_null(memmem(raw, length, token, PIECE));
}

static void
press_y(struct terminal *terminal, const char *words, char token[TOKEN_MAX])
{
	keyrack_expect_table(terminal);
	terminal_expect(terminal, "20 of 20");
	terminal_send(terminal, "y");
	terminal_expect(terminal, words);
	terminal_expect_raw(terminal, BEGIN);
	assert_int_equal(count_copies(terminal, token), 1);
	assert_int_equal(strncmp(token, "nxk_", 4), 0);
	assert_in_range(strlen(token), 16, TOKEN_MAX);
	expect_unseen(terminal, token);
}

static void
token_is_copied_once_and_overwritten_when_over_ssh(void **state)
{
	static const char *const environment[] = {
		"SSH_CONNECTION=192.0.2.1 50000 192.0.2.2 22", "DISPLAY=:77",
		NULL
	};
	struct terminal *terminal = keyrack_demo_in(environment, 80, 24);
	char token[TOKEN_MAX], last[TOKEN_MAX];

	(void)state;
	press_y(terminal, "sent to your terminal by OSC 52", token);
	terminal_expect(terminal, "clipboard 4");
	terminal_send(terminal, "v");
	terminal_expect(terminal, token);
	terminal_expect_raw(terminal, "\033[?1004h");
	terminal_send(terminal, "\033[O");
	terminal_expect_gone(terminal, token);
	terminal_send(terminal, "q");
	terminal_expect_end(terminal);
	assert_int_equal(count_copies(terminal, last), 2);
	assert_string_equal(last, " ");
	terminal_expect_restored(terminal);
	terminal_free(terminal);
}

static void
token_is_overwritten_when_a_signal_ends_keyrack(void **state)
{
	static const char *const environment[] = {
		"SSH_CONNECTION=192.0.2.1 50000 192.0.2.2 22", NULL
	};
	struct terminal *terminal = keyrack_demo_in(environment, 80, 24);
	char token[TOKEN_MAX], last[TOKEN_MAX];

	(void)state;
	press_y(terminal, "sent to your terminal by OSC 52", token);
	terminal_signal(terminal, 15);
	terminal_expect_end(terminal);
	assert_int_equal(count_copies(terminal, last), 2);
	assert_string_equal(last, " ");
	terminal_free(terminal);
}

/* As it is when it was just installed: OSC 52 from within is dropped. */
static void
token_is_handed_on_when_inside_tmux(void **state)
{
	const char *const argv[] = { "tmux", "-u", "-S", "socket", "-f",
		"/dev/null", "new-session", terminal_program("keyrack"),
		"--demo", NULL };
	static const char *const environment[] = { "TERM=xterm-256color",
		"SSH_CONNECTION=192.0.2.1 50000 192.0.2.2 22", NULL };
	struct terminal_options options = { .argv = argv,
		.environment = environment };
	struct terminal *terminal;
	char token[TOKEN_MAX], last[TOKEN_MAX];

	(void)state;
	if (system("command -v tmux >/dev/null") != 0)
		skip();
	terminal = terminal_new(&options);
	press_y(terminal, "in tmux's buffer", token);
	terminal_send(terminal, "q");
	terminal_expect_end(terminal);
	assert_int_equal(count_copies(terminal, last), 2);
	assert_string_equal(last, " ");
	terminal_free(terminal);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(
		    token_is_copied_once_and_overwritten_when_over_ssh,
		    keyrack_end_all),
		cmocka_unit_test_teardown(
		    token_is_overwritten_when_a_signal_ends_keyrack,
		    keyrack_end_all),
		cmocka_unit_test_teardown(
		    token_is_handed_on_when_inside_tmux, keyrack_end_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
