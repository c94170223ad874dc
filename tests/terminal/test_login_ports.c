/* SPDX-License-Identifier: ISC */
/* Redirect URIs of all kinds, and ports that others have, in the program. */
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
#include "support/squatter.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* A port that is free on both families, most likely. */
static int
free_port(void)
{
	struct squatter squatter =
	    squatter_start(geteuid(), "127.0.0.1", 0, false);

	squatter_end(&squatter);
	return squatter.port;
}

/* Goes to the address by a request to its very host; it must be the answer. */
static void
visit(const char *address)
{
	const char *host = address + strlen("http://");
	size_t length = strcspn(host, "/?");
	const char *colon = strstr(host, "]") == NULL ? strchr(host, ':')
	                                              : strstr(host, "]:") + 1;
	const char *target = host + length;
	char *authority = xstrndup(host, length);
	char *name = xstrndup(host, (size_t)(colon - host));
	char *request = xasprintf("GET %s%s HTTP/1.1\r\nHost: %s\r\n\r\n",
	    *target == '?' ? "/" : "", target, authority);
	char *answer =
	    caller_ask(name, atoi(colon + 1), request, strlen(request));

	assert_int_equal(caller_status(answer), 303);
	free(answer);
	free(request);
	free(name);
	free(authority);
}

static void
log_in(struct terminal *terminal, bool by_paste)
{
	char *link = person_reads_link(terminal);
	char *address = person_decides(link, "login");

	if (by_paste)
		login_desk_paste(terminal, address);
	else
		visit(address);
	terminal_expect(terminal, "20 of 20");
	free(link);
	free(address);
}

static void
log_out_and_quit(struct terminal *terminal)
{
	terminal_send(terminal, "L");
	terminal_expect(terminal, "Removed from disk: yes.");
	keyrack_quit(terminal);
}

static void
redirect_uri_logs_in_when_it_is_of_any_kind(void **state)
{
	static const struct {
		const char *host, *path;
		bool is_zero;
	} cases[] = {
		{ "localhost", "", false },
		{ "localhost", "/call/back", false },
		{ "127.0.0.1", "", false },
		{ "[::1]", "/a", false },
		{ "localhost", "", true },
		{ "127.0.0.1", "/", true },
		{ "[::1]", "", true },
	};
	const struct login_desk *desk = *state;

	for (size_t i = 0; i < 2 * LENGTH(cases); i++) {
		size_t which = i / 2;
		char *uri = xasprintf("http://%s:%d%s", cases[which].host,
		    cases[which].is_zero ? 0 : free_port(), cases[which].path);
		struct terminal *terminal =
		    login_desk_start_over_ssh(desk, uri);

		terminal_expect(terminal, "Waiting for the browser");
		if (!cases[which].is_zero)
			terminal_expect(terminal, uri);
		log_in(terminal, i % 2 == 1);
		assert_int_equal(login_desk_token_calls(desk), i + 1);
		log_out_and_quit(terminal);
		free(uri);
	}
}

static void
login_is_pasted_when_the_port_is_our_own(void **state)
{
	static const char *const taken[][2] = { { "127.0.0.1", NULL },
		{ "[::1]", NULL }, { "127.0.0.1", "[::1]" } };
	const struct login_desk *desk = *state;

	for (size_t i = 0; i < LENGTH(taken); i++) {
		struct squatter one =
		    squatter_start(geteuid(), taken[i][0], 0, true);
		struct squatter other = { 0 };
		char *uri = xasprintf("http://localhost:%d", one.port);
		char *said = xasprintf("port %d is taken", one.port);
		struct terminal *terminal;

		if (taken[i][1] != NULL)
			other = squatter_start(
			    geteuid(), taken[i][1], one.port, true);
		terminal =
		    login_desk_start(desk, uri, "SSH_CONNECTION", "DISPLAY=:9");
		terminal_expect(terminal, said);
		log_in(terminal, true);
		log_out_and_quit(terminal);
		squatter_end(&one);
		if (taken[i][1] != NULL)
			squatter_end(&other);
		free(uri);
		free(said);
	}
}

static void
login_has_no_link_when_another_user_has_the_port(void **state)
{
	static const char *const hosts[] = { "127.0.0.1", "[::1]" };
	const struct login_desk *desk = *state;
	char *log = xasprintf("%s/browser.log", desk->folder);

	if (geteuid() != 0)
		skip();
	for (size_t i = 0; i < LENGTH(hosts); i++) {
		struct squatter squatter =
		    squatter_start(SQUATTER_NOBODY, hosts[i], 0, true);
		char *uri = xasprintf("http://localhost:%d", squatter.port);
		struct terminal *terminal =
		    login_desk_start(desk, uri, "SSH_CONNECTION", "DISPLAY=:9");

		terminal_expect(terminal, "another user of this machine");
		terminal_expect(terminal, "redirect_uri");
		terminal_send(terminal, "ocb");
		terminal_expect(terminal, "There is no link");
		login_desk_paste(terminal, uri);
		assert_int_not_equal(access(log, F_OK), 0);
		assert_int_equal(
		    demo_service_count(desk->service, "GET /api/auth "), i);
		assert_null(strstr(terminal_raw(terminal, NULL), "state="));
		terminal_send(terminal, "f");
		terminal_expect(terminal, "A browser was started");
		log_in(terminal, i == 1);
		log_out_and_quit(terminal);
		unlink(log);
		squatter_end(&squatter);
		free(uri);
	}
	free(log);
}

#define TEST(function)                   \
	cmocka_unit_test_setup_teardown( \
	    function, login_desk_setup, login_desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(redirect_uri_logs_in_when_it_is_of_any_kind),
		TEST(login_is_pasted_when_the_port_is_our_own),
		TEST(login_has_no_link_when_another_user_has_the_port),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
