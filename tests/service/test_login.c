/* SPDX-License-Identifier: ISC */
/* What the listener takes for the answer, and what everybody else gets. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/xmalloc.h"
#include "support/visitor.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void
expect_text(const char *answer, const char *text)
{
	if (strstr(answer, text) == NULL)
		fail_msg("%s is not in: %s", text, answer);
}

static void
expect_page(const char *answer, int status)
{
	static const char *const lines[] = { "Cache-Control: no-store\r\n",
		"Referrer-Policy: no-referrer\r\n", "Connection: close\r\n",
		"X-Content-Type-Options: nosniff\r\n",
		"Content-Security-Policy: default-src 'none'\r\n" };

	assert_int_equal(visitor_status(answer), status);
	for (size_t i = 0; i < LENGTH(lines); i++)
		expect_text(answer, lines[i]);
	assert_null(strstr(answer, VISITOR_CODE));
}

static void
login_has_the_code_when_the_browser_returns(void **state)
{
	struct login *login = *state;
	struct redirect_answer answer = { 0 };
	char *page;

	visitor_expect(login, "/done", "", 404);
	page = visitor_get(login, visitor_target(login), "");
	expect_page(page, 303);
	expect_text(page, "\r\nLocation: /done\r\n");
	free(page);
	/* Browsers ask twice at times; it must look the same. */
	visitor_expect(login, visitor_target(login), "", 303);
	assert_true(login_next(login, &answer));
	assert_string_equal(secret_bytes(&answer.code), VISITOR_CODE);
	assert_false(login_next(login, &answer));
	redirect_answer_clear(&answer);
	assert_false(login_is_seen(login));
	page = visitor_get(login, "/done", "");
	expect_page(page, 200);
	expect_text(page, "You may close this page.");
	free(page);
	assert_true(login_is_seen(login));
}

static void
login_has_the_code_when_the_browser_comes_over_any_loopback(void **state)
{
	static const char *const hosts[] = { "localhost", "LOCALHOST",
		"127.0.0.1", "[::1]" };
	static const char *const families[] = { "127.0.0.1", "[::1]" };
	struct login *login = *state;

	for (size_t i = 0; i < LENGTH(hosts) * LENGTH(families); i++) {
		const char *family = families[i % LENGTH(families)];
		struct redirect_answer answer = { 0 };
		char *request = xasprintf("GET %s HTTP/1.1\r\nHost: %s:%d"
		                          "\r\n\r\n",
		    visitor_target(login), hosts[i / LENGTH(families)],
		    login_port(login));
		char *page = visitor_ask(login, family, request);

		expect_page(page, 303);
		assert_true(login_next(login, &answer));
		redirect_answer_clear(&answer);
		free(page);
		free(request);
	}
}

static void
login_is_refused_when_the_identity_server_says_so(void **state)
{
	struct login *login = *state;
	struct redirect_answer answer = { 0 };
	char *target = xasprintf("/?error=access_denied&error_description="
	                         "No+%%1b%%5b31m&state=%s",
	    visitor_state(login));
	char *page;

	visitor_expect(login, target, "", 303);
	free(target);
	assert_true(login_next(login, &answer));
	assert_int_equal(answer.verdict, REDIRECT_DENIED);
	assert_string_equal(answer.error, "access_denied");
	assert_string_equal(answer.description, "No \033[31m");
	redirect_answer_clear(&answer);
	page = visitor_get(login, "/done", "");
	expect_page(page, 200);
	expect_text(page, "refused");
	assert_null(strstr(page, "access_denied"));
	free(page);
	visitor_expect_login(login);
	/* What was seen is how it was refused, not that it is done. */
	assert_false(login_is_seen(login));
}

static void
login_waits_on_when_the_answer_is_foreign(void **state)
{
	/* "$" stands for the right state. */
	static const char *const targets[] = { "/", "/?", "/?code=x",
		"/?code=x&state=", "/?code=x&state=$0", "/?code=x&state=0$",
		"/?code=x&state=$&state=$", "/?code=x&code=y&state=$",
		"/?error=access_denied", "/?error=x&state=1", "/?state=$",
		"/?code=&state=$", "/?code=%00&state=$", "/?code=x#&state=$",
		"/?code=x&state=0123456789abcdef0123456789abcdef" };
	struct login *login = *state;
	char *cut = xasprintf("/?code=x&state=%.31s", visitor_state(login));

	visitor_expect(login, cut, "", 400);
	free(cut);
	for (size_t i = 0; i < LENGTH(targets); i++) {
		char *target =
		    visitor_fill(targets[i], '$', visitor_state(login));
		char *page = visitor_get(login, target, "");

		expect_page(page, 400);
		free(page);
		free(target);
	}
	visitor_expect_login(login);
}

