/* SPDX-License-Identifier: ISC */
/* The demo service fails as it is told, and ends when it should. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "demo/demo.h"
#include "support/demo_process.h"
#include "support/http_client.h"

#define TOKEN DEMO_PROCESS_TOKEN
#define LIST "/api/auth/api-keys"

static const struct http_call list = { "GET", LIST, TOKEN, NULL, NULL };
static const struct http_call profile = { "GET", "/api/auth/me", TOKEN, NULL,
	NULL };
static const struct http_call creation = { "POST", LIST, TOKEN, NULL,
	"{\"name\":\"made in spite of all\"}" };

static struct demo_process *
start(const char *rule)
{
	const char *const arguments[] = { "--apikeys", "0", "--fault", rule,
		NULL };

	return demo_process_start(arguments);
}

/* Creates once under the rule and tells whether the work was done. */
static bool
creates(const char *rule, struct http_answer *answer)
{
	struct demo_process *process = start(rule);
	struct http_answer after;
	bool is_made;

	http_ask(process->port, &creation, answer);
	http_ask(process->port, &list, &after);
	assert_int_equal(after.status, 200);
	is_made = strstr(after.body, "made in spite of all") != NULL;
	http_answer_clear(&after);
	assert_int_equal(demo_process_stop(process), 0);
	return is_made;
}

static void
demo_answers_a_status_without_the_work(void **state)
{
	struct http_answer answer;

	(void)state;
	assert_false(creates("POST " LIST "=status:503", &answer));
	assert_int_equal(answer.status, 503);
	http_answer_clear(&answer);
}

static void
demo_answers_a_status_after_the_work(void **state)
{
	struct http_answer answer;

	(void)state;
	assert_true(creates("POST " LIST "=after-status:502", &answer));
	assert_int_equal(answer.status, 502);
	http_answer_clear(&answer);
}

static void
demo_closes_after_the_work(void **state)
{
	struct http_answer answer;

	(void)state;
	assert_true(creates("POST " LIST "=close", &answer));
	assert_int_equal(answer.length, 0);
	assert_false(answer.is_reset);
	http_answer_clear(&answer);
}

static void
demo_resets_without_the_work(void **state)
{
	struct http_answer answer;

	(void)state;
	assert_false(creates("POST " LIST "=reset", &answer));
	assert_int_equal(answer.length, 0);
	assert_true(answer.is_reset);
	http_answer_clear(&answer);
}

static void
demo_answers_garbage_after_the_work(void **state)
{
	struct http_answer answer;

	(void)state;
	assert_true(creates("POST " LIST "=garbage", &answer));
	assert_int_equal(answer.status, 200);
	assert_true(answer.is_whole);
	http_answer_clear(&answer);
}

static void
demo_cuts_an_answer_at_any_byte(void **state)
{
	static const int cuts[] = { 0, 1, 9, 60, 200, 300 };
	struct http_answer answer;

	(void)state;
	for (size_t i = 0; i < sizeof(cuts) / sizeof(*cuts); i++) {
		char rule[64];

		snprintf(rule, sizeof(rule), "POST " LIST "=cut:%d", cuts[i]);
		assert_true(creates(rule, &answer));
		assert_int_equal(answer.length, cuts[i]);
		assert_false(answer.is_whole);
		http_answer_clear(&answer);
	}
}

static void
demo_strikes_as_often_as_told(void **state)
{
	struct demo_process *process = start("GET /api/auth/{id}=status:500,"
	                                     "times:2");
	static const int statuses[] = { 500, 500, 200 };
	struct http_answer answer;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		http_ask(process->port, &profile, &answer);
		assert_int_equal(answer.status, statuses[i]);
		http_answer_clear(&answer);
	}
	assert_int_equal(demo_process_stop(process), 0);
}

/* Two are held, one for long and one for ever; a third is answered. */
static void
demo_serves_others_when_one_waits(void **state)
{
	const char *const arguments[] = { "--fault", "GET " LIST "=hang",
		"--fault", "GET /api/auth=delay:3600000", NULL };
	static const struct http_call address = { "GET",
		"/api/auth?redirectUri=x", NULL, NULL, NULL };
	struct demo_process *process = demo_process_start(arguments);
	struct pollfd held[2] = {
		{ .fd = http_send(process->port, &list), .events = POLLIN },
		{ .fd = http_send(process->port, &address), .events = POLLIN },
	};
	struct http_answer answer;

	(void)state;
	http_ask(process->port, &profile, &answer);
	assert_int_equal(answer.status, 200);
	http_answer_clear(&answer);
	assert_int_equal(poll(held, 2, 0), 0);
	assert_int_equal(demo_process_stop(process), 0);
	close(held[0].fd);
	close(held[1].fd);
}

static void
demo_answers_late_when_delayed(void **state)
{
	struct demo_process *process = start("GET /api/auth/me=delay:20");
	struct http_answer answer;

	(void)state;
	http_ask(process->port, &profile, &answer);
	assert_int_equal(answer.status, 200);
	http_answer_clear(&answer);
	assert_int_equal(demo_process_stop(process), 0);
}

