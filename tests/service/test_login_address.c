/* SPDX-License-Identifier: ISC */
/* Which addresses a browser is given, and which never. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "auth/login_address.h"
#include "base/xmalloc.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define HOME "http://localhost:5173"
#define STATE "0123456789abcdef0123456789abcdef"
#define BACK "redirect_uri=http%3A%2F%2Flocalhost%3A5173"
#define QUERY "?response_type=code&" BACK

static bool
read_for(const char *service, const char *text, struct login_address *address,
    struct error *err)
{
	struct service_address origin;
	struct secret state = { 0 };
	bool is_good;

	assert_true(service_address_parse(service, &origin, err));
	secret_set(&state, STATE, strlen(STATE));
	is_good = login_address_read(text, &origin, HOME, &state, address, err);
	secret_clear(&state);
	return is_good;
}

static void
expect_read(
    const char *service, const char *text, const char *url, const char *host)
{
	struct login_address address = { 0 };
	struct error err = { 0 };

	if (!read_for(service, text, &address, &err))
		fail_msg("%s: %s", err.detail, text);
	assert_string_equal(address.url, url);
	assert_string_equal(address.host, host);
	login_address_clear(&address);
}

static void
login_address_gets_a_state_when_it_has_none(void **state)
{
	static const char *const texts[] = {
		"https://users.numind.ai/realms/extract-platform/protocol/"
		"openid-connect/auth" QUERY "&scope=openid+email",
		"https://users.numind.ai/" QUERY,
		"https://users.numind.ai/a;b=(c),d!*" QUERY "&x=%C3%a4@:/?",
		"https://users.numind.ai/../a/./b" QUERY,
		"https://users.numind.ai/?" BACK,
		"https://users.numind.ai/?redirect_uri=" HOME,
		"https://users.numind.ai/?redirect%5Furi=" HOME "&states=1",
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(texts); i++) {
		char *url = xasprintf("%s&state=" STATE, texts[i]);

		expect_read(
		    "https://nuextract.ai", texts[i], url, "users.numind.ai");
		free(url);
	}
}

static void
login_address_keeps_its_state_when_it_has_one(void **state)
{
	static const char text[] =
	    "https://users.numind.ai/a" QUERY "&st%61te=Aa%2B+b&nonce=1";
	struct login_address address = { 0 };
	struct error err = { 0 };

	(void)state;
	assert_true(read_for("https://nuextract.ai", text, &address, &err));
	assert_string_equal(address.url, text);
	assert_string_equal(secret_bytes(&address.state), "Aa+ b");
	login_address_clear(&address);
}

/* What a shell, a browser or a person could take for something else. */
static const char *const hostile[] = {
	"",
	" ",
	"-",
	"--help",
	"--new-window" QUERY,
	"$(id)",
	"`id`",
	"/etc/passwd",
	"users.numind.ai/" QUERY,
	"//users.numind.ai/" QUERY,
	"file:///etc/passwd",
	"file://users.numind.ai/" QUERY,
	"javascript:alert(1)",
	"data:text/html,x" QUERY,
	"ftp://users.numind.ai/" QUERY,
	"http://users.numind.ai/" QUERY,
	"http://127.0.0.1/" QUERY,
	"HTTPS://users.numind.ai/" QUERY,
	"https:/users.numind.ai/" QUERY,
	"https:///users.numind.ai/" QUERY,
	"https:users.numind.ai/" QUERY,
	"https://",
	"https:///" QUERY,
	"https://" QUERY,
	"https://:443/" QUERY,
	"https://a@users.numind.ai/" QUERY,
	"https://a:b@users.numind.ai/" QUERY,
	"https://@users.numind.ai/" QUERY,
	"https://users.numind.ai:1@evil.example/" QUERY,
	"https://users.numind.ai%40evil.example/" QUERY,
	"https://users.numind.ai\\@evil.example/" QUERY,
	"https://users.numind.ai\\.evil.example/" QUERY,
	"https://users%2enumind.ai/" QUERY,
	"https://users.numind.ai:x/" QUERY,
	"https://users.numind.ai:99999/" QUERY,
	"https://users.numind.ai:-1/" QUERY,
	"https://users.numind.ai#/" QUERY,
	"https://users.numind.ai/" QUERY "#x",
	"https://[::1" QUERY,
	"https://[fe80::1%25eth0]/" QUERY,
	"https://0x7f.1/" QUERY,
	"https://b\xc3\xbc"
	"cher.example/" QUERY,
	"https://users.numind.ai\xe3\x80\x82"
	"x/" QUERY,
	"https://users.numind.ai /" QUERY,
	" https://users.numind.ai/" QUERY,
	"https://users.numind.ai/" QUERY "\n",
	"https://users.numind.ai/" QUERY "\r\nX: y",
	"https://users.numind.ai/\t" QUERY,
	"https://users.numind.ai/\x7f" QUERY,
	"https://users.numind.ai/\x1b[31m" QUERY,
	"https://users.numind.ai/\"" QUERY,
	"https://users.numind.ai/'" QUERY,
	"https://users.numind.ai/`id`" QUERY,
	"https://users.numind.ai/$(id)" QUERY,
	"https://users.numind.ai/$HOME" QUERY,
	"https://users.numind.ai/<x>" QUERY,
	"https://users.numind.ai/{x}|^" QUERY,
	"https://users.numind.ai/\\" QUERY,
	"https://users.numind.ai/%00" QUERY,
	"https://users.numind.ai/",
	"https://users.numind.ai/?response_type=code",
	"https://users.numind.ai/?redirect_uri=",
	"https://users.numind.ai/?redirect_uri=http://evil.example",
	"https://users.numind.ai/?redirect_uri=" HOME "/",
	"https://users.numind.ai/?redirect_uri=" HOME "%00",
	"https://users.numind.ai/?redirect_uri=" HOME "1",
	"https://users.numind.ai/" QUERY "&redirect_uri=http://e.x",
	"https://users.numind.ai/" QUERY "&" BACK,
	"https://users.numind.ai/?Redirect_Uri=" HOME,
	"https://users.numind.ai/?response_type=token&" BACK,
	"https://users.numind.ai/?response_type=&" BACK,
	"https://users.numind.ai/?response_type=code+token&" BACK,
	"https://users.numind.ai/" QUERY "&response_type=token",
	"https://users.numind.ai/" QUERY "&state=",
	"https://users.numind.ai/" QUERY "&state",
	"https://users.numind.ai/" QUERY "&state=a&state=b",
};

