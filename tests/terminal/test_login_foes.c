/* SPDX-License-Identifier: ISC */
/* All that may call the listener but must not log in, before the program. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <unistd.h>

#include "base/xmalloc.h"
#include "support/caller.h"
#include "support/login_desk.h"
#include "support/person.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define HUGE_BYTES ((size_t)1024 * 1024)

enum {
	CALLERS = 100,
	PRESSES = 9,
	ANSWER_MS = 50,
};

static void
expect_refused(const char *answer, const char *what)
{
	int status = caller_status(answer);

	if (*answer != '\0' && (status < 400 || status > 505))
		fail_msg("%s\nis answered: %s", what, answer);
}

static int
compare(const void *one, const void *other)
{
	long a = *(const long *)one, b = *(const long *)other;

	return a < b ? -1 : a > b;
}

/* Whether a key press is answered at once; the machine may be busy as well. */
static void
expect_answers(struct terminal *terminal)
{
	long times[PRESSES];

	for (int i = 0; i < PRESSES; i++) {
		long before = terminal_clock();

		terminal_send(terminal, i % 2 == 0 ? "p" : "\033");
		if (i % 2 == 0)
			terminal_expect(terminal, "Address:");
		else
			terminal_expect_gone(terminal, "Address:");
		times[i] = terminal_clock() - before;
	}
	terminal_send(terminal, "\033");
	terminal_expect_gone(terminal, "Address:");
	qsort(times, PRESSES, sizeof(*times), compare);
	/* Esc alone is waited for a moment: more bytes of a key may come. */
	if (times[PRESSES / 2] > terminal_patience(ANSWER_MS))
		fail_msg("a key press took %ld ms", times[PRESSES / 2]);
}

/* Another query than the right one, with all else as it should be. */
static void
expect_foreign(const struct login_scene *scene, const char *query)
{
	char *request =
	    xasprintf("GET /?%s HTTP/1.1\r\nHost: localhost:%d\r\n\r\n", query,
	        scene->port);
	char *answer =
	    caller_ask("127.0.0.1", scene->port, request, strlen(request));

	assert_int_equal(caller_status(answer), 400);
	free(answer);
	free(request);
}

static void
send_wrong_queries(const struct login_scene *scene)
{
	const char *code = scene->code, *state = scene->state;
	char *queries[] = {
		xstrdup(""),
		xasprintf("code=%s", code),
		xasprintf("code=%s&state=", code),
		xasprintf("code=%s&state=wrong", code),
		xasprintf(
		    "code=%s&state=%.*s", code, (int)strlen(state) - 1, state),
		xasprintf("code=%s&state=%s0", code, state),
		xasprintf("code=%s&state=%s&state=%s", code, state, state),
		xasprintf("code=%s&state=%s&state=x", code, state),
		xasprintf("code=%s&code=other&state=%s", code, state),
		xasprintf("code=%s&error=e&state=%s", code, state),
		xasprintf("code=&state=%s", state),
		xasprintf("code=%s&state=%s&iss=a&iss=a", code, state),
		xstrdup("error=access_denied"),
		xstrdup("error=access_denied&state=wrong"),
	};

	for (size_t i = 0; i < LENGTH(queries); i++) {
		expect_foreign(scene, queries[i]);
		free(queries[i]);
	}
}

