/* SPDX-License-Identifier: ISC */
/* The demo service keeps to the contract: its calls and refusals. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/json.h"
#include "base/xmalloc.h"
#include "support/demo_ask.h"

#define TOKEN DEMO_PROCESS_TOKEN

static size_t
count_apikeys(void **state)
{
	struct http_answer answer;
	struct json *list;
	size_t count;

	demo_ask(state, "GET", "/api/auth/api-keys", TOKEN, NULL, &answer);
	assert_int_equal(answer.status, 200);
	list = demo_json(&answer);
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

	demo_ask(state, "GET", "/api/auth/me", TOKEN, NULL, &answer);
	assert_int_equal(answer.status, 200);
	email = demo_member(&answer, "email");
	assert_string_equal(email, "ada@example.org");
	profile = demo_json(&answer);
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

	demo_ask(state, "POST", "/api/auth/api-keys", TOKEN,
	    "{\"name\":\"first\"}", &answer);
	assert_int_equal(answer.status, 200);
	id = demo_member(&answer, "id");
	text = demo_member(&answer, "token");
	assert_int_equal(strlen(text), 44);
	free(text);
	text = demo_member(&answer, "createdAt");
	assert_memory_equal(text, "2026-01-02T03:04", 16);
	free(text);
	http_answer_clear(&answer);
	assert_int_equal(count_apikeys(state), before + 1);

	path = xasprintf("/api/auth/api-keys/%s", id);
	content = xstrdup("{\"name\":\"\\\"q\\\" \\\\\\\\ données 東京 "
	                  "\U0001f680 e\u0301\"}");
	demo_ask(state, "PUT", path, TOKEN, content, &answer);
	assert_int_equal(answer.status, 200);
	text = demo_member(&answer, "name");
	assert_string_equal(text, name);
	http_answer_clear(&answer);

	demo_ask(state, "DELETE", path, TOKEN, NULL, &answer);
	assert_int_equal(answer.status, 200);
	assert_string_equal(answer.body, "");
	http_answer_clear(&answer);
	demo_expect(state, "DELETE", path, TOKEN, NULL, 404);
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
		demo_expect(
		    state, "POST", "/api/auth/api-keys", TOKEN, bodies[i], 400);
	demo_expect(state, "POST", "/api/auth/api-keys", TOKEN,
	    "{\"name\":\"x\",\"maybeOrga\":\"nobody\"}", 404);
	long_name = xasprintf("{\"name\":\"%04097d\"}", 0);
	demo_expect(state, "POST", "/api/auth/api-keys", TOKEN, long_name, 400);
	free(long_name);
	demo_expect(state, "POST", "/api/auth/logout", TOKEN, "{}", 400);
	demo_expect(
	    state, "POST", "/api/auth/token", NULL, "{\"type\":\"x\"}", 400);
	demo_expect(state, "GET", "/api/auth", NULL, NULL, 400);
	http_ask(demo_port_of(state), &call, &answer);
	assert_int_equal(answer.status, 400);
	http_answer_clear(&answer);
	assert_int_equal(count_apikeys(state), before);
}

static void
demo_refuses_what_is_not_there(void **state)
{
	demo_expect(state, "GET", "/", NULL, NULL, 404);
	demo_expect(state, "GET", "/api/auth/api-keys/", TOKEN, NULL, 404);
	demo_expect(state, "DELETE", "/api/auth/api-keys/..", TOKEN, NULL, 404);
	demo_expect(
	    state, "DELETE", "/api/auth/api-keys/a/b", TOKEN, NULL, 404);
	demo_expect(state, "DELETE", "/api/auth/me", TOKEN, NULL, 405);
	demo_expect(state, "PATCH", "/api/auth/api-keys/x", TOKEN, NULL, 405);
	demo_expect(state, "GET", "/api/auth/me", NULL, NULL, 401);
	demo_expect(state, "GET", "/api/auth/me", "another", NULL, 401);
	demo_expect(state, "POST", "/api/auth/api-keys", NULL, "{}", 401);
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
	};

	return cmocka_run_group_tests(tests, demo_setup, demo_teardown);
}
