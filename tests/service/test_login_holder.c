/* SPDX-License-Identifier: ISC */
/* A port that is taken: whose it is, and what follows from that. */
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
#include <unistd.h>

#include "auth/redirect_holder.h"
#include "base/xmalloc.h"
#include "support/squatter.h"
#include "support/visitor.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* Listening on the URI with this port must fail; what the login says then. */
static struct error
refusal(const char *host, int port, bool *is_in_other_hands)
{
	char *uri = xasprintf("http://%s:%d/a", host, port);
	struct login *login = visitor_login(uri);
	struct error err = { 0 };

	assert_false(login_listen(login, &err));
	assert_int_equal(err.code, EADDRINUSE);
	*is_in_other_hands = login_is_in_other_hands(login);
	login_free(login);
	free(uri);
	return err;
}

static void
login_may_be_pasted_when_the_port_is_our_own(void **state)
{
	static const char *const hosts[] = { "127.0.0.1", "[::1]" };

	(void)state;
	for (size_t i = 0; i < LENGTH(hosts); i++) {
		struct squatter squatter =
		    squatter_start(geteuid(), hosts[i], 0, true);
		bool is_in_other_hands;
		struct error err =
		    refusal("localhost", squatter.port, &is_in_other_hands);

		assert_false(is_in_other_hands);
		assert_non_null(strstr(err.detail, "is taken on"));
		squatter_end(&squatter);
	}
}

static void
login_is_in_other_hands_when_another_user_has_the_port(void **state)
{
	static const struct {
		const char *host, *uri_host;
	} cases[] = {
		{ "127.0.0.1", "localhost" },
		{ "[::1]", "localhost" },
		{ "127.0.0.1", "127.0.0.1" },
		{ "[::1]", "[::1]" },
	};

	(void)state;
	if (geteuid() != 0)
		skip();
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct squatter squatter =
		    squatter_start(SQUATTER_NOBODY, cases[i].host, 0, true);
		bool is_in_other_hands;
		struct error err = refusal(
		    cases[i].uri_host, squatter.port, &is_in_other_hands);

		assert_true(is_in_other_hands);
		assert_non_null(strstr(err.detail, "another user"));
		squatter_end(&squatter);
	}
}

/* The browser may try ::1 although our own program has 127.0.0.1. */
static void
login_is_in_other_hands_when_one_of_two_holders_is_another_user(void **state)
{
	struct squatter own, other;
	bool is_in_other_hands;

	(void)state;
	if (geteuid() != 0)
		skip();
	own = squatter_start(geteuid(), "127.0.0.1", 0, true);
	other = squatter_start(SQUATTER_NOBODY, "[::1]", own.port, true);
	refusal("localhost", own.port, &is_in_other_hands);
	assert_true(is_in_other_hands);
	/* Nobody is sent to ::1 by this one. */
	refusal("127.0.0.1", own.port, &is_in_other_hands);
	assert_false(is_in_other_hands);
	squatter_end(&own);
	squatter_end(&other);
}

/* Whoever has bound it without listening may begin to when the link is out. */
static void
login_is_in_other_hands_when_nobody_is_known_to_listen(void **state)
{
	struct squatter squatter = squatter_start(geteuid(), "[::1]", 0, false);
	bool is_in_other_hands;
	struct error err;

	(void)state;
	if (access("/proc/net/tcp6", R_OK) != 0)
		skip();
	err = refusal("localhost", squatter.port, &is_in_other_hands);
	assert_true(is_in_other_hands);
	assert_non_null(strstr(err.detail, "does not say by whom"));
	squatter_end(&squatter);
}

static void
login_has_a_free_port_when_it_is_on_any(void **state)
{
	struct squatter squatter =
	    squatter_start(geteuid(), "127.0.0.1", 0, true);
	char *uri = xasprintf("http://localhost:%d/path", squatter.port);
	struct login_options options = { .redirect_uri = uri,
		.is_on_any_port = true };
	struct error err = { 0 };
	struct login *login = login_new(&options, &err);
	char *expected;

	(void)state;
	assert_non_null(login);
	assert_true(login_listen(login, &err));
	assert_int_not_equal(login_port(login), squatter.port);
	assert_false(login_is_in_other_hands(login));
	expected = xasprintf("http://localhost:%d/path", login_port(login));
	assert_string_equal(login_redirect_uri(login), expected);
	login_free(login);
	squatter_end(&squatter);
	free(uri);
	free(expected);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(login_may_be_pasted_when_the_port_is_our_own),
		cmocka_unit_test(
		    login_is_in_other_hands_when_another_user_has_the_port),
		cmocka_unit_test(
		    login_is_in_other_hands_when_one_of_two_holders_is_another_user),
		cmocka_unit_test(
		    login_is_in_other_hands_when_nobody_is_known_to_listen),
		cmocka_unit_test(login_has_a_free_port_when_it_is_on_any),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
