/* SPDX-License-Identifier: ISC */
/* A creation whose answer is lost: sent once, looked for, shown, and used. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <stdio.h>

#include "support/keyrack.h"

#define TAB "\t"
#define ENTER "\r"
#define ESCAPE "\033"
#define F5 "\033[15~"
#define CREATE "POST /api/auth/api-keys"

static void
submit_new(struct terminal *terminal, const char *name)
{
	terminal_send(terminal, "n");
	terminal_expect(terminal, "New API key");
	terminal_send(terminal, name);
	terminal_send(terminal, ENTER);
}

/* A service that loses its answers in this way, as often as told. */
static struct demo_service *
losing(const char *fault)
{
	char rule[80];
	const char *const arguments[] = { "--fault", rule, NULL };

	snprintf(rule, sizeof(rule), CREATE "=%s", fault);
	return demo_service_new(arguments);
}

/* One is created whose answer is lost; ends with the panel on the screen. */
static struct terminal *
find_lost(const struct demo_service *service)
{
	struct terminal *terminal = keyrack_on(service);

	terminal_expect(terminal, "20 of 20");
	submit_new(terminal, "lost-one");
	terminal_expect(terminal, "API key found");
	terminal_expect(terminal, "lost-one");
	/* The token, which the list alone told. */
	terminal_expect(terminal, "nxk_");
	terminal_expect(terminal, "was created");
	assert_int_equal(demo_service_count(service, CREATE), 1);
	return terminal;
}

static void
creation_is_found_when_its_answer_is_lost(void **state)
{
	static const char *const faults[] = { "close", "cut:0", "cut:1",
		"cut:9", "cut:17", "cut:40", "cut:120", "cut:200", "cut:260",
		"cut:330", "garbage", "after-status:500", "after-status:502",
		"after-status:503", "after-status:504" };
	struct demo_service *service;
	struct terminal *terminal;

	(void)state;
	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
		service = losing(faults[i]);
		terminal = find_lost(service);
		terminal_send(terminal, ENTER);
		terminal_expect_gone(terminal, "API key found");
		terminal_expect(terminal, "21 of 21");
		keyrack_quit(terminal);
		assert_int_equal(demo_service_count(service, CREATE), 1);
		demo_service_free(service);
	}
}

static void
found_one_is_deleted_when_asked(void **state)
{
	struct demo_service *service = losing("close");
	struct terminal *terminal = find_lost(service);

	(void)state;
	terminal_send(terminal, TAB ENTER);
	terminal_expect(terminal, "Delete API key");
	terminal_expect(terminal, "lost-one");
	terminal_send(terminal, "y");
	terminal_expect(terminal, "20 of 20");
	terminal_expect_gone(terminal, "API key found");
	assert_int_equal(demo_service_count(service, "DELETE "), 1);
	assert_int_equal(demo_service_count(service, CREATE), 1);
	keyrack_quit(terminal);
}

static void
found_one_stays_when_its_deletion_is_cancelled(void **state)
{
	struct demo_service *service = losing("close");
	struct terminal *terminal = find_lost(service);

	(void)state;
	terminal_send(terminal, TAB ENTER);
	terminal_expect(terminal, "Delete API key");
	terminal_send(terminal, ESCAPE);
	terminal_expect_gone(terminal, "Delete API key");
	terminal_expect(terminal, "API key found");
	terminal_send(terminal, "\033[Z" ENTER);
	terminal_expect(terminal, "21 of 21");
	assert_int_equal(demo_service_count(service, "DELETE "), 0);
	keyrack_quit(terminal);
}

static void
another_is_created_when_asked(void **state)
{
	struct demo_service *service = losing("close,times:1");
	struct terminal *terminal = find_lost(service);

	(void)state;
	terminal_send(terminal, TAB TAB ENTER);
	terminal_expect(terminal, "New API key");
	terminal_expect(terminal, "lost-one");
	assert_int_equal(demo_service_count(service, CREATE), 1);
	terminal_send(terminal, ENTER);
	terminal_expect(terminal, "API key created");
	terminal_send(terminal, ENTER);
	terminal_expect(terminal, "22 of 22");
	assert_int_equal(demo_service_count(service, CREATE), 2);
	keyrack_quit(terminal);
}

