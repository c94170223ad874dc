/* SPDX-License-Identifier: ISC */
/* Every call fails in every way: it is said, nothing is lost, all goes on. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <stdio.h>

#include "support/canned_service.h"
#include "support/keyrack.h"

#define ENTER "\r"
#define ESCAPE "\033"
#define F5 "\033[15~"
#define CONTROL_U "\025"
#define AT_ONCE_MS 200

#define ME "GET /api/auth/me "
#define LIST "GET /api/auth/api-keys "
#define POST "POST "
#define PUT "PUT "
#define DELETE "DELETE "

#define PROFILE CANNED_JSON "{\"email\":\"a@example.org\",\"isAdmin\":false}"
#define TWO_APIKEYS                                                     \
	CANNED_JSON "[" CANNED_APIKEY("k1", "first") "," CANNED_APIKEY( \
	    "k2", "second") "]"

static struct terminal *
start(const struct canned_service *service)
{
	return keyrack_with(canned_service_environment(service), 80, 24);
}

static void
expect_at_once(struct terminal *terminal, const char *keys, const char *text)
{
	long begin = terminal_clock();

	terminal_send(terminal, keys);
	terminal_expect(terminal, text);
	assert_true(terminal_clock() - begin < terminal_patience(AT_ONCE_MS));
}

static void
quit_at_once(struct terminal *terminal)
{
	long begin = terminal_clock();

	keyrack_quit(terminal);
	assert_true(terminal_clock() - begin < terminal_patience(AT_ONCE_MS));
}

static void
help_and_quit_answer_at_once_when_all_hangs(void **state)
{
	static const struct canned_answer answers[] = {
		{ .beginning = "", .bytes = NULL },
		{ .beginning = NULL },
	};
	struct canned_service *service = canned_service_new(answers);
	struct terminal *terminal = start(service);

	(void)state;
	terminal_expect(terminal, "loading");
	expect_at_once(terminal, "?", "rename the API key");
	expect_at_once(terminal, ESCAPE, "loading");
	expect_at_once(terminal, ESCAPE, "Stopped loading. F5 loads again.");
	expect_at_once(terminal, F5, "loading");
	quit_at_once(terminal);
}

/* The list answers at first, and then hangs as all changes do. */
static const struct canned_answer changes_hang[] = {
	{ .beginning = ME, .bytes = PROFILE },
	{ .beginning = LIST, .bytes = NULL, .skip = 1 },
	{ .beginning = LIST, .bytes = TWO_APIKEYS },
	{ .beginning = "", .bytes = NULL },
	{ .beginning = NULL },
};

/* While the service hangs: help, then Esc until it is not waited for. */
static void
leave_waiting(struct terminal *terminal, const char *waiting)
{
	terminal_expect(terminal, waiting);
	expect_at_once(terminal, "\033OP", "rename the API key");
	expect_at_once(terminal, ESCAPE, waiting);
	expect_at_once(terminal, ESCAPE, "lost");
	expect_at_once(terminal, ESCAPE, "still not known");
}

static void
escape_stops_creating_when_the_service_hangs(void **state)
{
	struct canned_service *service = canned_service_new(changes_hang);
	struct terminal *terminal = start(service);

	(void)state;
	terminal_expect(terminal, "2 of 2");
	terminal_send(terminal, "n");
	terminal_expect(terminal, "New API key");
	terminal_send(terminal, "typed-text" ENTER);
	leave_waiting(terminal, "Creating");
	terminal_expect(terminal, "typed-text");
	terminal_send(terminal, ESCAPE);
	terminal_expect_gone(terminal, "New API key");
	quit_at_once(terminal);
}

/* Its look is answered, the change itself is not. */
static void
escape_stops_renaming_when_the_service_hangs(void **state)
{
	static const struct canned_answer answers[] = {
		{ .beginning = ME, .bytes = PROFILE },
		{ .beginning = LIST, .bytes = NULL, .skip = 2 },
		{ .beginning = LIST, .bytes = TWO_APIKEYS },
		{ .beginning = "", .bytes = NULL },
		{ .beginning = NULL },
	};
	struct canned_service *service = canned_service_new(answers);
	struct terminal *terminal = start(service);

	(void)state;
	terminal_expect(terminal, "2 of 2");
	terminal_send(terminal, "r");
	terminal_expect(terminal, "Rename API key");
	terminal_send(terminal, CONTROL_U "typed-text" ENTER);
	leave_waiting(terminal, "Renaming");
	terminal_expect(terminal, "typed-text");
	terminal_send(terminal, ESCAPE);
	terminal_expect_gone(terminal, "Rename API key");
	quit_at_once(terminal);
}

static void
escape_stops_looking_when_the_list_hangs(void **state)
{
	struct canned_service *service = canned_service_new(changes_hang);
	struct terminal *terminal = start(service);

	(void)state;
	terminal_expect(terminal, "2 of 2");
	terminal_send(terminal, "r");
	terminal_expect(terminal, "Rename API key");
	terminal_send(terminal, CONTROL_U "typed-text" ENTER);
	terminal_expect(terminal, "Looking whether");
	expect_at_once(terminal, ESCAPE, "Stopped waiting");
	/* Nothing was sent, so nothing can have happened. */
	terminal_expect_gone(terminal, "may have been");
	terminal_expect(terminal, "typed-text");
	terminal_send(terminal, ESCAPE);
	terminal_expect_gone(terminal, "Rename API key");
	quit_at_once(terminal);
}

static void
escape_stops_deleting_when_the_service_hangs(void **state)
{
	struct canned_service *service = canned_service_new(changes_hang);
	struct terminal *terminal = start(service);

	(void)state;
	terminal_expect(terminal, "2 of 2");
	keyrack_delete(terminal);
	leave_waiting(terminal, "Deleting");
	terminal_send(terminal, ESCAPE);
	terminal_expect_gone(terminal, "Delete API key");
	quit_at_once(terminal);
}

static int
end_all(void **state)
{
	return keyrack_end_all(state) | canned_service_end_all(state);
}

#define TEST(function) cmocka_unit_test_teardown(function, end_all)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(help_and_quit_answer_at_once_when_all_hangs),
		TEST(escape_stops_creating_when_the_service_hangs),
		TEST(escape_stops_renaming_when_the_service_hangs),
		TEST(escape_stops_looking_when_the_list_hangs),
		TEST(escape_stops_deleting_when_the_service_hangs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
