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
#include "support/rotation_desk.h"

#define DELETE "DELETE "
#define POST "POST /api/auth/api-keys"

static void
rotation_goes_on_when_killed_after_each_step(void **state)
{
	struct terminal *terminal;
	struct rotation_desk desk;

	(void)state;
	rotation_desk_open(&desk, NULL);
	terminal = rotation_desk_log_in(&desk);
	rotation_desk_rotate(terminal);
	rotation_desk_kill(terminal);

	terminal = rotation_desk_start(&desk);
	terminal_expect(terminal, "may not have reached anybody");
	terminal_expect(terminal, "21 of 21");
	terminal_expect(terminal, "retiring");
	/* On either of the two: the cursor stands on the successor. */
	terminal_send(terminal, "t");
	terminal_expect(terminal, "copy it first");
	terminal_send(terminal, "\t\r");
	terminal_expect(terminal, "was not handed out from here");
	rotation_desk_kill(terminal);

	terminal = rotation_desk_start(&desk);
	terminal_expect(terminal, "may not have reached anybody");
	terminal_send(terminal, "t\t\r");
	terminal_expect(terminal, "was not handed out from here");
	terminal_send(terminal, "\r");
	terminal_expect(terminal, "keeps it");
	rotation_desk_kill(terminal);
	assert_int_equal(demo_service_count(desk.service, DELETE), 0);

	terminal = rotation_desk_start(&desk);
	terminal_expect(terminal, "may not have reached anybody");
	terminal_send(terminal, "t\t\r\r");
	terminal_expect(terminal, "keeps it");
	terminal_expect(terminal, "20 of 20");
	terminal_expect_gone(terminal, "retiring");
	rotation_desk_kill(terminal);
	assert_int_equal(demo_service_count(desk.service, DELETE), 1);
	assert_int_equal(demo_service_count(desk.service, POST), 1);

	terminal = rotation_desk_start(&desk);
	terminal_expect(terminal, "20 of 20");
	assert_false(terminal_shows(terminal, "may not have reached"));
	keyrack_quit(terminal);
	rotation_desk_close(&desk);
}

static void
rotation_says_what_may_be_when_killed_before_the_answer(void **state)
{
	static const char *const arguments[] = { "--fault", POST "=hang",
		NULL };
	struct terminal *terminal;
	struct rotation_desk desk;

	(void)state;
	rotation_desk_open(&desk, arguments);
	terminal = rotation_desk_log_in(&desk);
	terminal_send(terminal, "t");
	terminal_expect(terminal, "Rotate API key");
	terminal_send(terminal, "\r");
	terminal_expect(terminal, "Creating the successor");
	rotation_desk_kill(terminal);

	terminal = rotation_desk_start(&desk);
	terminal_expect(terminal, "perhaps a second API key");
	terminal_send(terminal, "t");
	terminal_expect(terminal, "Forget it");
	terminal_send(terminal, "\033[Z\r");
	terminal_expect_gone(terminal, "Forget it");
	keyrack_quit(terminal);
	rotation_desk_close(&desk);
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
	struct rotation_desk desk;

	rotation_desk_open(&desk, arguments);
	terminal = rotation_desk_log_in(&desk);
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
	terminal = rotation_desk_start(&desk);
	terminal_expect(terminal, step->told);
	terminal_send(terminal, "t");
	terminal_expect(terminal, step->offered);
	terminal_send(terminal, "\033");
	terminal_expect_gone(terminal, step->offered);
	keyrack_quit(terminal);
	assert_int_equal(demo_service_count(desk.service, POST), step->posts);
	assert_int_equal(
	    demo_service_count(desk.service, DELETE), step->deletes);
	rotation_desk_close(&desk);
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
	struct rotation_desk desk;

	(void)state;
	rotation_desk_open(&desk, NULL);
	one = rotation_desk_log_in(&desk);
	other = rotation_desk_start(&desk);
	terminal_expect(other, "20 of 20");
	rotation_desk_rotate(one);
	terminal_send(one, "\r");
	terminal_expect_gone(one, "API key created");
	terminal_expect(one, "retiring");
	terminal_send(other, "\033[15~");
	terminal_expect(other, "21 of 21");
	terminal_expect(other, "retiring");
	keyrack_quit(one);
	keyrack_quit(other);
	rotation_desk_close(&desk);
}

#define TEST(function) cmocka_unit_test_teardown(function, keyrack_end_all)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(rotation_goes_on_when_killed_after_each_step),
		TEST(rotation_says_what_may_be_when_killed_before_the_answer),
		TEST(rotation_says_what_to_do_when_a_signal_ends_any_step),
		TEST(rotation_is_seen_by_another_terminal_when_it_reloads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
