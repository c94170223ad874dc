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

#include "fuzz/forbidden.h"
#include "support/canned_service.h"
#include "support/keyrack.h"

#define ENTER "\r"
#define ESCAPE "\033"
#define HOME "\033[H"
#define END "\033[F"
#define BACKSPACE "\177"
#define CONTROL_U "\025"
#define RESET_COLOURS "\033]104\007"
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
	/* The service's own words, as far as no line can break them. */
	if (!is_refused)
		terminal_expect(terminal, "“reached");
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
	if (id->is_refused)
		terminal_send(terminal, "d");
	else
		keyrack_delete(terminal);
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

#define MARKS_10                                                   \
	"\\u0301\\u0302\\u0303\\u0304\\u0305\\u0306\\u0307\\u0308" \
	"\\u0309\\u030a"

/* In JSON: what must not reach the terminal, wherever it stands. */
static const char *const attacks[] = {
	"\\u001b]52;c;aGk=\\u0007",
	"\\u001b[31337m\\u001bc",
	"\\u009b31337m",
	"\\u009d52;c;aGk=\\u009c",
	"\\u202eevil\\u202c",
	"\\u2066x\\u2069\\u200f\\u061c",
	"zero\\u200bwidth\\u200d\\u2060",
	"\\ufeffbom\\u00ad",
	"tag\\udb40\\udc41\\udb40\\udc7f",
	"line\\nbreak\\r\\t\\u2028\\u2029",
	"del\\u007f\\b\\f",
	"marks" MARKS_10 MARKS_10 MARKS_10 MARKS_10,
	"nul\\u0000x",
};

/* How long a sequence of ncurses at this place is; 0: there is none. */
static size_t
sequence_length(const char *at)
{
	size_t length = 2;

	if (strchr("\r\n\b\017", *at))
		return 1;
	if (*at != '\033' || at[1] == '\0')
		return 0;
	/* The colours as they were, which ends and begins a program. */
	if (strncmp(at, RESET_COLOURS, strlen(RESET_COLOURS)) == 0)
		return strlen(RESET_COLOURS);
	if (strchr("=>78M", at[1]))
		return 2;
	if (strchr("()", at[1]) && at[2] != '\0')
		return 3;
	if (at[1] != '[')
		return 0;
	length += strspn(at + length, "?>0123456789;");
	return at[length] == '\0' ? 0 : length + 1;
}

/* Nothing but text that may be shown, and sequences that are ncurses' own. */
static void
check_stream(const struct terminal *terminal)
{
	size_t raw_length, length;
	const char *at = terminal_raw(terminal, &raw_length);
	char *text = malloc(raw_length + 1), *end = text;

	assert_non_null(text);
	assert_int_equal(strlen(at), raw_length);
	if (strstr(at, "\033[31337"))
		fail_msg("a sequence out of a name came through");
	while (*at) {
		length = sequence_length(at);
		/* A blank, so that what stands apart stays apart. */
		*end++ = length > 0 ? ' ' : *at;
		at += length > 0 ? length : 1;
	}
	*end = '\0';
	if (!is_free_of_forbidden(text))
		fail_msg("a forbidden character came through");
	free(text);
}

/* Through the details, all forms, an error and what was created. */
static void
visit_all(struct terminal *terminal)
{
	terminal_send(terminal, ENTER);
	terminal_expect(terminal, " UTC");
	terminal_send(terminal, ESCAPE);
	terminal_expect_gone(terminal, " UTC");
	terminal_send(terminal, "r");
	terminal_expect(terminal, "Rename API key");
	terminal_send(terminal, CONTROL_U "2" ENTER);
	terminal_expect(terminal, "can allow it");
	terminal_send(terminal, ESCAPE);
	terminal_expect_gone(terminal, "Rename API key");
	keyrack_delete(terminal);
	terminal_expect(terminal, "can allow it");
	terminal_send(terminal, ESCAPE);
	terminal_expect_gone(terminal, "Delete API key");
	terminal_send(terminal, "n");
	terminal_expect(terminal, "New API key");
	terminal_send(terminal, "x\t\033[C");
	terminal_expect_gone(terminal, "< personal >");
	terminal_send(terminal, "\t" ENTER);
	terminal_expect(terminal, "API key created");
	terminal_send(terminal, ENTER);
	terminal_expect(terminal, "2 of 2");
	terminal_send(terminal, "/zz");
	terminal_expect(terminal, "zz");
	terminal_send(terminal, ESCAPE);
}

