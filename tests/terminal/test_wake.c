/* SPDX-License-Identifier: ISC */
/* keyrack goes on where it was stopped, with tokens that have expired. */
#include "config.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "support/login_desk.h"
#include "support/person.h"

#define F5 "\033[15~"
#define LIFE_MS 2000

/* The desk's own service, but for tokens that live for LIFE_MS. */
static int
short_lived_setup(void **state)
{
	static const char *const arguments[] = { "--token-seconds", "2", NULL };
	struct login_desk *desk;
	int failed = login_desk_setup(state);

	desk = *state;
	demo_service_free(desk->service);
	desk->service = demo_service_new(arguments);
	return failed;
}

static void
log_in(struct terminal *terminal)
{
	char *link, *address;

	terminal_expect(terminal, "Waiting for the browser");
	link = person_reads_link(terminal);
	address = person_decides(link, "login");
	assert_int_equal(person_returns(address), 200);
	terminal_expect(terminal, "20 of 20");
	free(link);
	free(address);
}

/* That the token expires cannot be seen from outside, but for its time. */
static void
sleep_for(struct terminal *terminal, long milliseconds)
{
	long end = terminal_clock() + milliseconds, now;

	terminal_signal(terminal, SIGSTOP);
	terminal_expect_stopped(terminal);
	while ((now = terminal_clock()) < end)
		terminal_listen(terminal, (int)(end - now));
	terminal_signal(terminal, SIGCONT);
}

static void
reload_works_when_the_token_expired_in_a_stop(void **state)
{
	const struct login_desk *desk = *state;
	struct terminal *terminal =
	    login_desk_start_over_ssh(desk, "http://localhost:0");
	size_t renewals, lists;

	log_in(terminal);
	for (int i = 0; i < 2; i++) {
		renewals = login_desk_token_calls(desk);
		lists = demo_service_count(
		    desk->service, "GET /api/auth/api-keys 200");
		sleep_for(terminal, LIFE_MS + 100);
		terminal_send(terminal, F5);
		while (demo_service_count(desk->service,
		           "GET /api/auth/api-keys 200") == lists)
			terminal_listen(terminal, 10);
		terminal_expect(terminal, "20 API keys are loaded.");
		assert_in_range(login_desk_token_calls(desk) - renewals, 1, 1);
		assert_int_equal(demo_service_count(desk->service,
		                     "GET /api/auth/api-keys 401"),
		    0);
	}
	keyrack_quit(terminal);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    reload_works_when_the_token_expired_in_a_stop,
		    short_lived_setup, login_desk_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
