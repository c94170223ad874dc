/* SPDX-License-Identifier: ISC */
/* Logging in at the demo service, and what its tokens open how often. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/xmalloc.h"
#include "support/demo_ask.h"

#define REDIRECT "http://localhost:5173/back"
#define REDIRECT_ENCODED "http%3A%2F%2Flocalhost%3A5173%2Fback"

/* Presses a button of the login page; where it leads to is for free(3). */
static char *
press(void **state, const char *decision)
{
	struct http_call call = { "POST", "/login", NULL,
		"application/x-www-form-urlencoded", NULL };
	struct http_answer answer;
	char *location, *content;

	content = xasprintf("decision=%s&redirect_uri=%s&state=a%%2Bb%%26c",
	    decision, REDIRECT_ENCODED);
	call.content = content;
	http_ask(demo_port_of(state), &call, &answer);
	assert_int_equal(answer.status, 303);
	location = http_header(&answer, "Location");
	http_answer_clear(&answer);
	free(content);
	return location;
}

/* A code from the login page, for free(3). */
static char *
log_in(void **state)
{
	char *location = press(state, "login"), *code, *copy;

	assert_memory_equal(location, REDIRECT "?state=a%2Bb%26c&",
	    strlen(REDIRECT "?state=a%2Bb%26c&"));
	assert_non_null(strstr(location, "&session_state="));
	assert_non_null(strstr(location, "&iss=http%3A%2F%2F127.0.0.1%3A"));
	code = strstr(location, "&code=");
	assert_non_null(code);
	copy = xstrdup(code + strlen("&code="));
	free(location);
	return copy;
}

static void
trade_code(void **state, const char *code, const char *redirect_uri,
    struct http_answer *answer)
{
	char *content =
	    xasprintf("{\"type\":\"ai.numind.extract.shared.TokenCodeRequest\","
	              "\"code\":\"%s\",\"redirectUri\":\"%s\"}",
	        code, redirect_uri);

	demo_ask(state, "POST", "/api/auth/token", NULL, content, answer);
	free(content);
}

static void
trade_refresh(void **state, const char *refresh, struct http_answer *answer)
{
	char *content = xasprintf(
	    "{\"type\":\"ai.numind.extract.shared.TokenRefreshRequest\","
	    "\"token\":\"%s\"}",
	    refresh);

	demo_ask(state, "POST", "/api/auth/token", NULL, content, answer);
	free(content);
}

/* Logs in; both tokens are for free(3). */
static void
open_session(void **state, char **access, char **refresh)
{
	struct http_answer answer;
	char *code = log_in(state);

	trade_code(state, code, REDIRECT, &answer);
	assert_int_equal(answer.status, 200);
	*access = demo_member(&answer, "token");
	*refresh = demo_member(&answer, "refreshToken");
	http_answer_clear(&answer);
	free(code);
}

static void
demo_leads_to_its_login_page(void **state)
{
	struct http_answer answer, page;
	const char *path;

	demo_ask(state, "GET", "/api/auth?redirectUri=" REDIRECT_ENCODED, NULL,
	    NULL, &answer);
	assert_int_equal(answer.status, 200);
	path = strstr(answer.body, "/login?");
	assert_non_null(path);
	demo_ask(state, "GET", path, NULL, NULL, &page);
	assert_int_equal(page.status, 200);
	assert_non_null(strstr(page.body, "Log in as ada@example.org"));
	assert_non_null(strstr(page.body, "value=\"" REDIRECT "\""));
	http_answer_clear(&page);
	http_answer_clear(&answer);
	demo_ask(state, "GET",
	    "/login?client_id=extract-platform-demo&response_type=code"
	    "&redirect_uri=https%3A%2F%2Fexample.org",
	    NULL, NULL, &page);
	assert_int_equal(page.status, 400);
	http_answer_clear(&page);
}

static void
demo_tells_of_a_refused_login(void **state)
{
	char *location = press(state, "refuse");

	assert_non_null(strstr(location, "error=access_denied"));
	assert_non_null(strstr(location, "state=a%2Bb%26c"));
	assert_null(strstr(location, "code="));
	free(location);
}

