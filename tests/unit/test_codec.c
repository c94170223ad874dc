/* SPDX-License-Identifier: ISC */
/* The wire form of every call, and what never becomes a request. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "auth/codec.h"
#include "base/xmalloc.h"

#define FOLDER "/api/auth/api-keys/"

static void
expect_form(const struct request *request, enum http_method method,
    const char *path, const char *body)
{
	struct http_request http;
	struct error err = { 0 };

	assert_true(codec_encode(request, &http, &err));
	assert_int_equal(err.kind, ERROR_NONE);
	assert_int_equal(http.method, method);
	assert_string_equal(http.path, path);
	assert_string_equal(buffer_text(&http.body), body);
	http_request_clear(&http);
}

static void
expect_refusal(const struct request *request)
{
	struct http_request http;
	struct error err = { 0 };

	assert_false(codec_encode(request, &http, &err));
	assert_int_equal(err.kind, ERROR_INPUT);
	assert_string_not_equal(err.detail, "");
	http_request_clear(&http);
}

static struct request
with_secret(enum request_kind kind, const char *bytes, size_t length)
{
	struct request request = { .seq = 1, .kind = kind };

	secret_set(&request.secret, bytes, length);
	return request;
}

static char *
repeated(char byte, size_t count)
{
	char *text = xcalloc(count + 1, 1);

	memset(text, byte, count);
	return text;
}

static void
codec_writes_plain_gets_when_nothing_is_to_say(void **state)
{
	struct request profile = { .kind = REQUEST_PROFILE };
	struct request list = { .kind = REQUEST_LIST };

	(void)state;
	expect_form(&profile, HTTP_GET, "/api/auth/me", "");
	expect_form(&list, HTTP_GET, "/api/auth/api-keys", "");
}

static void
codec_encodes_redirect_uri_when_asking_for_login_address(void **state)
{
	char uri[] = "http://localhost:5173/a b?c=d&e=ü";
	struct request request = { .kind = REQUEST_LOGIN_ADDRESS,
		.redirect_uri = uri };

	(void)state;
	expect_form(&request, HTTP_GET,
	    "/api/auth?redirectUri=http%3A%2F%2Flocalhost%3A5173%2F"
	    "a%20b%3Fc%3Dd%26e%3D%C3%BC",
	    "");
}

static void
codec_names_the_type_when_asking_for_tokens(void **state)
{
	char uri[] = "http://localhost:5173";
	struct request code = with_secret(REQUEST_TOKEN_BY_CODE, "a\"b.c", 5);
	struct request refresh = with_secret(REQUEST_TOKEN_REFRESH, "xyz", 3);

	(void)state;
	code.redirect_uri = uri;
	expect_form(&code, HTTP_POST, "/api/auth/token",
	    "{\"type\":\"ai.numind.extract.shared.TokenCodeRequest\","
	    "\"code\":\"a\\\"b.c\","
	    "\"redirectUri\":\"http://localhost:5173\"}");
	expect_form(&refresh, HTTP_POST, "/api/auth/token",
	    "{\"type\":\"ai.numind.extract.shared.TokenRefreshRequest\","
	    "\"token\":\"xyz\"}");
	secret_clear(&code.secret);
	secret_clear(&refresh.secret);
}

static void
codec_sends_one_json_string_when_logging_out(void **state)
{
	struct request request = with_secret(REQUEST_LOGOUT, "re\\fresh", 8);
	struct request bare = { .kind = REQUEST_LOGOUT };

	(void)state;
	expect_form(&request, HTTP_POST, "/api/auth/logout", "\"re\\\\fresh\"");
	expect_form(&bare, HTTP_POST, "/api/auth/logout", "\"\"");
	secret_clear(&request.secret);
}

static void
codec_leaves_organization_out_when_personal(void **state)
{
	char name[] = "ci \"bot\" 漢\n", organization[] = "org-1";
	struct request request = { .kind = REQUEST_CREATE, .name = name };

	(void)state;
	expect_form(&request, HTTP_POST, "/api/auth/api-keys",
	    "{\"name\":\"ci \\\"bot\\\" 漢\\n\"}");
	request.organization = organization;
	expect_form(&request, HTTP_POST, "/api/auth/api-keys",
	    "{\"name\":\"ci \\\"bot\\\" 漢\\n\",\"maybeOrga\":\"org-1\"}");
}

static void
codec_writes_rename_and_delete_when_given_an_id(void **state)
{
	char id[] = "k-1", name[] = "new";
	struct request rename = {
		.kind = REQUEST_RENAME, .id = id, .name = name
	};
	struct request delete = { .kind = REQUEST_DELETE, .id = id };

	(void)state;
	expect_form(&rename, HTTP_PUT, FOLDER "k-1", "{\"name\":\"new\"}");
	expect_form(&delete, HTTP_DELETE, FOLDER "k-1", "");
}

static void
codec_keeps_to_one_segment_when_ids_are_hostile(void **state)
{
	static const struct {
		const char *id, *path;
	} cases[] = {
		{ "../account", FOLDER "..%2Faccount" },
		{ "a/../../account", FOLDER "a%2F..%2F..%2Faccount" },
		{ "%2e%2e", FOLDER "%252e%252e" },
		{ "...", FOLDER "..." },
		{ "k?x", FOLDER "k%3Fx" },
		{ "k#f", FOLDER "k%23f" },
		{ "k;p=1", FOLDER "k%3Bp%3D1" },
		{ "a b", FOLDER "a%20b" },
		{ "..\\account", FOLDER "..%5Caccount" },
		{ "\r\nX: y", FOLDER "%0D%0AX%3A%20y" },
		{ "\xff", FOLDER "%FF" },
		{ "AZaz09-._~", FOLDER "AZaz09-._~" },
	};
	char name[] = "n";

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *id = xstrdup(cases[i].id);
		struct request delete = { .kind = REQUEST_DELETE, .id = id };
		struct request rename = {
			.kind = REQUEST_RENAME, .id = id, .name = name
		};

		expect_form(&delete, HTTP_DELETE, cases[i].path, "");
		expect_form(
		    &rename, HTTP_PUT, cases[i].path, "{\"name\":\"n\"}");
		free(id);
	}
}

static void
codec_refuses_when_id_is_no_segment(void **state)
{
	char *ids[] = { NULL, xstrdup(""), xstrdup("."), xstrdup(".."),
		repeated('x', CODEC_ID_MAX + 1), repeated('x', 5000) };
	char name[] = "n";

	(void)state;
	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		struct request delete = { .kind = REQUEST_DELETE,
			.id = ids[i] };
		struct request rename = {
			.kind = REQUEST_RENAME, .id = ids[i], .name = name
		};

		expect_refusal(&delete);
		expect_refusal(&rename);
		free(ids[i]);
	}
}

static void
codec_accepts_id_when_it_is_just_short_enough(void **state)
{
	char *id = repeated('/', CODEC_ID_MAX);
	struct request delete = { .kind = REQUEST_DELETE, .id = id };
	struct http_request http;
	struct error err;

	(void)state;
	assert_true(codec_encode(&delete, &http, &err));
	assert_int_equal(
	    strlen(http.path), strlen(FOLDER) + (size_t)3 * CODEC_ID_MAX);
	http_request_clear(&http);
	free(id);
}

static void
codec_refuses_when_name_cannot_be_sent(void **state)
{
	char id[] = "k";
	char *names[] = { NULL, xstrdup(""), xstrdup("a\xc3("),
		repeated('x', CODEC_NAME_MAX + 1) };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct request create = { .kind = REQUEST_CREATE,
			.name = names[i] };
		struct request rename = {
			.kind = REQUEST_RENAME, .id = id, .name = names[i]
		};

		expect_refusal(&create);
		expect_refusal(&rename);
		free(names[i]);
	}
}

static void
codec_refuses_when_a_secret_would_be_cut_or_is_too_long(void **state)
{
	char *huge = repeated('x', CODEC_BODY_MAX);
	struct request cut = with_secret(REQUEST_TOKEN_REFRESH, "a\0b", 3);
	struct request large =
	    with_secret(REQUEST_LOGOUT, huge, CODEC_BODY_MAX);

	(void)state;
	expect_refusal(&cut);
	expect_refusal(&large);
	secret_clear(&cut.secret);
	secret_clear(&large.secret);
	free(huge);
}

static void
codec_caps_the_answer_when_encoding(void **state)
{
	struct request list = { .kind = REQUEST_LIST };
	struct request profile = { .kind = REQUEST_PROFILE };
	struct http_request http;
	struct error err;

	(void)state;
	assert_true(codec_encode(&list, &http, &err));
	assert_int_equal(http.body_max, CODEC_LIST_MAX);
	assert_int_equal(http.timeout_ms, 300000);
	http_request_clear(&http);
	assert_true(codec_encode(&profile, &http, &err));
	assert_int_equal(http.body_max, CODEC_BODY_MAX);
	assert_int_equal(http.timeout_ms, 30000);
	http_request_clear(&http);
}

static void
codec_wants_the_bearer_when_the_contract_does(void **state)
{
	(void)state;
	assert_false(codec_needs_bearer(REQUEST_LOGIN_ADDRESS));
	assert_false(codec_needs_bearer(REQUEST_TOKEN_BY_CODE));
	assert_false(codec_needs_bearer(REQUEST_TOKEN_REFRESH));
	assert_true(codec_needs_bearer(REQUEST_PROFILE));
	assert_true(codec_needs_bearer(REQUEST_LOGOUT));
	assert_true(codec_needs_bearer(REQUEST_LIST));
	assert_true(codec_needs_bearer(REQUEST_CREATE));
	assert_true(codec_needs_bearer(REQUEST_RENAME));
	assert_true(codec_needs_bearer(REQUEST_DELETE));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    codec_writes_plain_gets_when_nothing_is_to_say),
		cmocka_unit_test(
		    codec_encodes_redirect_uri_when_asking_for_login_address),
		cmocka_unit_test(codec_names_the_type_when_asking_for_tokens),
		cmocka_unit_test(codec_sends_one_json_string_when_logging_out),
		cmocka_unit_test(codec_leaves_organization_out_when_personal),
		cmocka_unit_test(
		    codec_writes_rename_and_delete_when_given_an_id),
		cmocka_unit_test(
		    codec_keeps_to_one_segment_when_ids_are_hostile),
		cmocka_unit_test(codec_refuses_when_id_is_no_segment),
		cmocka_unit_test(codec_accepts_id_when_it_is_just_short_enough),
		cmocka_unit_test(codec_refuses_when_name_cannot_be_sent),
		cmocka_unit_test(
		    codec_refuses_when_a_secret_would_be_cut_or_is_too_long),
		cmocka_unit_test(codec_caps_the_answer_when_encoding),
		cmocka_unit_test(codec_wants_the_bearer_when_the_contract_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
