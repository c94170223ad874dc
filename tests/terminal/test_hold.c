/* SPDX-License-Identifier: ISC */
/* What is held back is sent by nobody but a countdown that was seen. */
#include "config.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "support/keyrack.h"

#define DELETE "DELETE "

/* Where the end of the countdown is waited for, it is a short one. */
#define HOLD_MS 2000
#define SHORT "delete_delay = 2\n"

/* Of the first seed, as the table is sorted at first. */
#define SEVENTH "af6c066f-ee65-4c9b-86f5-0d192f0beae5"

static struct terminal *
hold_one(const struct demo_service *service, const char *settings)
{
	struct terminal *terminal =
	    keyrack_configured(demo_service_environment(service), settings);

	terminal_expect(terminal, "20 of 20");
	terminal_send(terminal, "d");
	terminal_expect(terminal, "Delete API key");
	terminal_send(terminal, "y");
	terminal_expect(terminal, "keeps it");
	terminal_expect(terminal, "held back");
	return terminal;
}

static void
nothing_is_sent_when_keyrack_ends(void **state)
{
	static const int signals[] = { SIGKILL, SIGTERM, SIGSEGV, SIGHUP };

	(void)state;
	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++) {
		struct demo_service *service = demo_service_new(NULL);
		struct terminal *terminal = hold_one(service, "");

		if (signals[i] == SIGHUP)
			terminal_hang_up(terminal);
		else
			terminal_signal(terminal, signals[i]);
		terminal_expect_end(terminal);
		assert_int_equal(demo_service_count(service, DELETE), 0);
		terminal_free(terminal);
		demo_service_free(service);
	}
}

static void
it_is_kept_when_u_is_pressed_or_quitting_says_so(void **state)
{
	struct demo_service *service = demo_service_new(NULL);
	struct terminal *terminal = hold_one(service, "");

	(void)state;
	terminal_send(terminal, "u");
	terminal_expect(terminal, "nothing was sent");
	terminal_send(terminal, "dy");
	terminal_expect(terminal, "keeps it");
	terminal_send(terminal, "q");
	terminal_expect(terminal, "keep, and go on");
	terminal_send(terminal, "k");
	terminal_expect_end(terminal);
	assert_int_equal(demo_service_count(service, DELETE), 0);
}

static void
it_is_sent_once_when_its_time_is_over(void **state)
{
	struct demo_service *service = demo_service_new(NULL);
	struct terminal *terminal = hold_one(service, SHORT);

	(void)state;
	terminal_expect(terminal, "in 1 s");
	assert_int_equal(demo_service_count(service, DELETE), 0);
	terminal_expect(terminal, "19 of 19");
	assert_int_equal(demo_service_count(service, DELETE), 1);
	keyrack_quit(terminal);
}

/* Nobody saw the countdown's end while the program stood still. */
static void
it_is_asked_again_when_keyrack_stood_still_for_longer(void **state)
{
	struct demo_service *service = demo_service_new(NULL);
	struct terminal *terminal = hold_one(service, SHORT);

	(void)state;
	terminal_signal(terminal, SIGSTOP);
	terminal_expect_stopped(terminal);
	terminal_listen(terminal, HOLD_MS + 500);
	terminal_signal(terminal, SIGCONT);
	terminal_expect(terminal, "Still delete?");
	assert_int_equal(demo_service_count(service, DELETE), 0);
	/* Its first half second takes no key that was meant otherwise. */
	terminal_listen(terminal, 1000);
	terminal_send(terminal, "k");
	terminal_expect(terminal, "nothing was sent");
	keyrack_quit(terminal);
	assert_int_equal(demo_service_count(service, DELETE), 0);
}

static void
fourteen_of_fifteen_go_when_the_seventh_fails(void **state)
{
	static const char *const arguments[] = { "--seed", "1", "--fault",
		"DELETE /api/auth/api-keys/" SEVENTH "=status:403", NULL };
	struct demo_service *service = demo_service_new(arguments);
	struct terminal *terminal = keyrack_on(service);

	(void)state;
	terminal_expect(terminal, "20 of 20");
	terminal_send(terminal, "               ");
	terminal_expect(terminal, "15 marked");
	terminal_send(terminal, "d");
	terminal_expect(terminal, "Delete 15 API keys");
	terminal_send(terminal, "15\r");
	terminal_expect(terminal, "keeps them");
	terminal_send(terminal, "q");
	terminal_expect(terminal, "delete now");
	terminal_send(terminal, "d");
	/* One failed: it is said, and keyrack is not left. */
	terminal_expect(terminal, "14 of 15 are deleted");
	terminal_expect(terminal, "6 of 6");
	terminal_expect(terminal, "1 marked");
	terminal_expect(terminal, "not deleted");
	assert_int_equal(demo_service_count(service, DELETE), 15);
	keyrack_quit(terminal);
}

#define TEST(function) cmocka_unit_test_teardown(function, keyrack_end_all)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_is_sent_when_keyrack_ends),
		TEST(it_is_kept_when_u_is_pressed_or_quitting_says_so),
		TEST(it_is_sent_once_when_its_time_is_over),
		TEST(it_is_asked_again_when_keyrack_stood_still_for_longer),
		TEST(fourteen_of_fifteen_go_when_the_seventh_fails),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