static void
try_name(const char *json)
{
	static char profile[2048], list[4096], made[4096], refused[2048];
	const struct canned_answer answers[] = {
		{ .beginning = "GET /api/auth/me ", .bytes = profile },
		{ .beginning = "GET /api/auth/api-keys ", .bytes = list },
		{ .beginning = "POST ", .bytes = made },
		{ .beginning = "", .bytes = refused },
		{ .beginning = NULL },
	};
	struct canned_service *service;
	struct terminal *terminal;

	snprintf(profile, sizeof(profile),
	    CANNED_JSON "{\"email\":\"%s@example.org\",\"isAdmin\":false,"
	                "\"organizations\":[{\"id\":\"o\","
	                "\"name\":\"org %s\"}]}",
	    json, json);
	snprintf(list, sizeof(list),
	    CANNED_JSON
	    "[{\"organization\":\"o\"," CANNED_MEMBERS("%s", "zz%s") "]",
	    "one", json);
	snprintf(made, sizeof(made),
	    CANNED_JSON "{\"organization\":\"o\"," CANNED_MEMBERS("%s", "zz%s"),
	    "two", json);
	snprintf(refused, sizeof(refused),
	    CANNED_HEAD("403 Forbidden",
	        "application/json") "{\"code\":\"no\",\"message\":\"%s\"}",
	    json);
	service = canned_service_new(answers);
	terminal = keyrack_with(canned_service_environment(service), 120, 36);
	terminal_expect(terminal, "1 of 1");
	if (!strstr(json, "u0000"))
		visit_all(terminal);
	check_stream(terminal);
	keyrack_quit(terminal);
	canned_service_free(service);
}

static void
no_control_reaches_the_terminal_when_texts_are_hostile(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(attacks) / sizeof(*attacks); i++)
		try_name(attacks[i]);
}

#define WIDE_10 "東京大阪京都奈良神戸"
#define ACUTE "e\xcc\x81"

/* In a terminal of 40 columns, in which long names have to scroll. */
static void
field_edits_wide_characters_when_the_screen_is_small(void **state)
{
	struct demo_service *service = demo_service_new(NULL);
	struct terminal *terminal =
	    keyrack_with(demo_service_environment(service), 40, 12);
	char *answer;

	(void)state;
	terminal_expect(terminal, "20 of 20");
	terminal_send(terminal, "n");
	terminal_expect(terminal, "New API key");
	terminal_send(terminal, "東Q" ACUTE "京");
	terminal_expect(terminal, "東Q" ACUTE "京");
	terminal_send(terminal, BACKSPACE BACKSPACE BACKSPACE);
	terminal_expect_gone(terminal, "Q");
	terminal_send(terminal, END WIDE_10);
	terminal_expect(terminal, "神戸");
	terminal_send(terminal, WIDE_10 ACUTE);
	/* The end is seen, and then the beginning. */
	terminal_expect(terminal, "神戸" ACUTE);
	terminal_expect_gone(terminal, "東東京");
	terminal_send(terminal, HOME "<");
	terminal_expect(terminal, "<東東京大阪");
	terminal_expect_gone(terminal, "神戸" ACUTE);
	terminal_send(terminal, END BACKSPACE ">");
	terminal_expect(terminal, "神戸>");
	terminal_send(terminal, "\033[D\033[D|" ENTER);
	terminal_expect(terminal, "API key created");
	answer = demo_service_ask(service, "GET", "/api/auth/api-keys", NULL);
	if (!strstr(answer, "\"<東" WIDE_10 "東京大阪京都奈良神|戸>\""))
		fail_msg("another name arrived: %s", answer);
	free(answer);
	terminal_send(terminal, ENTER);
	terminal_expect(terminal, "21 of 21");
	keyrack_quit(terminal);
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
		TEST(no_control_reaches_the_terminal_when_texts_are_hostile),
		TEST(field_edits_wide_characters_when_the_screen_is_small),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
