/* SPDX-License-Identifier: ISC */
/* A rotation that is killed after each step, and goes on where it was. */
#include "config.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/xmalloc.h"
#include "support/keyrack.h"
#include "support/person.h"

#define DELETE "DELETE "
#define POST "POST /api/auth/api-keys"

/* A service, and the folder in which session and ledger are kept. */
struct desk {
	struct demo_service *service;
	char folder[32];
	char *state;
};

static void
open_desk(struct desk *desk, const char *const *arguments)
{
	*desk = (struct desk){ .folder = "/tmp/keyrack-XXXXXX" };
	assert_non_null(mkdtemp(desk->folder));
	desk->state = xasprintf("XDG_STATE_HOME=%s", desk->folder);
	desk->service = demo_service_new(arguments);
}

static void
close_desk(struct desk *desk)
{
	char *command = xasprintf("rm -rf '%s'", desk->folder);

	assert_int_equal(system(command), 0);
	free(command);
	free(desk->state);
	demo_service_free(desk->service);
}

static struct terminal *
start(const struct desk *desk)
{
	const char *const environment[] = { demo_service_environment(
		                                desk->service)[0],
		"KEYRACK_TOKEN", desk->state, "DISPLAY", "WAYLAND_DISPLAY",
		"SSH_CONNECTION=192.0.2.1 50000 192.0.2.2 22", NULL };

	return keyrack_with(environment, 120, 36);
}

static struct terminal *
log_in(const struct desk *desk)
{
	struct terminal *terminal = start(desk);

	person_logs_in(terminal);
	terminal_expect(terminal, "20 of 20");
	return terminal;
}

static void
kill_it(struct terminal *terminal)
{
	terminal_signal(terminal, SIGKILL);
	terminal_expect_end(terminal);
	terminal_free(terminal);
}

/*
 * What is seen may not be in the ledger yet; a key is read only when it is.
 * The panel asks then, and stays.
 */
static void
rotate(struct terminal *terminal)
{
	terminal_send(terminal, "t");
	terminal_expect(terminal, "Rotate API key");
	terminal_send(terminal, "\r");
	terminal_expect(terminal, "API key created");
	terminal_send(terminal, "\033");
	terminal_expect(terminal, "The token is gone when this closes");
}

static void
rotation_goes_on_when_killed_after_each_step(void **state)
{
	struct terminal *terminal;
	struct desk desk;

	(void)state;
	open_desk(&desk, NULL);
	terminal = log_in(&desk);
	rotate(terminal);
	kill_it(terminal);

	terminal = start(&desk);
	terminal_expect(terminal, "may not have reached anybody");
	terminal_expect(terminal, "21 of 21");
	terminal_expect(terminal, "retiring");
	/* On either of the two: the cursor stands on the successor. */
	terminal_send(terminal, "t");
	terminal_expect(terminal, "copy it first");
	terminal_send(terminal, "\t\r");
	terminal_expect(terminal, "was not handed out from here");
	kill_it(terminal);

	terminal = start(&desk);
	terminal_expect(terminal, "may not have reached anybody");
	terminal_send(terminal, "t\t\r");
	terminal_expect(terminal, "was not handed out from here");
	terminal_send(terminal, "\r");
	terminal_expect(terminal, "keeps it");
	kill_it(terminal);
	assert_int_equal(demo_service_count(desk.service, DELETE), 0);

	terminal = start(&desk);
	terminal_expect(terminal, "may not have reached anybody");
	terminal_send(terminal, "t\t\r\r");
	terminal_expect(terminal, "keeps it");
	terminal_expect(terminal, "20 of 20");
	terminal_expect_gone(terminal, "retiring");
	kill_it(terminal);
	assert_int_equal(demo_service_count(desk.service, DELETE), 1);
	assert_int_equal(demo_service_count(desk.service, POST), 1);

	terminal = start(&desk);
	terminal_expect(terminal, "20 of 20");
	assert_false(terminal_shows(terminal, "may not have reached"));
	keyrack_quit(terminal);
	close_desk(&desk);
}

static void
rotation_says_what_may_be_when_killed_before_the_answer(void **state)
{
	static const char *const arguments[] = { "--fault", POST "=hang",
		NULL };
	struct terminal *terminal;
	struct desk desk;

	(void)state;
	open_desk(&desk, arguments);
	terminal = log_in(&desk);
	terminal_send(terminal, "t");
	terminal_expect(terminal, "Rotate API key");
	terminal_send(terminal, "\r");
	terminal_expect(terminal, "Creating the successor");
	kill_it(terminal);

	terminal = start(&desk);
	terminal_expect(terminal, "perhaps a second API key");
	terminal_send(terminal, "t");
	terminal_expect(terminal, "Forget it");
	terminal_send(terminal, "\033[Z\r");
	terminal_expect_gone(terminal, "Forget it");
	keyrack_quit(terminal);
	close_desk(&desk);
}

#define NO_FAULT POST "=delay:0"
#define HANDED "token was handed out"
/* Keys, and what they bring. */
#define OPEN "t", "Rotate API key"
#define MAKE "\r", "API key created"
#define HAND "\rt", HANDED
#define HOLD "\t\r", "keeps it"