/* The right query in requests that no browser sends when it is redirected. */
static void
send_wrong_requests(const struct login_scene *scene)
{
	static const char *const shapes[][3] = {
		{ "HEAD /?", " HTTP/1.1\r\nHost: ", "\r\n" },
		{ "POST /?",
		    " HTTP/1.1\r\nHost: ", "\r\nContent-Length: 0\r\n" },
		{ "OPTIONS /?", " HTTP/1.1\r\nHost: ",
		    "\r\nAccess-Control-Request-Method: GET\r\n" },
		{ "PUT /?",
		    " HTTP/1.1\r\nHost: ", "\r\nContent-Length: 0\r\n" },
		{ "GET /?", " HTTP/1.1\r\nHost: evil.example\r\nX: ", "\r\n" },
		{ "GET /?", " HTTP/1.1\r\nX: ", "\r\n" },
		{ "GET /?",
		    " HTTP/1.1\r\nHost: evil.example\r\nHost: ", "\r\n" },
		{ "GET /?", " HTTP/1.1\r\nHost: ",
		    "\r\nOrigin: https://evil.example\r\n" },
		{ "GET /?", " HTTP/1.1\r\nHost: ", "\r\nOrigin: null\r\n" },
		{ "GET /?",
		    " HTTP/1.1\r\nHost: ", "\r\nSec-Purpose: prefetch\r\n" },
		{ "GET /?", " HTTP/1.1\r\nHost: ",
		    "\r\nSec-Purpose: prefetch;prerender\r\n" },
		{ "GET /?",
		    " HTTP/1.1\r\nHost: ", "\r\nPurpose: prefetch\r\n" },
		{ "GET /other?", " HTTP/1.1\r\nHost: ", "\r\n" },
		{ "GET //?", " HTTP/1.1\r\nHost: ", "\r\n" },
		{ "GET http://localhost/?", " HTTP/1.1\r\nHost: ", "\r\n" },
		{ "GET http://evil.example/?", " HTTP/1.1\r\nHost: ", "\r\n" },
		{ "GET /?", "\r\nHost: ", "\r\n" },
		{ "GET /?", " HTTP/0.9\r\nHost: ", "\r\n" },
		{ "GET /?", " HTTP/2.0\r\nHost: ", "\r\n" },
		{ "GET ?", " HTTP/1.1\r\nHost: ", "\r\n" },
	};

	for (size_t i = 0; i < LENGTH(shapes); i++) {
		char *request =
		    xasprintf("%s%s%slocalhost:%d%s\r\n", shapes[i][0],
		        scene->query, shapes[i][1], scene->port, shapes[i][2]);
		char *answer = caller_ask(
		    "127.0.0.1", scene->port, request, strlen(request));

		expect_refused(answer, request);
		free(answer);
		free(request);
	}
}

static void
send_nul_and_too_much(const struct login_scene *scene)
{
	char *request = xasprintf(
	    "GET /?%s HTTP/1.1\r\nHost: localhost:%d\r\nX: ", scene->query,
	    scene->port);
	size_t length = strlen(request);
	char *huge = xcalloc(length + HUGE_BYTES, 1), *answer;

	memcpy(huge, request, length);
	answer = caller_ask("127.0.0.1", scene->port, huge, length + 6);
	expect_refused(answer, "a NUL in a header");
	free(answer);
	memset(huge + length, 'a', HUGE_BYTES);
	answer = caller_ask("[::1]", scene->port, huge, length + HUGE_BYTES);
	expect_refused(answer, "a header of 1 MiB");
	free(answer);
	memcpy(huge, request, length);
	huge[strlen("GET /?code=")] = '\0';
	memcpy(huge + length, "\r\n\r\n", 4);
	answer = caller_ask("127.0.0.1", scene->port, huge, length + 4);
	expect_refused(answer, "a NUL in the target");
	free(answer);
	free(huge);
	free(request);
}

/* A page that says no although the state is right: shown, and waited on. */
static void
send_denial(const struct login_scene *scene)
{
	char *denial = xasprintf("http://localhost:%d/?error=access_denied"
	                         "&error_description=Not+today&state=%s",
	    scene->port, scene->state);

	assert_int_equal(person_returns(denial), 200);
	terminal_expect(scene->terminal, "Not today");
	terminal_expect(scene->terminal, "Waiting for the browser");
	free(denial);
}

/* Each sends a byte at a time and never comes to an end. */
static void
crowd(const struct login_scene *scene, int fds[CALLERS])
{
	for (int i = 0; i < CALLERS; i++) {
		fds[i] = caller_connect(
		    i % 2 == 0 ? "127.0.0.1" : "[::1]", scene->port);
		caller_send(fds[i], "G", 1);
	}
	expect_answers(scene->terminal);
	for (int i = 0; i < CALLERS; i++)
		caller_send(fds[i], "E", 1);
	expect_answers(scene->terminal);
}

static void
login_succeeds_after_all_others_when_the_right_answer_comes(void **state)
{
	struct login_scene scene;
	int fds[CALLERS];
	int status;

	login_scene_open(&scene, *state);
	send_wrong_queries(&scene);
	expect_answers(scene.terminal);
	send_wrong_requests(&scene);
	expect_answers(scene.terminal);
	send_nul_and_too_much(&scene);
	send_denial(&scene);
	crowd(&scene, fds);
	assert_int_equal(login_desk_token_calls(scene.desk), 0);
	terminal_expect(scene.terminal, "Waiting for the browser");
	status = person_returns(scene.address);
	assert_int_equal(status, 200);
	terminal_expect(scene.terminal, "20 of 20");
	assert_int_equal(login_desk_token_calls(scene.desk), 1);
	for (int i = 0; i < CALLERS; i++)
		close(fds[i]);
	keyrack_quit(scene.terminal);
	login_scene_clear(&scene);
}

#define TEST(function)                   \
	cmocka_unit_test_setup_teardown( \
	    function, login_desk_setup, login_desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(
		    login_succeeds_after_all_others_when_the_right_answer_comes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
