/* SPDX-License-Identifier: ISC */
/* Which ports the listener gets, on which addresses, and which it does not. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "auth/redirect_socket.h"
#include "base/xmalloc.h"
#include "support/visitor.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static struct redirect_sockets
occupy(const char *text)
{
	struct redirect_sockets sockets;
	struct redirect_uri uri;
	struct error err = { 0 };

	assert_true(redirect_uri_parse(text, strlen(text), &uri));
	if (!redirect_sockets_open(&uri, &sockets, &err))
		fail_msg("%s", err.detail);
	return sockets;
}

static bool
is_listening(const char *host, int port)
{
	int fd = visitor_connect(host, port);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static void
login_names_the_port_when_it_is_taken(void **state)
{
	static const struct {
		const char *taken, *named;
	} cases[] = {
		{ "http://127.0.0.1:0", "127.0.0.1" },
		{ "http://[::1]:0", "[::1]" },
		{ "http://localhost:0", "127.0.0.1" },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct redirect_sockets taken = occupy(cases[i].taken);
		char *uri = xasprintf("http://localhost:%d", taken.port);
		char *detail = xasprintf(
		    "port %d is taken on %s", taken.port, cases[i].named);
		struct login *login = visitor_login(uri);
		struct error err = { 0 };
		int fds[LOGIN_FDS_MAX];

		assert_false(login_listen(login, &err));
		assert_int_equal(err.kind, ERROR_SYSTEM);
		assert_int_equal(err.code, EADDRINUSE);
		assert_string_equal(err.detail, detail);
		assert_int_equal(login_fds(login, fds), 0);
		assert_int_equal(login_timeout_ms(login), -1);
		login_run(login);
		/* Once it is free, it can be had, and on both. */
		redirect_sockets_close(&taken);
		assert_true(login_listen(login, &err));
		assert_true(is_listening("127.0.0.1", login_port(login)));
		assert_true(is_listening("[::1]", login_port(login)));
		login_free(login);
		free(detail);
		free(uri);
	}
}

static void
login_can_be_pasted_when_the_port_is_taken(void **state)
{
	struct redirect_sockets taken = occupy("http://localhost:0");
	char *uri = xasprintf("http://localhost:%d", taken.port), *text;
	struct login *login = visitor_login(uri);
	struct redirect_answer answer = { 0 };
	struct error err = { 0 };

	(void)state;
	assert_false(login_listen(login, &err));
	text = xasprintf("https://users.numind.ai/?redirect_uri=%s", uri);
	assert_true(login_set_address(login, text, &err));
	free(text);
	text = xasprintf("%s%s", uri, visitor_target(login));
	login_paste(login, text, &answer);
	assert_int_equal(answer.verdict, REDIRECT_CODE);
	redirect_answer_clear(&answer);
	/* What was made for the paste holds for the listener as well. */
	redirect_sockets_close(&taken);
	assert_true(login_listen(login, &err));
	visitor_expect_login(login);
	login_free(login);
	free(text);
	free(uri);
}

static void
login_finds_a_port_when_it_is_zero(void **state)
{
	static const struct {
		const char *beginning, *end;
		bool is_ipv4, is_ipv6;
	} cases[] = {
		{ "http://localhost:", "", true, true },
		{ "http://localhost:", "/", true, true },
		{ "http://127.0.0.1:", "/a", true, false },
		{ "http://[::1]:", "", false, true },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		char *uri =
		    xasprintf("%s0%s", cases[i].beginning, cases[i].end);
		struct login *login = visitor_login(uri);
		struct error err = { 0 };
		int port;

		assert_true(login_listen(login, &err));
		port = login_port(login);
		assert_in_range(port, 1, 65535);
		free(uri);
		uri =
		    xasprintf("%s%d%s", cases[i].beginning, port, cases[i].end);
		assert_string_equal(login_redirect_uri(login), uri);
		assert_int_equal(
		    is_listening("127.0.0.1", port), cases[i].is_ipv4);
		assert_int_equal(is_listening("[::1]", port), cases[i].is_ipv6);
		login_free(login);
		free(uri);
	}
}

static void
login_keeps_the_uri_when_it_names_a_port(void **state)
{
	struct redirect_sockets free_one = occupy("http://localhost:0");
	char *uri = xasprintf("http://LocalHost:%d", free_one.port);
	struct login *login = visitor_login(uri);
	struct error err = { 0 };

	(void)state;
	redirect_sockets_close(&free_one);
	assert_true(login_listen(login, &err));
	assert_string_equal(login_redirect_uri(login), uri);
	login_free(login);
	free(uri);
}

static void
login_gets_its_port_when_it_was_just_used(void **state)
{
	struct login *login = visitor_listening("http://localhost:0");
	char *uri = xstrdup(login_redirect_uri(login));

	(void)state;
	for (int i = 0; i < 5; i++) {
		visitor_expect_login(login);
		login_finish(login);
		visitor_expect(login, "/", "", 410);
		login_free(login);
		login = visitor_listening(uri);
	}
	login_free(login);
	free(uri);
}

/* How many descriptors are open, or of these, what programs would inherit. */
static size_t
count_open(bool is_for_programs)
{
	size_t count = 0;

	for (int fd = 0; fd < 256; fd++) {
		int flags = fcntl(fd, F_GETFD);

		count += flags >= 0 &&
		         (!is_for_programs || (flags & FD_CLOEXEC) == 0);
	}
	return count;
}

static void
login_leaves_nothing_open_when_it_ends(void **state)
{
	size_t before = count_open(false), inherited = count_open(true);
	struct login *login = visitor_listening("http://localhost:0");
	int port = login_port(login), caller, fds[LOGIN_FDS_MAX];

	(void)state;
	assert_true(count_open(false) >= before + 2);
	caller = visitor_connect("127.0.0.1", port);
	visitor_turn(login, -1, false);
	assert_int_equal(login_fds(login, fds), 2);
	/* But for the caller's own end. */
	assert_int_equal(count_open(true), inherited + 1);
	login_free(login);
	close(caller);
	assert_false(is_listening("127.0.0.1", port));
	assert_false(is_listening("[::1]", port));
	assert_int_equal(count_open(false), before);
}

static void
login_is_refused_when_the_redirect_leads_elsewhere(void **state)
{
	static const char *const uris[] = { "", "http://example.com:5173",
		"https://localhost:5173", "http://0.0.0.0:5173",
		"http://localhost:5173/?x", "localhost:5173" };

	(void)state;
	for (size_t i = 0; i < LENGTH(uris); i++) {
		struct login_options options = { .redirect_uri = uris[i] };
		struct error err = { 0 };

		assert_null(login_new(&options, &err));
		assert_int_equal(err.kind, ERROR_USAGE);
		assert_non_null(strstr(err.detail, "redirect_uri"));
	}
	login_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(login_names_the_port_when_it_is_taken),
		cmocka_unit_test(login_can_be_pasted_when_the_port_is_taken),
		cmocka_unit_test(login_finds_a_port_when_it_is_zero),
		cmocka_unit_test(login_keeps_the_uri_when_it_names_a_port),
		cmocka_unit_test(login_gets_its_port_when_it_was_just_used),
		cmocka_unit_test(login_leaves_nothing_open_when_it_ends),
		cmocka_unit_test(
		    login_is_refused_when_the_redirect_leads_elsewhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