/* The second list fails: that which would tell what became of it. */
static struct demo_service *
losing_and_blind(void)
{
	static const char *const arguments[] = { "--fault",
		CREATE "=close,times:1", "--fault",
		"GET /api/auth/api-keys=delay:0,times:1", "--fault",
		"GET /api/auth/api-keys=status:503,times:1", NULL };

	return demo_service_new(arguments);
}

static struct terminal *
lose_unseen(const struct demo_service *service)
{
	struct terminal *terminal = keyrack_on(service);

	terminal_expect(terminal, "20 of 20");
	submit_new(terminal, "lost-one");
	terminal_expect(terminal, "still not known");
	/* What was typed is still there. */
	terminal_expect(terminal, "New API key");
	terminal_expect(terminal, "lost-one");
	return terminal;
}

static void
reload_looks_when_the_first_look_failed(void **state)
{
	struct demo_service *service = losing_and_blind();
	struct terminal *terminal = lose_unseen(service);

	(void)state;
	terminal_send(terminal, ESCAPE);
	terminal_expect_gone(terminal, "New API key");
	terminal_send(terminal, F5);
	terminal_expect(terminal, "API key found");
	terminal_expect(terminal, "nxk_");
	terminal_send(terminal, ENTER);
	terminal_expect(terminal, "21 of 21");
	assert_int_equal(demo_service_count(service, CREATE), 1);
	keyrack_quit(terminal);
}

static void
reload_in_the_form_looks_when_the_first_look_failed(void **state)
{
	struct demo_service *service = losing_and_blind();
	struct terminal *terminal = lose_unseen(service);

	(void)state;
	terminal_send(terminal, F5);
	terminal_expect(terminal, "API key found");
	terminal_send(terminal, ENTER);
	terminal_expect(terminal, "21 of 21");
	assert_int_equal(demo_service_count(service, CREATE), 1);
	keyrack_quit(terminal);
}

static void
submitting_again_looks_first_when_the_first_look_failed(void **state)
{
	struct demo_service *service = losing_and_blind();
	struct terminal *terminal = lose_unseen(service);

	(void)state;
	terminal_send(terminal, ENTER);
	terminal_expect(terminal, "API key found");
	assert_int_equal(demo_service_count(service, CREATE), 1);
	terminal_send(terminal, ENTER);
	terminal_expect(terminal, "21 of 21");
	keyrack_quit(terminal);
}

static void
form_says_so_when_nothing_was_created(void **state)
{
	struct demo_service *service = losing("reset,times:1");
	struct terminal *terminal = keyrack_on(service);

	(void)state;
	terminal_expect(terminal, "20 of 20");
	submit_new(terminal, "lost-one");
	terminal_expect(terminal, "was not created");
	terminal_expect(terminal, "New API key");
	assert_int_equal(demo_service_count(service, CREATE), 1);
	terminal_send(terminal, ENTER);
	terminal_expect(terminal, "API key created");
	terminal_send(terminal, ENTER);
	terminal_expect(terminal, "21 of 21");
	assert_int_equal(demo_service_count(service, CREATE), 2);
	keyrack_quit(terminal);
}

#define TEST(function) cmocka_unit_test_teardown(function, keyrack_end_all)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(creation_is_found_when_its_answer_is_lost),
		TEST(found_one_is_deleted_when_asked),
		TEST(found_one_stays_when_its_deletion_is_cancelled),
		TEST(another_is_created_when_asked),
		TEST(reload_looks_when_the_first_look_failed),
		TEST(reload_in_the_form_looks_when_the_first_look_failed),
		TEST(submitting_again_looks_first_when_the_first_look_failed),
		TEST(form_says_so_when_nothing_was_created),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
