/* SPDX-License-Identifier: ISC */
/* Rotations and their ledger: where there is none, and where it is damaged. */
#include "config.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/xmalloc.h"
#include "support/keyrack.h"
#include "support/rotation_desk.h"

#define DELETE "DELETE "
#define POST "POST /api/auth/api-keys"

/* A folder has its name, so that not even root can write it. */
static void
rotation_is_refused_when_the_ledger_cannot_be_written(void **state)
{
	struct terminal *terminal;
	struct rotation_desk desk;
	char *command;

	(void)state;
	rotation_desk_open(&desk, NULL);
	rotation_desk_kill(rotation_desk_log_in(&desk));
	command = xasprintf("cd %s/keyrack && for session in *.session; do "
	                    "mkdir \"${session%%.session}.ledger\"; done",
	    desk.folder);
	assert_int_equal(system(command), 0);
	free(command);
	terminal = rotation_desk_start(&desk);
	terminal_expect(terminal, "20 of 20");
	terminal_send(terminal, "t");
	terminal_expect(terminal, "Rotate API key");
	terminal_send(terminal, "\r");
	terminal_expect(terminal, "Nothing was sent: a rotation is noted");
	terminal_expect(terminal, ".ledger");
	terminal_send(terminal, "\033");
	terminal_expect_gone(terminal, "Rotate API key");
	assert_false(terminal_shows(terminal, "Begun here"));
	keyrack_quit(terminal);
	assert_int_equal(demo_service_count(desk.service, POST), 0);
	rotation_desk_close(&desk);
}

/* As the command says it: the successor would be forgotten. */
static void
rotation_is_refused_when_no_ledger_is_kept(void **state)
{
	struct demo_service *service = demo_service_new(NULL);
	const char *const *token = demo_service_environment(service);
	const char *const homeless[] = { token[0], "KEYRACK_TOKEN", "HOME",
		"DISPLAY", "WAYLAND_DISPLAY",
		"SSH_CONNECTION=192.0.2.1 50000 192.0.2.2 22", NULL };
	struct terminal *terminal;

	(void)state;
	for (int i = 0; i < 2; i++) {
		terminal = keyrack_with(i == 0 ? token : homeless, 80, 24);
		if (i > 0)
			person_logs_in(terminal);
		terminal_expect(terminal, "20 of 20");
		terminal_send(terminal, "t");
		terminal_expect(terminal, "No ledger is kept here");
		assert_false(terminal_shows(terminal, "Rotate API key"));
		keyrack_quit(terminal);
	}
	assert_int_equal(demo_service_count(service, POST), 0);
}

/* It is over with the demo, and so is its ledger. */
static void
rotation_goes_on_when_the_demo_keeps_it_in_memory(void **state)
{
	struct terminal *terminal = keyrack_demo();

	(void)state;
	terminal_expect(terminal, "20 of 20");
	terminal_send(terminal, "t");
	terminal_expect(terminal, "Rotate API key");
	terminal_send(terminal, "\r");
	terminal_expect(terminal, "API key created");
	terminal_send(terminal, "\r");
	terminal_expect_gone(terminal, "API key created");
	terminal_send(terminal, "t");
	terminal_expect(terminal, "token was handed out");
	terminal_send(terminal, "\t\r");
	terminal_expect(terminal, "keeps it");
	terminal_send(terminal, "u");
	terminal_expect(terminal, "Kept");
	keyrack_quit(terminal);
}

/*
 * A line that is none, one whose word is cut and one without an end; what was
 * damaged is kept as it was, and all that can be read of it stays in its place.
 */
static const char damage[] =
    "cp *.ledger ../good; { echo none; cat ../good; "
    "echo '{\"at\":\"2026-01-02T03:04:05Z\",\"id\":\"x\"}'; "
    "printf '{\"at\":'; } >../bad; cat ../bad >\"$(echo *.ledger)\"";
static const char survival[] =
    "cmp ../bad *.ledger.damaged-1; "
    "[ \"$(stat -c %a *.ledger.damaged-1)\" = 600 ]; "
    "sort ../good >../sorted; sort *.ledger | comm -23 ../sorted - >../lost; "
    "[ -s ../good ] && ! [ -s ../lost ]";

static void
expect_command(const struct rotation_desk *desk, const char *script)
{
	char *command =
	    xasprintf("set -e; cd '%s/keyrack'; %s", desk->folder, script);

	assert_int_equal(system(command), 0);
	free(command);
}

static void
ledger_is_set_aside_and_said_when_damaged(void **state)
{
	struct terminal *terminal;
	struct rotation_desk desk;

	(void)state;
	rotation_desk_open(&desk, NULL);
	terminal = rotation_desk_log_in(&desk);
	terminal_send(terminal, "v");
	terminal_expect(terminal, "Hidden in");
	terminal_send(terminal, "\033");
	terminal_expect_gone(terminal, "Hidden in");
	/* Another key is read only when the ledger has been written. */
	terminal_send(terminal, "\r");
	terminal_expect(terminal, "Shown here");
	terminal_send(terminal, "\033");
	terminal_expect_gone(terminal, "Shown here");
	rotation_desk_rotate(terminal);
	rotation_desk_kill(terminal);
	expect_command(&desk, damage);
	terminal = rotation_desk_start(&desk);
	terminal_expect(terminal, "lines that cannot be read: 3; set aside as");
	terminal_expect(terminal, "21 of 21");
	/* Not written over by what a rotation left. */
	terminal_expect(terminal, "The ledger is damaged");
	terminal_send(terminal, "g\r");
	terminal_expect(terminal, "Shown here");
	terminal_send(terminal, "\033");
	terminal_expect_gone(terminal, "Shown here");
	terminal_send(terminal, "\033[15~");
	terminal_expect(terminal, "may not have reached anybody");
	expect_command(&desk, survival);
	terminal_send(terminal, "t");
	terminal_expect(terminal, "copy it first");
	terminal_send(terminal, "\033");
	terminal_expect_gone(terminal, "copy it first");
	keyrack_quit(terminal);
	rotation_desk_close(&desk);
}

#define TEST(function) cmocka_unit_test_teardown(function, keyrack_end_all)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(rotation_is_refused_when_the_ledger_cannot_be_written),
		TEST(rotation_is_refused_when_no_ledger_is_kept),
		TEST(rotation_goes_on_when_the_demo_keeps_it_in_memory),
		TEST(ledger_is_set_aside_and_said_when_damaged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
