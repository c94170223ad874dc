/* SPDX-License-Identifier: ISC */
/* The demo service keeps to the contract: calls, refusals, login, tokens. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/error.h"
#include "base/json.h"
#include "base/xmalloc.h"
#include "support/demo_process.h"
#include "support/http_client.h"

#define TOKEN DEMO_PROCESS_TOKEN
#define REDIRECT "http://localhost:5173/back"
#define REDIRECT_ENCODED "http%3A%2F%2Flocalhost%3A5173%2Fback"

static const char *const plain[] = { "--clock", "2026-01-02T03:04:05Z", NULL };

static int
start(void **state)
{
	*state = demo_process_start(plain);
	return 0;
}

/* Leak checkers and sanitizers speak through the exit status. */
static int
stop(void **state)
{
	return demo_process_stop(*state);
}

static void
ask(void **state, const char *method, const char *target, const char *token,
    const char *content, struct http_answer *answer)
{
	const struct demo_process *process = *state;
	struct http_call call = { method, target, token, NULL, content };

	http_ask(process->port, &call, answer);
	assert_true(answer->is_whole);
}

/* The answer's body as JSON; json_free it. */
static struct json *
json_of(const struct http_answer *answer)
{
	struct error err = { 0 };
	struct json *json =
	    json_parse(answer->body, strlen(answer->body), &err);

	assert_non_null(json);
	return json;
}

/* A string member of the answer's object, for free(3). */
static char *
member(const struct http_answer *answer, const char *name)
{
	struct json *json = json_of(answer);
	const char *value = NULL;
	char *copy;

	assert_true(json_get_string(json, name, &value));
	copy = xstrdup(value);
	json_free(json);
	return copy;
}

/* Asks and checks status and type; 2xx and 4xx bodies are JSON but for 400. */
static void
expect(void **state, const char *method, const char *target, const char *token,
    const char *content, int status)
{
	struct http_answer answer;
	char *type, *message;

	ask(state, method, target, token, content, &answer);
	assert_int_equal(answer.status, status);
	type = http_header(&answer, "Content-Type");
	if (status == 400) {
		assert_string_equal(type, "text/plain; charset=UTF-8");
		assert_memory_equal(answer.body, "Invalid value for: ", 19);
	} else if (status > 400) {
		assert_string_equal(type, "application/json");
		message = member(&answer, "message");
		free(member(&answer, "code"));
		free(message);
	}
	free(type);
	http_answer_clear(&answer);
}

static size_t
count_apikeys(void **state)
{
	struct http_answer answer;
	struct json *list;
	size_t count;

	ask(state, "GET", "/api/auth/api-keys", TOKEN, NULL, &answer);
	assert_int_equal(answer.status, 200);
	list = json_of(&answer);
	count = json_length(list);
	json_free(list);
	http_answer_clear(&answer);
	return count;
}

static void
demo_tells_the_account(void **state)
{
	struct http_answer answer;
	const struct json *organizations;
	struct json *profile;
	char *email;

	ask(state, "GET", "/api/auth/me", TOKEN, NULL, &answer);
	assert_int_equal(answer.status, 200);
	email = member(&answer, "email");
	assert_string_equal(email, "ada@example.org");
	profile = json_of(&answer);
	assert_true(json_get_array(profile, "organizations", &organizations));
	assert_int_equal(json_length(organizations), 2);
	json_free(profile);
	free(email);
	http_answer_clear(&answer);
}

static void
demo_carries_an_apikey_through_its_life(void **state)
{
	const char *name = "\"q\" \\\\ données 東京 \U0001f680 e\u0301";
	size_t before = count_apikeys(state);
	struct http_answer answer;
	char *id, *path, *content, *text;

	ask(state, "POST", "/api/auth/api-keys", TOKEN, "{\"name\":\"first\"}",
	    &answer);
	assert_int_equal(answer.status, 200);
	id = member(&answer, "id");
	text = member(&answer, "token");
	assert_int_equal(strlen(text), 44);
	free(text);
	text = member(&answer, "createdAt");
	assert_memory_equal(text, "2026-01-02T03:04", 16);
	free(text);
	http_answer_clear(&answer);
	assert_int_equal(count_apikeys(state), before + 1);

	path = xasprintf("/api/auth/api-keys/%s", id);
	content = xstrdup("{\"name\":\"\\\"q\\\" \\\\\\\\ données 東京 "
	                  "\U0001f680 e\u0301\"}");
	ask(state, "PUT", path, TOKEN, content, &answer);
	assert_int_equal(answer.status, 200);
	text = member(&answer, "name");
	assert_string_equal(text, name);
	http_answer_clear(&answer);

	ask(state, "DELETE", path, TOKEN, NULL, &answer);
	assert_int_equal(answer.status, 200);
	assert_string_equal(answer.body, "");
	http_answer_clear(&answer);
	expect(state, "DELETE", path, TOKEN, NULL, 404);
	assert_int_equal(count_apikeys(state), before);
	free(text);
	free(content);
	free(path);
	free(id);
}