/* What was done, what is under way then, and what is told afterwards. */
static const struct step {
	const char *fault;     /* of the service */
	const char *pairs[15]; /* ends with NULL */
	const char *asked;     /* of the service, at last; NULL: nothing more */
	size_t posts, deletes;
	const char *told;    /* by the next program */
	const char *offered; /* on "t" */
} steps[] = {
	{ POST "=hang", { OPEN, "\r", "Creating the successor" }, POST, 1, 0,
	    "perhaps a second API key", "Forget it" },
	{ NO_FAULT, { OPEN, MAKE }, NULL, 1, 0, "may not have reached anybody",
	    "copy it first" },
	{ NO_FAULT, { OPEN, MAKE, HAND }, NULL, 1, 0, "retiring", HANDED },
	{ NO_FAULT, { OPEN, MAKE, HAND, HOLD }, NULL, 1, 0, "retiring",
	    HANDED },
	{ DELETE "/api/auth/api-keys/{id}=hang",
	    { OPEN, MAKE, HAND, HOLD, "gd", "held back still", "y",
	        "Deleting" },
	    DELETE, 1, 1, "retiring", HANDED },
};

static void
interrupt_step(const struct step *step, int signal)
{
	const char *const arguments[] = { "--fault", step->fault, NULL };
	struct terminal *terminal;
	struct desk desk;

	open_desk(&desk, arguments);
	terminal = log_in(&desk);
	for (size_t i = 0; step->pairs[i] != NULL; i += 2) {
		terminal_send(terminal, step->pairs[i]);
		terminal_expect(terminal, step->pairs[i + 1]);
	}
	for (int turns = 0; step->asked != NULL && turns < 500 &&
	                    demo_service_count(desk.service, step->asked) == 0;
	     turns++)
		terminal_listen(terminal, 20);
	terminal_signal(terminal, signal);
	terminal_expect_end(terminal);
	terminal_free(terminal);
	terminal = start(&desk);
	terminal_expect(terminal, step->told);
	terminal_send(terminal, "t");
	terminal_expect(terminal, step->offered);
	terminal_send(terminal, "\033");
	terminal_expect_gone(terminal, step->offered);
	keyrack_quit(terminal);
	assert_int_equal(demo_service_count(desk.service, POST), step->posts);
	assert_int_equal(
	    demo_service_count(desk.service, DELETE), step->deletes);
	close_desk(&desk);
}

static void
rotation_says_what_to_do_when_a_signal_ends_any_step(void **state)
{
	static const int signals[] = { SIGKILL, SIGHUP };

	(void)state;
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		for (size_t k = 0; k < 2; k++)
			interrupt_step(&steps[i], signals[k]);
}

static void
rotation_is_seen_by_another_terminal_when_it_reloads(void **state)
{
	struct terminal *one, *other;
	struct desk desk;

	(void)state;
	open_desk(&desk, NULL);
	one = log_in(&desk);
	other = start(&desk);
	terminal_expect(other, "20 of 20");
	rotate(one);
	terminal_send(one, "\r");
	terminal_expect_gone(one, "API key created");
	terminal_expect(one, "retiring");
	terminal_send(other, "\033[15~");
	terminal_expect(other, "21 of 21");
	terminal_expect(other, "retiring");
	keyrack_quit(one);
	keyrack_quit(other);
	close_desk(&desk);
}

/* A folder has its name, so that not even root can write it. */
static void
rotation_is_refused_when_the_ledger_cannot_be_written(void **state)
{
	struct terminal *terminal;
	struct desk desk;
	char *command;

	(void)state;
	open_desk(&desk, NULL);
	kill_it(log_in(&desk));
	command = xasprintf("cd %s/keyrack && for session in *.session; do "
	                    "mkdir \"${session%%.session}.ledger\"; done",
	    desk.folder);
	assert_int_equal(system(command), 0);
	free(command);
	terminal = start(&desk);
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
	close_desk(&desk);
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
expect_command(const struct desk *desk, const char *script)
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
	struct desk desk;

	(void)state;
	open_desk(&desk, NULL);
	terminal = log_in(&desk);
	terminal_send(terminal, "v");
	terminal_expect(terminal, "Hidden in");
	terminal_send(terminal, "\033");
	terminal_expect_gone(terminal, "Hidden in");
	/* Another key is read only when the ledger has been written. */
	terminal_send(terminal, "\r");
	terminal_expect(terminal, "Shown here");
	terminal_send(terminal, "\033");
	terminal_expect_gone(terminal, "Shown here");
	rotate(terminal);
	kill_it(terminal);
	expect_command(&desk, damage);
	terminal = start(&desk);
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
	close_desk(&desk);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(
		    rotation_goes_on_when_killed_after_each_step,
		    keyrack_end_all),
		cmocka_unit_test_teardown(
		    rotation_says_what_may_be_when_killed_before_the_answer,
		    keyrack_end_all),
		cmocka_unit_test_teardown(
		    rotation_says_what_to_do_when_a_signal_ends_any_step,
		    keyrack_end_all),
		cmocka_unit_test_teardown(
		    rotation_is_seen_by_another_terminal_when_it_reloads,
		    keyrack_end_all),
		cmocka_unit_test_teardown(
		    rotation_is_refused_when_the_ledger_cannot_be_written,
		    keyrack_end_all),
		cmocka_unit_test_teardown(
		    rotation_is_refused_when_no_ledger_is_kept,
		    keyrack_end_all),
		cmocka_unit_test_teardown(
		    rotation_goes_on_when_the_demo_keeps_it_in_memory,
		    keyrack_end_all),
		cmocka_unit_test_teardown(
		    ledger_is_set_aside_and_said_when_damaged, keyrack_end_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
