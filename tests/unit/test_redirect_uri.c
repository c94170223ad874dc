/* SPDX-License-Identifier: ISC */
/* Which redirect URIs are accepted, and which requests are meant for them. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "auth/redirect_uri.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void
redirect_uri_is_read_when_it_is_http_on_loopback(void **state)
{
	static const struct {
		const char *text, *again;
		enum redirect_family family;
	} cases[] = {
		{ "http://localhost:5173", "http://localhost:5173",
		    REDIRECT_LOCALHOST },
		{ "HTTP://LocalHost:5173/", "http://localhost:5173/",
		    REDIRECT_LOCALHOST },
		{ "http://127.0.0.1:1/cb", "http://127.0.0.1:1/cb",
		    REDIRECT_IPV4 },
		{ "http://127.1.2.3:65535/", "http://127.1.2.3:65535/",
		    REDIRECT_IPV4 },
		{ "http://[::1]:0/a%20b", "http://[::1]:0/a%20b",
		    REDIRECT_IPV6 },
		{ "http://localhost", "http://localhost:80",
		    REDIRECT_LOCALHOST },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct redirect_uri uri;
		char *again;

		assert_true(redirect_uri_parse(
		    cases[i].text, strlen(cases[i].text), &uri));
		assert_int_equal(uri.family, cases[i].family);
		again = redirect_uri_text(&uri);
		assert_string_equal(again, cases[i].again);
		free(again);
	}
}

static void
redirect_uri_is_refused_when_it_leads_elsewhere(void **state)
{
	static const char *const texts[] = { "", "http://", "localhost:5173",
		"https://localhost:5173", "http://example.com:5173",
		"http://localhost.:5173", "http://localhost:5173?x",
		"http://localhost:5173/?x", "http://localhost:5173/#x",
		"http://u@localhost:5173", "http://localhost:65536",
		"http://localhost:", "http://localhost:+1",
		"http://localhost: 1", "http://0.0.0.0:1", "http://[::]:1",
		"http://::1:1", "http://[::1:1", "http://128.0.0.1:1",
		"http://127.0.0.1.evil.example", "http://127.1:80",
		"http://localhost:1/a b", "http://localhost:1/\n",
		"http://localhost:1/\xc3\xa4", "http://localhost:1\\@evil/" };
	struct redirect_uri uri = { .port = 7 };

	(void)state;
	for (size_t i = 0; i < LENGTH(texts); i++)
		if (redirect_uri_parse(texts[i], strlen(texts[i]), &uri))
			fail_msg("accepted: %s", texts[i]);
	assert_int_equal(uri.port, 7);
}

static void
redirect_uri_knows_its_authority_when_it_is_loopback(void **state)
{
	static const struct {
		const char *text;
		bool is_own;
	} cases[] = {
		{ "127.9.9.9:80", true },
		{ "127.9.9.9", true },
		{ "localhost", true },
		{ "LOCALHOST:80", true },
		{ "127.0.0.1:80", true },
		{ "[::1]", true },
		{ "", false },
		{ "127.9.9.8", false },
		{ "localhost:8", false },
		{ "localhost:", false },
		{ "[::1", false },
		{ "::1", false },
		{ "localhost.", false },
	};
	struct redirect_uri uri;

	(void)state;
	assert_true(redirect_uri_parse(
	    "http://127.9.9.9", strlen("http://127.9.9.9"), &uri));
	assert_string_equal(redirect_uri_path(&uri), "/");
	for (size_t i = 0; i < LENGTH(cases); i++)
		assert_int_equal(redirect_uri_is_authority(&uri, cases[i].text,
		                     strlen(cases[i].text)),
		    cases[i].is_own);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    redirect_uri_is_read_when_it_is_http_on_loopback),
		cmocka_unit_test(
		    redirect_uri_is_refused_when_it_leads_elsewhere),
		cmocka_unit_test(
		    redirect_uri_knows_its_authority_when_it_is_loopback),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