static void
login_waits_on_when_the_request_is_not_a_visit(void **state)
{
	static const struct {
		const char *method, *path, *headers;
		int status;
	} cases[] = {
		{ "HEAD", "/", "", 405 },
		{ "POST", "/", "Content-Length: 0\r\n", 405 },
		{ "PUT", "/", "Content-Length: 0\r\n", 405 },
		{ "DELETE", "/", "", 405 },
		{ "OPTIONS", "/", "Origin: https://evil.example\r\n", 405 },
		{ "OPTIONS", "*", "", 405 },
		{ "TRACE", "/", "", 405 },
		{ "CONNECT", "/", "", 405 },
		{ "get", "/", "", 405 },
		{ "GETGET", "/", "", 405 },
		{ "GET", "/", "Origin: https://evil.example\r\n", 403 },
		{ "GET", "/", "Origin: null\r\n", 403 },
		{ "GET", "/", "origin: http://localhost\r\n", 403 },
		{ "GET", "/", "Sec-Purpose: prefetch\r\n", 403 },
		{ "GET", "/", "Purpose: prefetch\r\n", 403 },
		{ "GET", "/", "Sec-Purpose: prefetch;prerender\r\n", 403 },
		{ "GET", "/favicon.ico", "", 404 },
		{ "GET", "//", "", 404 },
		{ "GET", "/.", "", 404 },
		{ "GET", "/x", "", 404 },
		{ "GET", "/%2f", "", 404 },
		{ "GET", "/index.html", "", 404 },
	};
	struct login *login = *state;

	for (size_t i = 0; i < LENGTH(cases); i++) {
		char *request = xasprintf("%s %s%s HTTP/1.1\r\nHost: "
		                          "localhost:%d\r\n%s\r\n",
		    cases[i].method, cases[i].path, visitor_target(login) + 1,
		    login_port(login), cases[i].headers);
		char *page = visitor_ask(login, "127.0.0.1", request);

		if (visitor_status(page) != cases[i].status)
			fail_msg("%s\nis answered: %s", request, page);
		expect_page(page, cases[i].status);
		free(page);
		free(request);
	}
	visitor_expect_login(login);
}

static void
login_waits_on_when_the_host_is_another(void **state)
{
	/* "$" stands for the port. */
	static const char *const lines[] = { "Host: evil.example\r\n",
		"Host: localhost\r\n", "Host: localhost:1\r\n",
		"Host: localhost:$0\r\n", "Host: localhost:$.evil.example\r\n",
		"Host: localhost.evil.example:$\r\n", "Host: 127.0.0.2:$\r\n",
		"Host: user@localhost:$\r\n", "Host: \r\n",
		"X-Host: localhost:$\r\n",
		"Host: localhost:$\r\nHost: evil.example\r\n",
		"Host: evil.example\r\nHost: localhost:$\r\n" };
	struct login *login = *state;
	char *port = xasprintf("%d", login_port(login));

	for (size_t i = 0; i < LENGTH(lines); i++) {
		char *host = visitor_fill(lines[i], '$', port);
		char *page, *request;
		int status;

		request = xasprintf(
		    "GET %s HTTP/1.1\r\n%s\r\n", visitor_target(login), host);
		page = visitor_ask(login, "127.0.0.1", request);
		status = visitor_status(page);
		if (status < 400 || status > 499)
			fail_msg("%s\nis answered: %s", request, page);
		free(page);
		free(request);
		free(host);
	}
	free(port);
	visitor_expect_login(login);
}

static void
login_is_over_when_the_code_was_taken(void **state)
{
	struct login *login = *state;
	struct redirect_answer answer = { 0 };
	char *page;

	visitor_expect_login(login);
	/* A second answer comes before the first is dealt with. */
	visitor_expect(login, visitor_target(login), "", 303);
	login_finish(login);
	assert_false(login_next(login, &answer));
	page = visitor_get(login, visitor_target(login), "");
	expect_page(page, 410);
	free(page);
	visitor_expect(login, "/", "", 410);
	visitor_expect(login, "/done", "", 200);
	assert_false(login_next(login, &answer));
}

static void
login_requires_the_state_of_the_service_when_it_has_one(void **state)
{
	struct login *login = visitor_login("http://127.0.0.1:0");
	struct redirect_answer answer = { 0 };
	struct error err = { 0 };
	char *address;

	(void)state;
	assert_true(login_listen(login, &err));
	assert_null(login_url(login));
	visitor_expect(login, "/?code=x&state=", "", 400);
	address = xasprintf("https://users.numind.ai/a?response_type=code&"
	                    "state=th%%65irs+1&redirect_uri=%s",
	    login_redirect_uri(login));
	assert_true(login_set_address(login, address, &err));
	assert_string_equal(login_url(login), address);
	assert_string_equal(login_host(login), "users.numind.ai");
	assert_true(login_has_known_host(login));
	free(address);
	visitor_expect(login, "/?code=x&state=theirs", "", 400);
	visitor_expect(login, "/?code=x&state=theirs%201", "", 303);
	assert_true(login_next(login, &answer));
	redirect_answer_clear(&answer);
	login_free(login);
}

