/* SPDX-License-Identifier: ISC */
/* Callers that are slow, many, malformed or other people's. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <poll.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/xmalloc.h"
#include "support/visitor.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define CALLERS 100
#define KEPT 16
#define NOBODY 65534

/* Closed, or an answer that says no: 505 is the library's own. */
static void
expect_refused(const char *answer, const char *what)
{
	int status = visitor_status(answer);

	if (*answer != '\0' && (status < 400 || status > 505))
		fail_msg("%s\nis answered: %s", what, answer);
}

/* "$" stands for the right target without its first slash. */
static void
login_waits_on_when_the_request_is_malformed(void **state)
{
	static const char *const requests[] = {
		"GET /$\r\n\r\n",
		"GET /$ HTTP/0.9\r\n\r\n",
		"GET /$ HTTP/1.1\r\n\r\n",
		"GET /$ HTTP/2.0\r\nHost: @\r\n\r\n",
		"GET /$ ICY/1.1\r\nHost: @\r\n\r\n",
		"GET http://@/$ HTTP/1.1\r\nHost: @\r\n\r\n",
		"GET http://evil.example/$ HTTP/1.1\r\nHost: @\r\n\r\n",
		"GET @/$ HTTP/1.1\r\nHost: @\r\n\r\n",
		"GET \\$ HTTP/1.1\r\nHost: @\r\n\r\n",
		"GET $ HTTP/1.1\r\nHost: @\r\n\r\n",
		"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
		"POST /$ HTTP/1.1\r\nHost: @\r\nContent-Length: 3\r\n\r\na=b",
		"PUT /$ HTTP/1.1\r\nHost: @\r\nExpect: 100-continue\r\n\r\n",
		"\x16\x03\x01\x02",
		"\r\n\r\n\r\n\r\n",
		"SSH-2.0-client\r\n",
	};
	struct login *login = *state;
	char *authority = xasprintf("localhost:%d", login_port(login));
	int fds[LENGTH(requests)];

	/* All at once: some are waited for until their time is over. */
	for (size_t i = 0; i < LENGTH(requests); i++) {
		char *text =
		    visitor_fill(requests[i], '$', visitor_target(login) + 1);
		char *request = visitor_fill(text, '@', authority);

		fds[i] = visitor_connect("127.0.0.1", login_port(login));
		visitor_send(login, fds[i], request, strlen(request));
		shutdown(fds[i], SHUT_WR);
		free(request);
		free(text);
	}
	for (size_t i = 0; i < LENGTH(requests); i++) {
		char *answer = visitor_receive(login, fds[i]);

		expect_refused(answer, requests[i]);
		free(answer);
	}
	free(authority);
	visitor_expect_login(login);
}

static void
login_waits_on_when_there_is_a_nul_anywhere(void **state)
{
	struct login *login = *state;
	/*
	 * For the library the target ends there, so that what comes last in
	 * it is the state: a code could be cut without a NUL as well.
	 */
	char *right = xasprintf("GET /?code=%s&state=%s HTTP/1.1\r\n",
	    VISITOR_CODE, visitor_state(login));
	char *request =
	    xasprintf("%sHost: localhost:%d\r\n\r\n", right, login_port(login));

	for (size_t i = 0; i < strlen(right); i++) {
		int fd = visitor_connect("127.0.0.1", login_port(login));
		char *broken = xstrdup(request), *answer;

		broken[i] = '\0';
		visitor_send(login, fd, broken, strlen(request));
		shutdown(fd, SHUT_WR);
		answer = visitor_receive(login, fd);
		expect_refused(answer, &request[i]);
		free(answer);
		free(broken);
	}
	free(request);
	free(right);
	visitor_expect_login(login);
}

static void
login_waits_on_when_a_header_is_huge(void **state)
{
	struct login *login = *state;
	size_t length = (size_t)1024 * 1024;
	char *huge = xcalloc(length, 1), *head, *answer;
	int fd = visitor_connect("127.0.0.1", login_port(login));

	head = xasprintf("GET %s HTTP/1.1\r\nHost: localhost:%d\r\nX: ",
	    visitor_target(login), login_port(login));
	memset(huge, 'a', length);
	if (visitor_send(login, fd, head, strlen(head)))
		visitor_send(login, fd, huge, length);
	answer = visitor_receive(login, fd);
	expect_refused(answer, "a huge header");
	free(answer);
	free(head);
	fd = visitor_connect("127.0.0.1", login_port(login));
	if (visitor_send(login, fd, "GET /", strlen("GET /")))
		visitor_send(login, fd, huge, length);
	answer = visitor_receive(login, fd);
	expect_refused(answer, "a huge target");
	free(answer);
	free(huge);
	visitor_expect_login(login);
}

static void
login_has_the_code_when_the_browser_sends_much(void **state)
{
	struct login *login = *state;
	char *cookie = xcalloc(6 * 1024, 1), *line;
	struct redirect_answer answer = { 0 };

	memset(cookie, 'c', (size_t)6 * 1024 - 1);
	line = xasprintf("Cookie: a=%s\r\n", cookie);
	visitor_expect(login, visitor_target(login), line, 303);
	assert_true(login_next(login, &answer));
	redirect_answer_clear(&answer);
	free(line);
	free(cookie);
}

/* How many of the connections the listener has closed. */
static size_t
count_closed(const int fds[CALLERS])
{
	size_t count = 0;
	char byte;

	for (size_t i = 0; i < CALLERS; i++)
		count += recv(fds[i], &byte, 1, 0) == 0;
	return count;
}

