/* SPDX-License-Identifier: ISC */
/* What each answer comes to: its outcome and its reason. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "auth/codec.h"
#include "auth/decoder.h"
#include "base/xmalloc.h"
#include "support/decoding.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static const enum request_kind all_kinds[] = { REQUEST_LOGIN_ADDRESS,
	REQUEST_TOKEN_BY_CODE, REQUEST_TOKEN_REFRESH, REQUEST_PROFILE,
	REQUEST_LOGOUT, REQUEST_LIST, REQUEST_CREATE, REQUEST_RENAME,
	REQUEST_DELETE };

static void
decoder_is_done_when_delete_or_logout_answer_with_nothing(void **state)
{
	struct reply deleted = decoded_json(REQUEST_DELETE, 200, "");
	struct reply gone = decoded_json(REQUEST_DELETE, 204, "");
	struct reply left = decoded_json(REQUEST_LOGOUT, 200, "{}");
	struct reply silent = decoded_json(REQUEST_LOGOUT, 204, "");

	(void)state;
	assert_int_equal(deleted.outcome, OUTCOME_DONE);
	assert_int_equal(gone.outcome, OUTCOME_DONE);
	assert_int_equal(left.outcome, OUTCOME_DONE);
	assert_int_equal(silent.outcome, OUTCOME_DONE);
	expect_unreadable(REQUEST_DELETE, "garbage");
	expect_unreadable(REQUEST_LOGOUT, "garbage");
}

static void
decoder_is_unsure_when_a_success_is_unreadable(void **state)
{
	static const char *const bodies[] = { "7", "\"x\"", "true", "{",
		"{\"id\":", "{}]", "<!DOCTYPE html>", "\xff\xfe",
		"{'id':'x'}" };

	(void)state;
	for (size_t kind = 0; kind < LENGTH(all_kinds); kind++)
		for (size_t i = 0; i < LENGTH(bodies); i++)
			if (all_kinds[kind] != REQUEST_LOGIN_ADDRESS)
				expect_unreadable(all_kinds[kind], bodies[i]);
	expect_unreadable(REQUEST_LIST, "{}");
	expect_unreadable(REQUEST_LIST, "");
	expect_unreadable(REQUEST_CREATE, "");
	expect_unreadable(REQUEST_CREATE, "[]");
	expect_unreadable(REQUEST_CREATE, "{\"id\":\"k\",\"name\":\"n\"}");
	expect_unreadable(REQUEST_PROFILE, "{\"email\":\"a\"}");
	expect_unreadable(REQUEST_PROFILE, "{\"email\":null,\"isAdmin\":true}");
	expect_unreadable(REQUEST_PROFILE,
	    "{\"email\":\"a\",\"isAdmin\":true,\"organizations\":{}}");
	expect_unreadable(REQUEST_PROFILE,
	    "{\"email\":\"a\",\"isAdmin\":true,\"organizations\":[7]}");
}

static void
decoder_says_html_when_a_page_answers(void **state)
{
	static const char page[] = "<html>Sign in, please</html>";

	(void)state;
	for (size_t i = 0; i < LENGTH(all_kinds); i++) {
		struct request request = { .kind = all_kinds[i] };
		struct reply reply = decoded(&request,
		    answered(200, "text/html"), page, strlen(page), 7);

		assert_int_equal(reply.outcome, OUTCOME_UNKNOWN);
		assert_int_equal(reply.error.kind, ERROR_ANSWER);
		assert_non_null(strstr(reply.error.detail, "a web page"));
		reply_clear(&reply);
	}
}

static void
decoder_shows_what_was_said_when_refused(void **state)
{
	static const struct {
		const char *body, *detail;
	} cases[] = {
		{ "{\"code\":\"no\",\"message\":\"Not yours\"}", "Not yours" },
		{ "{\"code\":\"quota\",\"message\":\"\"}", "quota" },
		{ "{\"code\":\"quota\"}", "quota" },
		{ "{\"message\":\"two\\nlines\"}", "two" },
		{ "Invalid value for: body\nmore", "Invalid value for: body" },
		{ "  plain \r\n", "plain" },
		{ "\"quoted\"", "quoted" },
		{ "<html>secret</html>", "" },
		{ "\n <!DOCTYPE html>", "" },
		{ "{\"message\":", "" },
		{ "{\"message\":7}", "" },
		{ "[1]", "" },
		{ "\xff\xfe", "" },
		{ "", "" },
	};
	static const int statuses[] = { 400, 401, 403, 404, 405, 422, 429 };

	(void)state;
	for (size_t i = 0; i < LENGTH(cases) * LENGTH(statuses); i++) {
		int status = statuses[i % LENGTH(statuses)];
		const char *body = cases[i / LENGTH(statuses)].body;

		for (size_t kind = 0; kind < LENGTH(all_kinds); kind++) {
			struct reply reply =
			    decoded_json(all_kinds[kind], status, body);

			assert_int_equal(reply.outcome, OUTCOME_REFUSED);
			assert_int_equal(reply.error.kind, ERROR_REFUSED);
			assert_int_equal(reply.error.code, status);
			assert_string_equal(reply.error.detail,
			    cases[i / LENGTH(statuses)].detail);
			reply_clear(&reply);
		}
	}
}

static void
decoder_is_unsure_when_the_service_fails(void **state)
{
	static const int statuses[] = { 500, 502, 503, 504, 599 };

	(void)state;
	for (size_t i = 0; i < LENGTH(all_kinds) * LENGTH(statuses); i++) {
		int status = statuses[i % LENGTH(statuses)];
		struct reply reply =
		    decoded_json(all_kinds[i / LENGTH(statuses)], status,
		        "{\"code\":\"x\",\"message\":\"Down\"}");

		assert_int_equal(reply.outcome, OUTCOME_UNKNOWN);
		assert_int_equal(reply.error.kind, ERROR_SERVICE);
		assert_int_equal(reply.error.code, status);
		assert_string_equal(reply.error.detail, "Down");
		reply_clear(&reply);
	}
}

static void
decoder_names_the_host_when_redirected(void **state)
{
	struct request request = { .kind = REQUEST_CREATE };
	struct http_response response = answered(307, "text/html");
	struct reply reply;

	(void)state;
	strcpy(response.location_host, "evil.example:8443");
	reply = decoded(&request, response, "<html>", 6, 6);
	assert_int_equal(reply.outcome, OUTCOME_REFUSED);
	assert_int_equal(reply.error.kind, ERROR_REDIRECT);
	assert_int_equal(reply.error.code, 307);
	assert_string_equal(reply.error.detail, "evil.example:8443");
	reply_clear(&reply);
}

static void
decoder_passes_the_reason_on_when_delivery_fails(void **state)
{
	struct request request = { .kind = REQUEST_CREATE };
	struct http_response unsent = { .delivery = DELIVERY_NOT_SENT };
	struct http_response broken = answered(200, "application/json");
	const char *body = RECORD("k1", "n", TOKEN);
	struct reply reply;

	(void)state;
	error_set(&unsent.error, ERROR_CONNECT, 0, "host: refused");
	reply = decoded(&request, unsent, "", 0, 1);
	assert_int_equal(reply.outcome, OUTCOME_NOT_SENT);
	assert_int_equal(reply.error.kind, ERROR_CONNECT);
	reply_clear(&reply);

	/* A body that seems whole is not trusted when its delivery was not. */
	broken.delivery = DELIVERY_BROKEN;
	error_set(&broken.error, ERROR_CUT, 0, "host: cut");
	reply = decoded(&request, broken, body, strlen(body), 10);
	assert_int_equal(reply.outcome, OUTCOME_UNKNOWN);
	assert_int_equal(reply.error.kind, ERROR_CUT);
	assert_int_equal(reply.kept_count, 0);
	reply_clear(&reply);

	/* The status of a refusal says no, however its body ended. */
	broken.status = 403;
	reply = decoded(&request, broken, "{\"mess", 6, 10);
	assert_int_equal(reply.outcome, OUTCOME_REFUSED);
	assert_int_equal(reply.error.code, 403);
	reply_clear(&reply);
}