static void
login_makes_a_new_state_when_it_is_a_new_login(void **state)
{
	struct login *other = visitor_listening("http://localhost:0");
	struct login *login = *state;
	char *first = xstrdup(visitor_state(login));

	assert_int_equal(strlen(first), 32);
	assert_int_equal(strspn(first, "0123456789abcdef"), 32);
	assert_string_not_equal(first, visitor_state(other));
	free(first);
	visitor_expect(login, visitor_target(other), "", 400);
	login_free(other);
}

static void
login_keeps_to_its_path_when_it_has_one(void **state)
{
	struct login *login = visitor_listening("http://localhost:0/done");
	char *target = xasprintf("/done?code=a&state=%s", visitor_state(login));
	struct redirect_answer answer = { 0 };
	char *page;

	(void)state;
	visitor_expect(login, visitor_target(login), "", 404);
	page = visitor_get(login, target, "");
	expect_page(page, 303);
	expect_text(page, "\r\nLocation: /closed\r\n");
	free(page);
	visitor_expect(login, "/closed", "", 200);
	assert_true(login_next(login, &answer));
	redirect_answer_clear(&answer);
	free(target);
	login_free(login);
}

static void
login_waits_on_when_the_issuer_is_another(void **state)
{
	struct login_options options = { .redirect_uri = "http://localhost:0",
		.issuer = "https://id.example" };
	struct redirect_answer answer = { 0 };
	struct error err = { 0 };
	struct login *login;
	char *address, *target;

	(void)state;
	assert_true(
	    service_address_parse(VISITOR_SERVICE, &options.service, &err));
	login = login_new(&options, &err);
	assert_true(login_listen(login, &err));
	address = xasprintf("https://users.numind.ai/auth?redirect_uri=%s",
	    login_redirect_uri(login));
	assert_true(login_set_address(login, address, &err));
	target =
	    xasprintf("%s&iss=https://evil.example", visitor_target(login));
	visitor_expect(login, target, "", 400);
	assert_false(login_next(login, &answer));
	free(address);
	address = xasprintf("%s%s", login_redirect_uri(login), target);
	login_paste(login, address, &answer);
	assert_int_equal(answer.fault, REDIRECT_WRONG_ISSUER);
	free(target);
	target = xasprintf("%s&iss=https://id.example", visitor_target(login));
	visitor_expect(login, target, "", 303);
	assert_true(login_next(login, &answer));
	assert_int_equal(answer.verdict, REDIRECT_CODE);
	assert_string_equal(answer.issuer, "https://id.example");
	redirect_answer_clear(&answer);
	login_free(login);
	free(address);
	free(target);
}

static void
login_has_the_code_when_the_address_is_pasted(void **state)
{
	struct login *login = *state;
	struct redirect_answer answer = { 0 };
	char *text = xasprintf("\"http://localhost:%d\n%s\"", login_port(login),
	    visitor_target(login));

	login_paste(login, text, &answer);
	assert_int_equal(answer.verdict, REDIRECT_CODE);
	assert_string_equal(secret_bytes(&answer.code), VISITOR_CODE);
	login_paste(login, VISITOR_CODE, &answer);
	assert_int_equal(answer.verdict, REDIRECT_FOREIGN);
	assert_int_equal(answer.fault, REDIRECT_NO_ADDRESS);
	assert_true(secret_is_empty(&answer.code));
	free(text);
	visitor_expect_login(login);
}

#define LOGIN_TEST(name) \
	cmocka_unit_test_setup_teardown(name, visitor_setup, visitor_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		LOGIN_TEST(login_has_the_code_when_the_browser_returns),
		LOGIN_TEST(
		    login_has_the_code_when_the_browser_comes_over_any_loopback),
		LOGIN_TEST(login_is_refused_when_the_identity_server_says_so),
		LOGIN_TEST(login_waits_on_when_the_answer_is_foreign),
		LOGIN_TEST(login_waits_on_when_the_request_is_not_a_visit),
		LOGIN_TEST(login_waits_on_when_the_host_is_another),
		LOGIN_TEST(login_is_over_when_the_code_was_taken),
		cmocka_unit_test(
		    login_requires_the_state_of_the_service_when_it_has_one),
		LOGIN_TEST(login_makes_a_new_state_when_it_is_a_new_login),
		cmocka_unit_test(login_keeps_to_its_path_when_it_has_one),
		cmocka_unit_test(login_waits_on_when_the_issuer_is_another),
		LOGIN_TEST(login_has_the_code_when_the_address_is_pasted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