static void
demo_ends_in_order_on_sigterm(void **state)
{
	struct demo_process *process = start("*=delay:3600000");
	int held = http_send(process->port, &list);
	int status;

	(void)state;
	kill(process->pid, SIGTERM);
	assert_int_equal(waitpid(process->pid, &status, 0), process->pid);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	close(held);
	close(process->input);
	close(process->output);
	free(process);
}

static void
demo_refuses_a_wrong_command_line(void **state)
{
	static const char *const wrong[][3] = {
		{ "--port", "65536", NULL },
		{ "--apikeys", "x", NULL },
		{ "--clock", "yesterday", NULL },
		{ "--fault", "GET /x", NULL },
		{ "--fault", "GET /x=melt", NULL },
		{ "--fault", "GET /x=status", NULL },
		{ "--fault", "GET /x=status:99", NULL },
		{ "--fault", "GET /x=hang:1", NULL },
		{ "--fault", "GET /x=hang,times:0", NULL },
		{ "--fault", "nothing=hang", NULL },
		{ "--with-token", "/nonexistent", NULL },
		{ "--nonsense", NULL, NULL },
		{ "argument", NULL, NULL },
	};
	char text[1024];

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		assert_int_equal(
		    demo_process_fail(wrong[i], text, sizeof(text)), 2);
		assert_non_null(strstr(text, "keyrack-demo: "));
	}
}

static void
demo_says_so_when_the_port_is_taken(void **state)
{
	struct demo_process *process = start("*=hang");
	const char *arguments[] = { "--port", NULL, NULL };
	char port[16], text[1024];

	(void)state;
	snprintf(port, sizeof(port), "%d", process->port);
	arguments[1] = port;
	assert_int_equal(demo_process_fail(arguments, text, sizeof(text)), 1);
	assert_non_null(strstr(text, port));
	assert_int_equal(demo_process_stop(process), 0);
}

static void
child_serves_until_it_is_stopped(void **state)
{
	struct demo_child child;
	struct demo_options options;
	struct http_answer answer;
	struct error err = { 0 };
	pid_t pid;

	(void)state;
	demo_options_init(&options);
	secret_set(&options.access_token, TOKEN, strlen(TOKEN));
	assert_true(demo_child_start(&child, &options, &err));
	pid = child.pid;
	http_ask(child.port, &profile, &answer);
	assert_int_equal(answer.status, 200);
	http_answer_clear(&answer);
	demo_child_stop(&child);
	assert_int_equal(kill(pid, 0), -1);
	assert_int_equal(errno, ESRCH);
	secret_clear(&options.access_token);
}

static void
child_reports_when_it_cannot_listen(void **state)
{
	struct demo_process *process = start("*=hang");
	struct demo_child child;
	struct demo_options options;
	struct error err = { 0 };

	(void)state;
	demo_options_init(&options);
	options.port = process->port;
	assert_false(demo_child_start(&child, &options, &err));
	assert_int_equal(err.kind, ERROR_SYSTEM);
	assert_int_equal(err.code, EADDRINUSE);
	assert_int_equal(demo_process_stop(process), 0);
}

/*
 * The parent is killed without warning while a client waits for the child:
 * the client's connection ends with the child, which is the state waited for.
 */
static void
child_is_gone_when_its_parent_is_killed(void **state)
{
	struct demo_options options;
	struct http_answer answer;
	int ports[2], held, port = 0;
	pid_t parent;

	(void)state;
	demo_options_init(&options);
	secret_set(&options.access_token, TOKEN, strlen(TOKEN));
	options.latency_ms = 3600L * 1000;
	assert_int_equal(pipe(ports), 0);
	parent = fork();
	if (parent == 0) {
		struct demo_child child;
		struct error err;

		if (!demo_child_start(&child, &options, &err) ||
		    write(ports[1], &child.port, sizeof(child.port)) < 0)
			_exit(1);
		for (;;)
			pause();
	}
	assert_int_equal(
	    read(ports[0], &port, sizeof(port)), (ssize_t)sizeof(port));
	held = http_send(port, &profile);
	kill(parent, SIGKILL);
	http_receive(held, &answer);
	assert_int_equal(answer.length, 0);
	http_answer_clear(&answer);
	waitpid(parent, NULL, 0);
	close(ports[0]);
	close(ports[1]);
	secret_clear(&options.access_token);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(demo_answers_a_status_without_the_work),
		cmocka_unit_test(demo_answers_a_status_after_the_work),
		cmocka_unit_test(demo_closes_after_the_work),
		cmocka_unit_test(demo_resets_without_the_work),
		cmocka_unit_test(demo_answers_garbage_after_the_work),
		cmocka_unit_test(demo_cuts_an_answer_at_any_byte),
		cmocka_unit_test(demo_strikes_as_often_as_told),
		cmocka_unit_test(demo_serves_others_when_one_waits),
		cmocka_unit_test(demo_answers_late_when_delayed),
		cmocka_unit_test(demo_ends_in_order_on_sigterm),
		cmocka_unit_test(demo_refuses_a_wrong_command_line),
		cmocka_unit_test(demo_says_so_when_the_port_is_taken),
		cmocka_unit_test(child_serves_until_it_is_stopped),
		cmocka_unit_test(child_reports_when_it_cannot_listen),
		cmocka_unit_test(child_is_gone_when_its_parent_is_killed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
