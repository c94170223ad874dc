/* SPDX-License-Identifier: ISC */
/* One keyrack-demo for a group of tests, asked over bare sockets. */
#include "config.h"

#include "support/demo_ask.h"

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

static const char *const plain[] = { "--clock", "2026-01-02T03:04:05Z", NULL };

int
demo_setup(void **state)
{
	*state = demo_process_start(plain);
	return 0;
}

int
demo_teardown(void **state)
{
	return demo_process_stop(*state);
}

void
demo_ask(void **state, const char *method, const char *target,
    const char *token, const char *content, struct http_answer *answer)
{
	const struct demo_process *process = *state;
	struct http_call call = { method, target, token, NULL, content };

	http_ask(process->port, &call, answer);
	assert_true(answer->is_whole);
}

struct json *
demo_json(const struct http_answer *answer)
{
	struct error err = { 0 };
	struct json *json =
	    json_parse(answer->body, strlen(answer->body), &err);

	assert_non_null(json);
	return json;
}

char *
demo_member(const struct http_answer *answer, const char *name)
{
	struct json *json = demo_json(answer);
	const char *value = NULL;
	char *copy;

	assert_true(json_get_string(json, name, &value));
	copy = xstrdup(value);
	json_free(json);
	return copy;
}

void
demo_expect(void **state, const char *method, const char *target,
    const char *token, const char *content, int status)
{
	struct http_answer answer;
	char *type, *message;

	demo_ask(state, method, target, token, content, &answer);
	assert_int_equal(answer.status, status);
	type = http_header(&answer, "Content-Type");
	if (status == 400) {
		assert_string_equal(type, "text/plain; charset=UTF-8");
		assert_memory_equal(answer.body, "Invalid value for: ", 19);
	} else if (status > 400) {
		assert_string_equal(type, "application/json");
		message = demo_member(&answer, "message");
		free(demo_member(&answer, "code"));
		free(message);
	}
	free(type);
	http_answer_clear(&answer);
}

int
demo_port_of(void **state)
{
	const struct demo_process *process = *state;

	return process->port;
}
