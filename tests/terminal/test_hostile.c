/* SPDX-License-Identifier: ISC */
/* Ids that would leave their folder, and names that attack or do not fit. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <stdbool.h>
#include <stdio.h>

#include "support/canned_service.h"
#include "support/keyrack.h"

#define ENTER "\r"
#define ESCAPE "\033"
#define HOME "\033[H"
#define END "\033[F"
#define BACKSPACE "\177"
#define CONTROL_U "\025"
#define FOLDER " /api/auth/api-keys/"

#define PROFILE CANNED_JSON "{\"email\":\"a@example.org\",\"isAdmin\":false}"
#define REFUSED                                          \
	CANNED_HEAD("403 Forbidden", "application/json") \
	"{\"code\":\"no\",\"message\":\"reached the service\"}"

struct hostile_id {
	const char *json;
	bool is_refused; /* by keyrack itself: nothing is sent */
};

static const struct hostile_id ids[] = {
	{ "..", true }, { ".", true }, { "", true }, { "../account", false },
	{ "a/../../account", false }, { "%2e%2e", false }, { "%2E", false },
	{ "k?x", false }, { "k#f", false }, { "a\\\\b", false },
	{ "a\\r\\nX: y", false },
	{ "five-thousand", true }, /* replaced by so many bytes */
};

/* A request line of ours must not be able to mean another place. */
static void
check_line(const char *line)
{
	const char *segment = strstr(line, FOLDER);
	size_t length;

	if (strncmp(line, "GET ", 4) == 0)
		return;
	if (segment == NULL)
		fail_msg("left the folder: %s", line);
	segment += strlen(FOLDER);
	length = strcspn(segment, " ");
	if (length == 0 || strcspn(segment, "/?#\\") < length ||
	    strncmp(segment, ". ", 2) == 0 || strncmp(segment, ".. ", 3) == 0 ||
	    strcmp(segment + length, " HTTP/1.1") != 0)
		fail_msg("more or less than one segment: %s", line);
}

/* Returns how many requests were not GET. */
static size_t
check_requests(const struct canned_service *service)
{
	char *requests = canned_service_requests(service), *rest = NULL;
	char *line = strtok_r(requests, "\n", &rest);
	size_t count = 0;

	for (; line; line = strtok_r(NULL, "\n", &rest)) {
		check_line(line);
		count += strncmp(line, "GET ", 4) != 0;
	}
	free(requests);
	return count;
}

static void
expect_said(struct terminal *terminal, bool is_refused)
{
	if (!is_refused)
		terminal_expect(terminal, "reached the service");
	else
		terminal_expect(terminal, "The id of this API key cannot be");
}

static void
try_id(const struct hostile_id *id)
{
	static char list[8192], many[5001];
	const struct canned_answer answers[] = {
		{ .beginning = "GET /api/auth/me ", .bytes = PROFILE },
		{ .beginning = "GET /api/auth/api-keys ", .bytes = list },
		{ .beginning = "", .bytes = REFUSED },
		{ .beginning = NULL },
	};
	struct canned_service *service;
	struct terminal *terminal;
	bool is_long = strcmp(id->json, "five-thousand") == 0;

	memset(many, 'k', sizeof(many) - 1);
	snprintf(list, sizeof(list),
	    CANNED_JSON "[" CANNED_APIKEY("%s", "victim") "]",
	    is_long ? many : id->json);
	service = canned_service_new(answers);
	terminal = keyrack_with(canned_service_environment(service), 80, 24);
	terminal_expect(terminal, "1 of 1");
	terminal_send(terminal, "r");
	if (!id->is_refused) {
		terminal_expect(terminal, "Rename API key");
		terminal_send(terminal, "2" ENTER);
	}
	expect_said(terminal, id->is_refused);
	if (!id->is_refused)
		terminal_send(terminal, ESCAPE);
	terminal_expect_gone(terminal, "Rename API key");
	terminal_send(terminal, "d");
	if (!id->is_refused) {
		terminal_expect(terminal, "Delete API key");
		terminal_send(terminal, "y");
	}
	expect_said(terminal, id->is_refused);
	if (!id->is_refused)
		terminal_send(terminal, ESCAPE);
	terminal_expect_gone(terminal, "Delete API key");
	keyrack_quit(terminal);
	assert_int_equal(check_requests(service), id->is_refused ? 0 : 2);
	canned_service_free(service);
}

static void
no_request_leaves_its_folder_when_ids_are_hostile(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++)
		try_id(&ids[i]);
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
		TEST(no_request_leaves_its_folder_when_ids_are_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