static void
decoder_stops_when_an_answer_is_too_large(void **state)
{
	struct request create = { .kind = REQUEST_CREATE };
	struct request list = { .kind = REQUEST_LIST };
	size_t size = CODEC_BODY_MAX + 1;
	char *body = xcalloc(size, 1);
	struct http_response response = answered(200, "application/json");
	struct reply reply;

	(void)state;
	memset(body, ' ', size);
	reply = decoded(&create, response, body, size, 16384);
	assert_int_equal(reply.outcome, OUTCOME_UNKNOWN);
	assert_int_equal(reply.error.kind, ERROR_TOO_LARGE);
	reply_clear(&reply);

	memset(body, 'x', size);
	memcpy(body, "[\"", 2);
	reply = decoded(&list, response, body, size, 16384);
	assert_int_equal(reply.outcome, OUTCOME_UNKNOWN);
	assert_int_equal(reply.apikeys.count, 0);
	reply_clear(&reply);
	free(body);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    decoder_is_done_when_delete_or_logout_answer_with_nothing),
		cmocka_unit_test(
		    decoder_is_unsure_when_a_success_is_unreadable),
		cmocka_unit_test(decoder_says_html_when_a_page_answers),
		cmocka_unit_test(decoder_shows_what_was_said_when_refused),
		cmocka_unit_test(decoder_is_unsure_when_the_service_fails),
		cmocka_unit_test(decoder_names_the_host_when_redirected),
		cmocka_unit_test(
		    decoder_passes_the_reason_on_when_delivery_fails),
		cmocka_unit_test(decoder_stops_when_an_answer_is_too_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