static void
demo_takes_a_code_once(void **state)
{
	struct http_answer answer;
	char *code = log_in(state), *access;

	trade_code(state, code, "http://localhost:5173/other", &answer);
	assert_int_equal(answer.status, 401);
	http_answer_clear(&answer);
	trade_code(state, code, REDIRECT, &answer);
	assert_int_equal(answer.status, 200);
	access = demo_member(&answer, "token");
	http_answer_clear(&answer);
	demo_expect(state, "GET", "/api/auth/me", access, NULL, 200);
	trade_code(state, code, REDIRECT, &answer);
	assert_int_equal(answer.status, 401);
	http_answer_clear(&answer);
	demo_expect(state, "GET", "/api/auth/me", access, NULL, 401);
	free(access);
	free(code);
}

static void
demo_takes_a_refresh_token_once(void **state)
{
	struct http_answer answer;
	char *access, *refresh, *newer, *content;

	open_session(state, &access, &refresh);
	content = xasprintf("\"%s\"", refresh);
	trade_refresh(state, refresh, &answer);
	assert_int_equal(answer.status, 200);
	newer = demo_member(&answer, "token");
	http_answer_clear(&answer);
	demo_expect(state, "GET", "/api/auth/me", newer, NULL, 200);
	demo_expect(state, "POST", "/api/auth/logout", newer, content, 403);
	trade_refresh(state, refresh, &answer);
	assert_int_equal(answer.status, 401);
	http_answer_clear(&answer);
	demo_expect(state, "GET", "/api/auth/me", newer, NULL, 401);
	free(content);
	free(access);
	free(refresh);
	free(newer);
}

static void
demo_ends_a_session(void **state)
{
	struct http_answer answer;
	char *access, *refresh, *content;

	open_session(state, &access, &refresh);
	demo_expect(
	    state, "POST", "/api/auth/logout", access, "\"unknown\"", 403);
	content = xasprintf("\"%s\"", refresh);
	demo_ask(state, "POST", "/api/auth/logout", access, content, &answer);
	assert_int_equal(answer.status, 200);
	assert_string_equal(answer.body, "{}");
	http_answer_clear(&answer);
	demo_expect(state, "GET", "/api/auth/me", access, NULL, 401);
	trade_refresh(state, refresh, &answer);
	assert_int_equal(answer.status, 401);
	http_answer_clear(&answer);
	free(content);
	free(access);
	free(refresh);
}

static void
demo_ends_tokens_and_sessions_when_told(void **state)
{
	static const char *const arguments[] = { "--fault",
		"GET /expire=expire", "--fault", "GET /revoke=revoke",
		"--fault", "GET /api/auth/api-keys=expire", NULL };
	void *own = demo_process_start(arguments);
	struct http_answer answer;
	char *access, *refresh, *newer;

	(void)state;
	open_session(&own, &access, &refresh);
	demo_expect(&own, "GET", "/api/auth/me", access, NULL, 200);
	demo_expect(&own, "GET", "/expire", NULL, NULL, 404);
	demo_expect(&own, "GET", "/api/auth/me", access, NULL, 401);
	trade_refresh(&own, refresh, &answer);
	assert_int_equal(answer.status, 200);
	newer = demo_member(&answer, "refreshToken");
	http_answer_clear(&answer);
	free(access);
	free(refresh);
	open_session(&own, &access, &refresh);
	/* A call that strikes is the first to be refused. */
	demo_expect(&own, "GET", "/api/auth/api-keys", access, NULL, 401);
	demo_expect(&own, "GET", "/revoke", NULL, NULL, 404);
	trade_refresh(&own, newer, &answer);
	assert_int_equal(answer.status, 401);
	http_answer_clear(&answer);
	free(access);
	free(refresh);
	free(newer);
	assert_int_equal(demo_process_stop(own), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(demo_leads_to_its_login_page),
		cmocka_unit_test(demo_tells_of_a_refused_login),
		cmocka_unit_test(demo_takes_a_code_once),
		cmocka_unit_test(demo_takes_a_refresh_token_once),
		cmocka_unit_test(demo_ends_a_session),
		cmocka_unit_test(demo_ends_tokens_and_sessions_when_told),
	};

	return cmocka_run_group_tests(tests, demo_setup, demo_teardown);
}
