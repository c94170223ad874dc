/* SPDX-License-Identifier: ISC */
/* Which addresses of the service are accepted, and what they come to. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "auth/service_address.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void
service_address_is_accepted_when_safe(void **state)
{
	static const struct {
		const char *url, *origin, *host;
		bool is_loopback;
	} cases[] = {
		{ "https://nuextract.ai", "https://nuextract.ai",
		    "nuextract.ai", false },
		{ "https://NuExtract.ai/", "https://nuextract.ai",
		    "nuextract.ai", false },
		{ "HTTPS://host:443", "https://host", "host", false },
		{ "https://host:8443/", "https://host:8443", "host:8443",
		    false },
		{ "http://127.0.0.1:8080", "http://127.0.0.1:8080",
		    "127.0.0.1:8080", true },
		{ "http://127.9.9.9", "http://127.9.9.9", "127.9.9.9", true },
		{ "http://[::1]:80/", "http://[::1]", "[::1]", true },
		{ "http://localhost:1", "http://localhost:1", "localhost:1",
		    true },
		{ "https://localhost", "https://localhost", "localhost", true },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct service_address address;
		struct error err;

		assert_true(
		    service_address_parse(cases[i].url, &address, &err));
		assert_string_equal(address.origin, cases[i].origin);
		assert_string_equal(address.host, cases[i].host);
		assert_int_equal(address.is_loopback, cases[i].is_loopback);
	}
}

static void
service_address_is_refused_when_it_could_leak(void **state)
{
	static const char *const urls[] = { "", "nuextract.ai", "//host",
		"http://nuextract.ai", "http://127.0.0.1.evil.example",
		"http://localhost.evil.example", "http://128.0.0.1",
		"http://[::2]", "ftp://host", "file:///etc/passwd",
		"javascript:alert(1)", "https://", "https://user@host",
		"https://user:word@host", "https://host/path",
		"https://host/?q", "https://host/#f", "https://host?x",
		"https://host:99999", "https://ho st", "https://host\r\nX: y" };

	(void)state;
	for (size_t i = 0; i < LENGTH(urls); i++) {
		struct service_address address = { .host = "before" };
		struct error err = { 0 };

		if (service_address_parse(urls[i], &address, &err))
			print_error("accepted: %s\n", urls[i]);
		assert_int_equal(err.kind, ERROR_USAGE);
		assert_non_null(strstr(err.detail, "https://"));
		assert_null(strstr(err.detail, "word"));
		assert_string_equal(address.host, "before");
	}
}

static void
service_address_names_the_host_when_asked_for_it(void **state)
{
	char host[20];

	(void)state;
	service_address_host_of("https://a.example:81/x?y", host, sizeof(host));
	assert_string_equal(host, "a.example:81");
	service_address_host_of("nonsense", host, sizeof(host));
	assert_string_equal(host, "");
	service_address_host_of(
	    "gopher://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", host, sizeof(host));
	assert_int_equal(strlen(host), sizeof(host) - 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(service_address_is_accepted_when_safe),
		cmocka_unit_test(service_address_is_refused_when_it_could_leak),
		cmocka_unit_test(
		    service_address_names_the_host_when_asked_for_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