static void
demo_refuses_bodies_when_they_break_the_contract(void **state)
{
	static const char *const bodies[] = { "", "{", "[]", "{}", "\"x\"",
		"{\"name\":\"\"}", "{\"name\":7}", "{\"name\":null}",
		"{\"name\":\"x\",\"maybeOrga\":1}",
		"{\"name\":\"x\",\"maybeOrga\":null}" };
	size_t before = count_apikeys(state);
	struct http_call call = { "POST", "/api/auth/api-keys", TOKEN,
		"text/plain", "{\"name\":\"x\"}" };
	struct http_answer answer;
	char *long_name;

	for (size_t i = 0; i < sizeof(bodies) / sizeof(*bodies); i++)
		expect(
		    state, "POST", "/api/auth/api-keys", TOKEN, bodies[i], 400);
	expect(state, "POST", "/api/auth/api-keys", TOKEN,
	    "{\"name\":\"x\",\"maybeOrga\":\"nobody\"}", 404);
	long_name = xasprintf("{\"name\":\"%04097d\"}", 0);
	expect(state, "POST", "/api/auth/api-keys", TOKEN, long_name, 400);
	free(long_name);
	expect(state, "POST", "/api/auth/logout", TOKEN, "{}", 400);
	expect(state, "POST", "/api/auth/token", NULL, "{\"type\":\"x\"}", 400);
	expect(state, "GET", "/api/auth", NULL, NULL, 400);
	http_ask(((struct demo_process *)*state)->port, &call, &answer);
	assert_int_equal(answer.status, 400);
	http_answer_clear(&answer);
	assert_int_equal(count_apikeys(state), before);
}

static void
demo_refuses_what_is_not_there(void **state)
{
	expect(state, "GET", "/", NULL, NULL, 404);
	expect(state, "GET", "/api/auth/api-keys/", TOKEN, NULL, 404);
	expect(state, "DELETE", "/api/auth/api-keys/..", TOKEN, NULL, 404);
	expect(state, "DELETE", "/api/auth/api-keys/a/b", TOKEN, NULL, 404);
	expect(state, "DELETE", "/api/auth/me", TOKEN, NULL, 405);
	expect(state, "PATCH", "/api/auth/api-keys/x", TOKEN, NULL, 405);
	expect(state, "GET", "/api/auth/me", NULL, NULL, 401);
	expect(state, "GET", "/api/auth/me", "another", NULL, 401);
	expect(state, "POST", "/api/auth/api-keys", NULL, "{}", 401);
}

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
	http_ask(((struct demo_process *)*state)->port, &call, &answer);
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

	ask(state, "POST", "/api/auth/token", NULL, content, answer);
	free(content);
}

static void
trade_refresh(void **state, const char *refresh, struct http_answer *answer)
{
	char *content = xasprintf(
	    "{\"type\":\"ai.numind.extract.shared.TokenRefreshRequest\","
	    "\"token\":\"%s\"}",
	    refresh);

	ask(state, "POST", "/api/auth/token", NULL, content, answer);
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
	*access = member(&answer, "token");
	*refresh = member(&answer, "refreshToken");
	http_answer_clear(&answer);
	free(code);
}

static void
demo_leads_to_its_login_page(void **state)
{
	struct http_answer answer, page;
	const char *path;

	ask(state, "GET", "/api/auth?redirectUri=" REDIRECT_ENCODED, NULL, NULL,
	    &answer);
	assert_int_equal(answer.status, 200);
	path = strstr(answer.body, "/login?");
	assert_non_null(path);
	ask(state, "GET", path, NULL, NULL, &page);
	assert_int_equal(page.status, 200);
	assert_non_null(strstr(page.body, "Log in as ada@example.org"));
	assert_non_null(strstr(page.body, "value=\"" REDIRECT "\""));
	http_answer_clear(&page);
	http_answer_clear(&answer);
	ask(state, "GET",
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
	access = member(&answer, "token");
	http_answer_clear(&answer);
	expect(state, "GET", "/api/auth/me", access, NULL, 200);
	trade_code(state, code, REDIRECT, &answer);
	assert_int_equal(answer.status, 401);
	http_answer_clear(&answer);
	expect(state, "GET", "/api/auth/me", access, NULL, 401);
	free(access);
	free(code);
}

static void
demo_takes_a_refresh_token_once(void **state)
{
	struct http_answer answer;
	char *access, *refresh, *newer;

	open_session(state, &access, &refresh);
	trade_refresh(state, refresh, &answer);
	assert_int_equal(answer.status, 200);
	newer = member(&answer, "token");
	http_answer_clear(&answer);
	expect(state, "GET", "/api/auth/me", newer, NULL, 200);
	trade_refresh(state, refresh, &answer);
	assert_int_equal(answer.status, 401);
	http_answer_clear(&answer);
	expect(state, "GET", "/api/auth/me", newer, NULL, 401);
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
	expect(state, "POST", "/api/auth/logout", access, "\"unknown\"", 403);
	content = xasprintf("\"%s\"", refresh);
	ask(state, "POST", "/api/auth/logout", access, content, &answer);
	assert_int_equal(answer.status, 200);
	assert_string_equal(answer.body, "{}");
	http_answer_clear(&answer);
	expect(state, "GET", "/api/auth/me", access, NULL, 401);
	trade_refresh(state, refresh, &answer);
	assert_int_equal(answer.status, 401);
	http_answer_clear(&answer);
	free(content);
	free(access);
	free(refresh);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(demo_tells_the_account),
		cmocka_unit_test(demo_carries_an_apikey_through_its_life),
		cmocka_unit_test(
		    demo_refuses_bodies_when_they_break_the_contract),
		cmocka_unit_test(demo_refuses_what_is_not_there),
		cmocka_unit_test(demo_leads_to_its_login_page),
		cmocka_unit_test(demo_tells_of_a_refused_login),
		cmocka_unit_test(demo_takes_a_code_once),
		cmocka_unit_test(demo_takes_a_refresh_token_once),
		cmocka_unit_test(demo_ends_a_session),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