static void
login_address_is_refused_when_a_browser_must_not_have_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(hostile); i++) {
		struct login_address address = { 0 };
		struct error err = { 0 };

		if (read_for(
		        "https://nuextract.ai", hostile[i], &address, &err))
			fail_msg("accepted: %s", hostile[i]);
		assert_int_equal(err.kind, ERROR_ANSWER);
		assert_null(address.url);
		assert_true(secret_is_empty(&address.state));
	}
}

static void
login_address_is_refused_when_it_is_too_long(void **state)
{
	static const char beginning[] = "https://users.numind.ai/" QUERY "&x=";
	char *text = xcalloc(LOGIN_ADDRESS_MAX + 2, 1);
	struct login_address address = { 0 };
	struct error err = { 0 };

	(void)state;
	memset(text, 'x', LOGIN_ADDRESS_MAX);
	memcpy(text, beginning, strlen(beginning));
	assert_true(read_for("https://nuextract.ai", text, &address, &err));
	login_address_clear(&address);
	text[LOGIN_ADDRESS_MAX] = 'x';
	assert_false(read_for("https://nuextract.ai", text, &address, &err));
	free(text);
}

static void
login_address_may_be_http_when_the_service_is_on_loopback(void **state)
{
	static const char text[] = "http://127.0.0.1:8080/login" QUERY;

	(void)state;
	expect_read("http://127.0.0.1:8080", text,
	    "http://127.0.0.1:8080/login" QUERY "&state=" STATE,
	    "127.0.0.1:8080");
	expect_read("https://localhost", "https://[::1]:1/" QUERY,
	    "https://[::1]:1/" QUERY "&state=" STATE, "[::1]:1");
}

static void
login_address_is_known_when_its_host_is(void **state)
{
	static const struct {
		const char *host;
		bool is_known;
	} cases[] = {
		{ "users.numind.ai", true },
		{ "Users.Numind.AI", true },
		{ "nuextract.ai:8443", true },
		{ "login.example", true },
		{ "nuextract.ai", false },
		{ "users.numind.ai:8443", false },
		{ "users.numind.ai.", false },
		{ "users.numind.ai.evil.example", false },
		{ "xusers.numind.ai", false },
		{ "numind.ai", false },
		{ "xn--bcher-kva.example", false },
		{ "login.example.org", false },
	};
	static const char *const hosts[] = { "other.example", "login.example",
		NULL };
	struct service_address service;
	struct error err = { 0 };

	(void)state;
	assert_true(
	    service_address_parse("https://nuextract.ai:8443", &service, &err));
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct login_address address = { 0 };
		char *text = xasprintf("https://%s/%s", cases[i].host, QUERY);

		if (!read_for("https://nuextract.ai", text, &address, &err))
			fail_msg("%s: %s", err.detail, text);
		if (login_address_has_known_host(&address, &service, hosts) !=
		    cases[i].is_known)
			fail_msg("wrong: %s", cases[i].host);
		assert_int_equal(
		    login_address_has_known_host(&address, &service, NULL),
		    cases[i].is_known && strstr(text, "login.") == NULL);
		login_address_clear(&address);
		free(text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(login_address_gets_a_state_when_it_has_none),
		cmocka_unit_test(login_address_keeps_its_state_when_it_has_one),
		cmocka_unit_test(
		    login_address_is_refused_when_a_browser_must_not_have_it),
		cmocka_unit_test(login_address_is_refused_when_it_is_too_long),
		cmocka_unit_test(
		    login_address_may_be_http_when_the_service_is_on_loopback),
		cmocka_unit_test(login_address_is_known_when_its_host_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
