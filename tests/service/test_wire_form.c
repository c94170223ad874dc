/* SPDX-License-Identifier: ISC */
/* The bytes of every call as a server receives them: no more and no less. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/xmalloc.h"
#include "support/talk.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

struct form {
	enum request_kind kind;
	const char *line, *body;
	bool has_token;
};

static const struct form forms[] = {
	{ REQUEST_LOGIN_ADDRESS,
	    "GET /api/auth?redirectUri=http%3A%2F%2Flocalhost%3A5173", "",
	    false },
	{ REQUEST_TOKEN_BY_CODE, "POST /api/auth/token",
	    "{\"type\":\"ai.numind.extract.shared.TokenCodeRequest\","
	    "\"code\":\"code\",\"redirectUri\":\"http://localhost:5173\"}",
	    false },
	{ REQUEST_TOKEN_REFRESH, "POST /api/auth/token",
	    "{\"type\":\"ai.numind.extract.shared.TokenRefreshRequest\","
	    "\"token\":\"code\"}",
	    false },
	{ REQUEST_PROFILE, "GET /api/auth/me", "", true },
	{ REQUEST_LIST, "GET /api/auth/api-keys", "", true },
	{ REQUEST_CREATE, "POST /api/auth/api-keys", "{\"name\":\"n\"}", true },
	{ REQUEST_RENAME, "PUT /api/auth/api-keys/k1", "{\"name\":\"n\"}",
	    true },
	{ REQUEST_DELETE, "DELETE /api/auth/api-keys/k1", "", true },
	/* The last, since the token is forgotten with it. */
	{ REQUEST_LOGOUT, "POST /api/auth/logout", "\"code\"", true },
};

/* Takes the header out of the text and fails if it was not there once. */
static void
take_header(char *headers, char *header)
{
	char *found = strstr(headers, header);

	if (found == NULL)
		print_error("no %s in %s\n", header, headers);
	assert_non_null(found);
	memmove(
	    found, found + strlen(header), strlen(found + strlen(header)) + 1);
	assert_null(strstr(headers, header));
	free(header);
}

static void
expect_headers(const struct talk *talk, const struct form *form, char *headers)
{
	bool has_body = *form->body != '\0';

	take_header(headers, xasprintf("%s HTTP/1.1\r\n", form->line));
	take_header(headers,
	    xasprintf("Host: 127.0.0.1:%d\r\n", wire_port(talk->wire)));
	take_header(
	    headers, xstrdup("User-Agent: keyrack/" PACKAGE_VERSION "\r\n"));
	take_header(headers,
	    xstrdup(form->kind == REQUEST_LOGIN_ADDRESS
	                ? "Accept: text/plain, application/json;q=0.9\r\n"
	                : "Accept: application/json, text/plain;q=0.9\r\n"));
	if (has_body) {
		take_header(
		    headers, xstrdup("Content-Type: application/json\r\n"));
		take_header(headers,
		    xasprintf("Content-Length: %zu\r\n", strlen(form->body)));
	}
	if (form->has_token)
		take_header(headers,
		    xstrdup("Authorization: Bearer " ACCESS_TOKEN "\r\n"));
	assert_string_equal(headers, "\r\n");
}

static void
wire_form_is_exact_when_each_call_is_made(void **state)
{
	struct talk *talk = *state;

	for (size_t i = 0; i < LENGTH(forms); i++) {
		const char *request, *body;
		struct reply reply;
		char *headers;

		talk_script(talk, "403 Forbidden", "", "", WIRE_KEEP);
		reply = talk_ask(talk, forms[i].kind);
		assert_int_equal(reply.outcome, OUTCOME_REFUSED);
		reply_clear(&reply);
		request = wire_request(talk->wire, i);
		body = strstr(request, "\r\n\r\n") + 4;
		assert_string_equal(body, forms[i].body);
		headers = xstrndup(request, (size_t)(body - request));
		assert_ptr_equal(strstr(headers, forms[i].line), headers);
		expect_headers(talk, &forms[i], headers);
		free(headers);
	}
	assert_int_equal(wire_requests(talk->wire), LENGTH(forms));
}

static void
wire_form_keeps_the_name_when_it_is_wide_or_quoted(void **state)
{
	struct talk *talk = *state;
	struct request create = talk_request(REQUEST_CREATE);
	struct reply reply;

	free(create.name);
	create.name = xstrdup("漢字 \"q\" \\ é\t\x01");
	create.organization = xstrdup("org-1");
	talk_script(talk, "403 Forbidden", "", "", WIRE_KEEP);
	talk_submit(talk, &create);
	reply = talk_reply(talk);
	assert_int_equal(reply.outcome, OUTCOME_REFUSED);
	reply_clear(&reply);
	assert_non_null(strstr(wire_request(talk->wire, 0),
	    "\r\n\r\n{\"name\":\"漢字 \\\"q\\\" \\\\ é\\t\\u0001\","
	    "\"maybeOrga\":\"org-1\"}"));
}

static void
wire_form_stays_in_the_folder_when_ids_are_hostile(void **state)
{
	static const struct {
		const char *id, *segment;
	} cases[] = { { "../account", "..%2Faccount" },
		{ "a/../../account", "a%2F..%2F..%2Faccount" },
		{ "%2e%2e", "%252e%252e" }, { "k?x", "k%3Fx" },
		{ "k#f", "k%23f" }, { "a b", "a%20b" },
		{ "\r\nX: y", "%0D%0AX%3A%20y" }, { "...", "..." } };
	struct talk *talk = *state;

	for (size_t i = 0; i < LENGTH(cases) * 2; i++) {
		bool is_rename = i % 2 == 0;
		struct request request =
		    talk_request(is_rename ? REQUEST_RENAME : REQUEST_DELETE);
		char *line = xasprintf("%s /api/auth/api-keys/%s HTTP/1.1\r\n",
		    is_rename ? "PUT" : "DELETE", cases[i / 2].segment);
		struct reply reply;

		free(request.id);
		request.id = xstrdup(cases[i / 2].id);
		talk_script(talk, "404 Not Found", "", "", WIRE_KEEP);
		talk_submit(talk, &request);
		reply = talk_reply(talk);
		assert_int_equal(reply.error.code, 404);
		assert_ptr_equal(strstr(wire_request(talk->wire, i), line),
		    wire_request(talk->wire, i));
		reply_clear(&reply);
		free(line);
	}
}

static void
wire_form_is_not_made_when_ids_are_no_segment(void **state)
{
	static const char *const ids[] = { "", ".", ".." };
	struct talk *talk = *state;

	for (size_t i = 0; i < LENGTH(ids) * 2; i++) {
		struct request request =
		    talk_request(i % 2 == 0 ? REQUEST_RENAME : REQUEST_DELETE);
		struct reply reply;

		free(request.id);
		request.id = xstrdup(ids[i / 2]);
		talk_submit(talk, &request);
		talk_turn(talk);
		reply = talk_reply(talk);
		assert_int_equal(reply.outcome, OUTCOME_NOT_SENT);
		assert_int_equal(reply.error.kind, ERROR_INPUT);
		reply_clear(&reply);
	}
	assert_int_equal(wire_connections(talk->wire), 0);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, talk_setup, talk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(wire_form_is_exact_when_each_call_is_made),
		TEST(wire_form_keeps_the_name_when_it_is_wide_or_quoted),
		TEST(wire_form_stays_in_the_folder_when_ids_are_hostile),
		TEST(wire_form_is_not_made_when_ids_are_no_segment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
