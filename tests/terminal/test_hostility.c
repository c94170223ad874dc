/* SPDX-License-Identifier: ISC */
/* A service that hangs, names that attack, and pastes that act. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <stdbool.h>
#include <stdio.h>

#include "support/keyrack.h"

static const char *const hang[] = { "--fault", "*=hang", NULL };

static void
keyrack_answers_at_once_when_every_request_hangs(void **state)
{
	struct demo_service *service = demo_service_new(hang);
	struct terminal *terminal = keyrack_on(service);
	long start;

	(void)state;
	terminal_expect(terminal, "API keys");
	start = terminal_clock();
	terminal_send(terminal, "?");
	terminal_expect(terminal, "rename the API key");
	assert_true(terminal_clock() - start < terminal_patience(1000));
	terminal_send(terminal, "\033");
	terminal_expect_gone(terminal, "rename the API key");
	start = terminal_clock();
	keyrack_quit(terminal);
	assert_true(terminal_clock() - start < terminal_patience(1000));
}

static void
keyrack_ends_when_signalled_while_requests_hang(void **state)
{
	struct demo_service *service = demo_service_new(hang);
	struct terminal *terminal = keyrack_on(service);

	(void)state;
	terminal_expect(terminal, "API keys");
	terminal_hang_up(terminal);
	terminal_expect_end(terminal);
}

/* JSON forms of what must not reach the terminal in a name. */
static const char *const attacks[] = {
	"\\u001b]52;c;aGk=\\u0007",
	"\\u001b[2J",
	"\\u009b31m",
	"\\u202eevil",
	"\\u2066x\\u2069",
	"zero\\u200bwidth",
	"\\ufeffbom",
	"tag\\udb40\\udc41",
	"line\\nbreak\\r\\t",
	"del\\u007f",
};

/* The same in UTF-8, as it would look in the stream. */
static const char *const forbidden[] = {
	"\033]52",
	"\xc2\x9b",
	"\xe2\x80\xae",
	"\xe2\x81\xa6",
	"\xe2\x80\x8b",
	"\xef\xbb\xbf",
	"\xf3\xa0\x81\x81",
	"\177",
	"31mevil",
};

static void
create_by_another_client(const struct demo_service *service, const char *name)
{
	char json[256];

	snprintf(json, sizeof(json), "{\"name\":\"zz%s\"}", name);
	free(demo_service_ask(service, "POST", "/api/auth/api-keys", json));
}

static void
no_control_reaches_the_terminal_when_names_hold_them(void **state)
{
	static const char *const none[] = { "--apikeys", "0", NULL };
	struct demo_service *service = demo_service_new(none);
	struct terminal *terminal;
	size_t count = sizeof(attacks) / sizeof(attacks[0]), i;

	(void)state;
	for (i = 0; i < count; i++)
		create_by_another_client(service, attacks[i]);
	terminal = keyrack_on(service);
	terminal_expect(terminal, "10 of 10");
	for (i = 0; i < count; i++) {
		/* Into the details, both forms and back. */
		terminal_send(terminal, "\r");
		terminal_expect(terminal, " UTC");
		terminal_send(terminal, "\033");
		terminal_expect_gone(terminal, " UTC");
		terminal_send(terminal, "r");
		terminal_expect(terminal, "Rename API key");
		terminal_send(terminal, "\033");
		terminal_expect_gone(terminal, "Rename API key");
		terminal_send(terminal, "d");
		terminal_expect(terminal, "Delete API key");
		terminal_send(terminal, "\033");
		terminal_expect_gone(terminal, "Delete API key");
		terminal_send(terminal, "j");
	}
	for (i = 0; i < sizeof(forbidden) / sizeof(forbidden[0]); i++)
		if (strstr(terminal_raw(terminal, NULL), forbidden[i]))
			fail_msg("forbidden bytes %zu came through", i);
	keyrack_quit(terminal);
}

static void
nothing_is_changed_when_text_is_pasted_over_the_table(void **state)
{
	static const char letters[] = "dynrtusSfaiCvYAL\ry\rdy\rn x\r"
	                              "\033[201~";
	struct demo_service *service = demo_service_new(NULL);
	struct terminal *terminal = keyrack_on(service);

	(void)state;
	terminal_expect(terminal, "20 of 20");
	terminal_send(terminal, "\033[200~");
	for (int i = 0; i < 20; i++)
		terminal_send_bytes(terminal, letters, strlen(letters) - 6);
	terminal_send(terminal, letters + strlen(letters) - 6);
	/* Whatever was made of the paste, this comes after it. */
	terminal_send(terminal, "/ci-bot");
	terminal_expect(terminal, "1 of 20");
	assert_int_equal(demo_service_count(service, "POST "), 0);
	assert_int_equal(demo_service_count(service, "PUT "), 0);
	assert_int_equal(demo_service_count(service, "DELETE "), 0);
	terminal_send(terminal, "\r");
	keyrack_quit(terminal);
}

#define TEST(function) cmocka_unit_test_teardown(function, keyrack_end_all)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(keyrack_answers_at_once_when_every_request_hangs),
		TEST(keyrack_ends_when_signalled_while_requests_hang),
		TEST(no_control_reaches_the_terminal_when_names_hold_them),
		TEST(nothing_is_changed_when_text_is_pasted_over_the_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
