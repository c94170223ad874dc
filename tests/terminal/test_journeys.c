/* SPDX-License-Identifier: ISC */
/* What a person does with keyrack, from the first key to the last. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "support/keyrack.h"

#define ESCAPE "\033"
#define CONTROL_U "\025"

/* A name with quotes, a backslash, wide and combining characters. */
#define NAME "\"n\" 東京 e\xcc\x81 \\ 'q'"
#define NAME_IN_JSON "\"name\":\"\\\"n\\\" 東京 e\xcc\x81 \\\\ 'q'\""

static void
keyrack_shows_the_account_when_started_on_the_demo(void **state)
{
	struct terminal *terminal = keyrack_demo();

	(void)state;
	keyrack_expect_table(terminal);
	terminal_expect(terminal, "Profile");
	terminal_expect(terminal, "demo");
	terminal_expect(terminal, "20 of 20");
	keyrack_quit(terminal);
}

static void
keyrack_moves_and_shows_details_when_browsing(void **state)
{
	struct terminal *terminal = keyrack_demo();

	(void)state;
	terminal_expect(terminal, "20 of 20");
	terminal_send(terminal, "jjkG");
	terminal_expect(terminal, "mobile-app");
	terminal_send(terminal, "g");
	terminal_expect(terminal, "old laptop");
	terminal_send(terminal, "G\r");
	/* The exact time is in the details alone. */
	terminal_expect(terminal, " UTC");
	terminal_send(terminal, ESCAPE);
	terminal_expect_gone(terminal, " UTC");
	keyrack_quit(terminal);
}

static void
filter_shows_what_matches_when_typed(void **state)
{
	struct terminal *terminal = keyrack_demo();

	(void)state;
	terminal_expect(terminal, "20 of 20");
	terminal_send(terminal, "/GROSSEN");
	terminal_expect(terminal, "1 of 20");
	terminal_expect(terminal, "Größenprüfung");
	terminal_send(terminal, ESCAPE);
	terminal_expect(terminal, "20 of 20");
	keyrack_quit(terminal);
}

static void
create_sends_the_name_byte_for_byte_when_typed(void **state)
{
	struct demo_service *service = demo_service_new(NULL);
	struct terminal *terminal = keyrack_on(service);
	char *answer;

	(void)state;
	terminal_expect(terminal, "20 of 20");
	terminal_send(terminal, "n");
	terminal_expect(terminal, "New API key");
	terminal_send(terminal, NAME "\r");
	terminal_expect_gone(terminal, "New API key");
	/* The created panel stays until the person has the token. */
	terminal_send(terminal, "\r");
	terminal_expect(terminal, "21 of 21");
	answer = demo_service_ask(service, "GET", "/api/auth/api-keys", NULL);
	if (!strstr(answer, NAME_IN_JSON))
		fail_msg("the name did not arrive: %s", answer);
	free(answer);
	assert_int_equal(demo_service_count(service, "POST "), 1);
	keyrack_quit(terminal);
}

static void
rename_changes_the_name_when_entered(void **state)
{
	struct demo_service *service = demo_service_new(NULL);
	struct terminal *terminal = keyrack_on(service);

	(void)state;
	terminal_expect(terminal, "20 of 20");
	terminal_send(terminal, "/staging\r");
	terminal_expect(terminal, "1 of 20");
	terminal_send(terminal, "r");
	terminal_expect(terminal, "Rename API key");
	terminal_send(terminal, CONTROL_U "staging-2\r");
	terminal_expect_gone(terminal, "Rename API key");
	terminal_expect(terminal, "staging-2");
	assert_int_equal(demo_service_count(service, "PUT "), 1);
	keyrack_quit(terminal);
}

static void
delete_keeps_the_api_key_when_enter_is_pressed(void **state)
{
	struct demo_service *service = demo_service_new(NULL);
	struct terminal *terminal = keyrack_on(service);

	(void)state;
	terminal_expect(terminal, "20 of 20");
	terminal_send(terminal, "d");
	terminal_expect(terminal, "Delete API key");
	terminal_send(terminal, "\r");
	terminal_expect_gone(terminal, "Delete API key");
	terminal_send(terminal, "d");
	terminal_expect(terminal, "Delete API key");
	terminal_send(terminal, ESCAPE);
	terminal_expect_gone(terminal, "Delete API key");
	terminal_expect(terminal, "20 of 20");
	assert_int_equal(demo_service_count(service, "DELETE "), 0);
	keyrack_quit(terminal);
}

static void
delete_deletes_when_y_is_pressed(void **state)
{
	struct demo_service *service = demo_service_new(NULL);
	struct terminal *terminal = keyrack_on(service);

	(void)state;
	terminal_expect(terminal, "20 of 20");
	keyrack_delete(terminal);
	terminal_expect(terminal, "19 of 19");
	assert_int_equal(demo_service_count(service, "DELETE "), 1);
	keyrack_quit(terminal);
}

static void
help_lists_the_commands_when_asked(void **state)
{
	struct terminal *terminal = keyrack_demo();

	(void)state;
	terminal_expect(terminal, "20 of 20");
	terminal_send(terminal, "?");
	terminal_expect(terminal, "rename the API key");
	terminal_send(terminal, ESCAPE);
	terminal_expect_gone(terminal, "rename the API key");
	keyrack_quit(terminal);
}

#define TEST(function) cmocka_unit_test_teardown(function, keyrack_end_all)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(keyrack_shows_the_account_when_started_on_the_demo),
		TEST(keyrack_moves_and_shows_details_when_browsing),
		TEST(filter_shows_what_matches_when_typed),
		TEST(create_sends_the_name_byte_for_byte_when_typed),
		TEST(rename_changes_the_name_when_entered),
		TEST(delete_keeps_the_api_key_when_enter_is_pressed),
		TEST(delete_deletes_when_y_is_pressed),
		TEST(help_lists_the_commands_when_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
