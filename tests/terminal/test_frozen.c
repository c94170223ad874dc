/* SPDX-License-Identifier: ISC */
/* What a question shows is what is deleted, whatever the service does. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/xmalloc.h"
#include "support/keyrack.h"

#define LIST "GET /api/auth/api-keys"
#define APIKEYS "/api/auth/api-keys"
#define ID_LENGTH 36

/* The first row; the question shows the end of its id. */
#define SHOWN "old laptop"
#define TAIL "41095605"

/* Each list takes long enough for a question to be opened meanwhile. */
static struct demo_service *
start_service(void)
{
	static const char *const arguments[] = { "--seed", "1", "--fault",
		LIST "=delay:1000", NULL };

	return demo_service_new(arguments);
}

static struct terminal *
start(const struct demo_service *service)
{
	struct terminal *terminal = keyrack_configured(
	    demo_service_environment(service), "delete_delay = 0\n");

	terminal_expect(terminal, "20 of 20");
	assert_true(terminal_shows(terminal, "> " SHOWN));
	return terminal;
}

/* The path of the one whose id ends so, for free(3). */
static char *
path_of(const struct demo_service *service, const char *tail)
{
	char *list = demo_service_ask(service, "GET", APIKEYS, NULL), *path;
	const char *place = strstr(list, tail);

	assert_non_null(place);
	place = place + strlen(tail) - ID_LENGTH;
	path = xasprintf("%s/%.*s", APIKEYS, ID_LENGTH, place);
	free(list);
	return path;
}

static void
change(const struct demo_service *service, const char *method, const char *path,
    const char *json)
{
	free(demo_service_ask(service, method, path, json));
}

/* Two come and one goes, as somebody else does it. */
static void
reorder(const struct demo_service *service)
{
	char *last = path_of(service, "af6c066f-ee65-4c9b-86f5-0d192f0beae5");

	change(service, "POST", APIKEYS, "{\"name\":\"first\"}");
	change(service, "POST", APIKEYS, "{\"name\":\"second\"}");
	change(service, "DELETE", last, NULL);
	free(last);
}

/* Opens the question while the reload is on its way, until it has come. */
static void
ask_during_reload(struct terminal *terminal)
{
	terminal_send(terminal, "\033[15~");
	terminal_expect(terminal, "loading");
	terminal_send(terminal, "d");
	terminal_expect(terminal, "Delete API key");
	terminal_expect(terminal, TAIL);
	assert_true(terminal_shows(terminal, "loading"));
	terminal_expect_gone(terminal, "loading");
	/* The rows are those that stood there when the question came. */
	assert_true(terminal_shows(terminal, "20 of 20"));
	assert_true(terminal_shows(terminal, TAIL));
}

static void
shown_one_is_deleted_when_the_service_reorders(void **state)
{
	struct demo_service *service = start_service();
	struct terminal *terminal = start(service);
	char *path = path_of(service, TAIL);
	char *line = xasprintf("DELETE %s 2", path);
	size_t deletions;

	(void)state;
	reorder(service);
	deletions = demo_service_count(service, "DELETE ");
	ask_during_reload(terminal);
	terminal_send(terminal, "y");
	terminal_expect(terminal, "Deleted “" SHOWN "”");
	assert_int_equal(demo_service_count(service, "DELETE "), deletions + 1);
	assert_int_equal(demo_service_count(service, line), 1);
	terminal_expect(terminal, "20 of 20");
	keyrack_quit(terminal);
	free(line);
	free(path);
}

static void
nothing_else_is_deleted_when_the_shown_one_has_gone(void **state)
{
	struct demo_service *service = start_service();
	struct terminal *terminal = start(service);
	char *path = path_of(service, TAIL);
	char *refused = xasprintf("DELETE %s 404", path);
	size_t deletions;

	(void)state;
	change(service, "DELETE", path, NULL);
	deletions = demo_service_count(service, "DELETE ");
	ask_during_reload(terminal);
	terminal_send(terminal, "y");
	terminal_expect(terminal, "is gone already");
	assert_int_equal(demo_service_count(service, "DELETE "), deletions + 1);
	assert_int_equal(demo_service_count(service, refused), 1);
	terminal_expect(terminal, "19 of 19");
	keyrack_quit(terminal);
	free(refused);
	free(path);
}

#define TEST(function) cmocka_unit_test_teardown(function, keyrack_end_all)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(shown_one_is_deleted_when_the_service_reorders),
		TEST(nothing_else_is_deleted_when_the_shown_one_has_gone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