static void
open_callers(struct login *login, int fds[CALLERS], const char *bytes)
{
	for (size_t i = 0; i < CALLERS; i++) {
		fds[i] = visitor_connect(
		    i % 2 == 0 ? "127.0.0.1" : "[::1]", login_port(login));
		assert_true(fds[i] >= 0);
		visitor_send(login, fds[i], bytes, strlen(bytes));
		visitor_turn(login, fds[i], true);
	}
}

static void
login_has_the_code_when_a_hundred_callers_say_nothing(void **state)
{
	struct login *login = *state;
	int fds[CALLERS];

	open_callers(login, fds, "");
	while (count_closed(fds) < CALLERS - KEPT)
		visitor_turn(login, -1, false);
	visitor_expect_login(login);
	/* The oldest made room for that visit, and for no more. */
	assert_in_range(count_closed(fds), CALLERS - KEPT, CALLERS - KEPT + 1);
	for (size_t i = 0; i < CALLERS; i++)
		close(fds[i]);
}

static int64_t
cpu_ms(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
	       (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

/*
 * A byte now and then keeps a caller busy in the library's eyes. Our own
 * deadline sends all of them away, and the login is never held up by them.
 */
static void
login_sends_callers_away_when_they_are_slow(void **state)
{
	static const char drip[] = "GET /xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
	struct login *login = *state;
	int fds[CALLERS];
	struct clock clock = clock_of_system();
	int64_t start, busy;

	open_callers(login, fds, "GET /");
	start = clock.steady_ms(clock.self);
	busy = cpu_ms();
	for (size_t at = 0; count_closed(fds) < CALLERS; at++) {
		int timeout = login_timeout_ms(login);

		assert_in_range(timeout, 0, 5000);
		for (size_t i = 0; i < CALLERS; i++)
			send(fds[i], &drip[at % strlen(drip)], 1, MSG_NOSIGNAL);
		poll(NULL, 0, timeout < 200 ? timeout : 200);
		login_run(login);
		assert_in_range(clock.steady_ms(clock.self) - start, 0, 20000);
	}
	assert_in_range(clock.steady_ms(clock.self) - start, 4000, 20000);
	/* It waited nearly all the time. */
	assert_in_range(cpu_ms() - busy, 0, 2500);
	for (size_t i = 0; i < CALLERS; i++)
		close(fds[i]);
	assert_int_equal(login_timeout_ms(login), -1);
	visitor_expect_login(login);
}

static void
login_asks_for_no_time_when_nobody_calls(void **state)
{
	struct login *login = *state;
	int fds[LOGIN_FDS_MAX];
	struct pollfd waits[LOGIN_FDS_MAX];
	size_t count = login_fds(login, fds);

	assert_int_equal(count, 2);
	for (size_t i = 0; i < count; i++)
		waits[i] = (struct pollfd){ fds[i], POLLIN, 0 };
	visitor_expect_login(login);
	/* What was left to be done after the answer. */
	while (poll(waits, count, 0) > 0 || login_timeout_ms(login) == 0)
		login_run(login);
	assert_int_equal(login_timeout_ms(login), -1);
}

/* A process of another user that makes the right visit; tells the status. */
static int
visit_as_nobody(struct login *login, const char *host)
{
	char *request = xasprintf("GET %s HTTP/1.1\r\nHost: localhost:%d"
	                          "\r\n\r\n",
	    visitor_target(login), login_port(login));
	int ends[2], status;
	char text[64] = "";
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct pollfd wait = { 0 };
		ssize_t length = -1;
		int fd;

		if (setuid(NOBODY) != 0)
			_exit(1);
		fd = visitor_connect(host, login_port(login));
		wait = (struct pollfd){ fd, POLLIN, 0 };
		if (send(fd, request, strlen(request), MSG_NOSIGNAL) > 0 &&
		    poll(&wait, 1, 20000) == 1)
			length = recv(fd, text, sizeof(text), 0);
		if (length > 0)
			length = write(ends[1], text, (size_t)length);
		_exit(length > 0 ? 0 : 1);
	}
	close(ends[1]);
	while (waitpid(child, &status, WNOHANG) == 0)
		visitor_turn(login, ends[0], false);
	assert_true(read(ends[0], text, sizeof(text) - 1) > 0);
	close(ends[0]);
	free(request);
	return visitor_status(text);
}

static void
login_waits_on_when_another_user_calls(void **state)
{
	struct login *login = *state;

	if (geteuid() != 0)
		skip();
	assert_int_equal(visit_as_nobody(login, "127.0.0.1"), 403);
	assert_int_equal(visit_as_nobody(login, "[::1]"), 403);
	visitor_expect_login(login);
}

#define LOGIN_TEST(name) \
	cmocka_unit_test_setup_teardown(name, visitor_setup, visitor_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		LOGIN_TEST(login_waits_on_when_the_request_is_malformed),
		LOGIN_TEST(login_waits_on_when_there_is_a_nul_anywhere),
		LOGIN_TEST(login_waits_on_when_a_header_is_huge),
		LOGIN_TEST(login_has_the_code_when_the_browser_sends_much),
		LOGIN_TEST(
		    login_has_the_code_when_a_hundred_callers_say_nothing),
		LOGIN_TEST(login_sends_callers_away_when_they_are_slow),
		LOGIN_TEST(login_asks_for_no_time_when_nobody_calls),
		LOGIN_TEST(login_waits_on_when_another_user_calls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
