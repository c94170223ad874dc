/* SPDX-License-Identifier: ISC */
/* The shapes of the contract, as answers bring them. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "auth/payload.h"
#include "base/date.h"
#include "base/xmalloc.h"
#include "support/decoding.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void
decoder_reads_every_field_when_one_apikey_is_created(void **state)
{
	struct reply reply = decoded_json(REQUEST_CREATE, 200,
	    "{\"id\":\"k1\",\"name\":\"ci \\u6f22\",\"token\":\"" TOKEN
	    "\",\"userId\":\"u1\",\"organization\":\"o1\",\"more\":[1],"
	    "\"createdAt\":\"2026-01-02T03:04:05Z\",\"expiresAt\":\"soon\"}");
	const struct apikey *apikey = &reply.apikeys.items[0];

	(void)state;
	assert_int_equal(reply.outcome, OUTCOME_DONE);
	assert_int_equal(reply.seq, 7);
	assert_int_equal(reply.kind, REQUEST_CREATE);
	assert_int_equal(reply.apikeys.count, 1);
	assert_true(apikey->is_readable);
	assert_string_equal(apikey->id, "k1");
	assert_string_equal(apikey->name, "ci 漢");
	assert_string_equal(apikey->organization, "o1");
	assert_string_equal(apikey->owner, "u1");
	assert_int_equal(apikey->created_ms, INT64_C(1767323045000));
	assert_true(apikey->expires_ms == DATE_NONE);
	assert_string_equal(apikey->token.head, "nxk_");
	assert_string_equal(apikey->token.tail, "9f3a");
	assert_int_equal(reply.kept_count, 1);
	assert_string_equal(reply.kept[0].id, "k1");
	assert_string_equal(secret_bytes(&reply.kept[0].token), TOKEN);
	reply_clear(&reply);
}

static void
decoder_keeps_no_token_when_renaming_or_when_it_is_masked(void **state)
{
	struct reply renamed =
	    decoded_json(REQUEST_RENAME, 200, RECORD("k1", "n", TOKEN));
	struct reply masked = decoded_json(
	    REQUEST_CREATE, 200, RECORD("k1", "n", "nxk_************9f3a"));

	(void)state;
	assert_int_equal(renamed.outcome, OUTCOME_DONE);
	assert_int_equal(renamed.kept_count, 0);
	assert_int_equal(masked.outcome, OUTCOME_DONE);
	assert_int_equal(masked.kept_count, 0);
	assert_true(masked.has_masked_tokens);
	reply_clear(&renamed);
	reply_clear(&masked);
}

static void
decoder_reads_the_profile_when_it_keeps_to_the_contract(void **state)
{
	struct reply reply = decoded_json(REQUEST_PROFILE, 200,
	    "{\"email\":\"ada@example.org\",\"isAdmin\":true,"
	    "\"organizations\":[{\"id\":\"o1\",\"name\":\"Acme\"}]}");
	struct reply bare = decoded_json(
	    REQUEST_PROFILE, 200, "{\"email\":\"\",\"isAdmin\":false}");

	(void)state;
	assert_int_equal(reply.outcome, OUTCOME_DONE);
	assert_string_equal(reply.profile.email, "ada@example.org");
	assert_true(reply.profile.is_admin);
	assert_int_equal(reply.profile.organization_count, 1);
	assert_string_equal(reply.profile.organizations[0].name, "Acme");
	assert_int_equal(bare.outcome, OUTCOME_DONE);
	assert_int_equal(bare.profile.organization_count, 0);
	reply_clear(&reply);
	reply_clear(&bare);
}

static void
decoder_reads_tokens_when_the_lifetime_is_absurd(void **state)
{
	static const struct {
		const char *body;
		int64_t expires;
	} cases[] = {
		{ "{\"token\":\"a.b\",\"expiresIn\":300,"
		  "\"refreshToken\":\"r\",\"refreshExpiresIn\":1800}",
		    300 },
		{ "{\"token\":\"a.b\",\"expiresIn\":-1}", -1 },
		{ "{\"token\":\"a.b\",\"expiresIn\":2147483648}",
		    INT64_C(2147483648) },
		{ "{\"token\":\"a.b\",\"expiresIn\":\"x\","
		  "\"refreshToken\":null}",
		    0 },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct reply reply =
		    decoded_json(REQUEST_TOKEN_BY_CODE, 200, cases[i].body);

		assert_int_equal(reply.outcome, OUTCOME_DONE);
		assert_string_equal(secret_bytes(&reply.tokens.access), "a.b");
		assert_int_equal(reply.tokens.expires_in_s, cases[i].expires);
		assert_string_equal(
		    secret_bytes(&reply.tokens.refresh), i == 0 ? "r" : "");
		reply_clear(&reply);
	}
}

static void
decoder_refuses_tokens_when_they_would_break_a_header(void **state)
{
	char *huge = xcalloc(PAYLOAD_TOKEN_MAX + 100, 1);
	int start = sprintf(huge, "{\"expiresIn\":1,\"token\":\"");

	(void)state;
	memset(huge + start, 'x', PAYLOAD_TOKEN_MAX + 1);
	memcpy(huge + start + PAYLOAD_TOKEN_MAX + 1, "\"}", 2);
	expect_unreadable(REQUEST_TOKEN_REFRESH, huge);
	free(huge);
	expect_unreadable(
	    REQUEST_TOKEN_BY_CODE, "{\"token\":\"\",\"expiresIn\":1}");
	expect_unreadable(REQUEST_TOKEN_BY_CODE,
	    "{\"token\":\"a\\r\\nX: y\",\"expiresIn\":1}");
	expect_unreadable(
	    REQUEST_TOKEN_BY_CODE, "{\"token\":\"a b\",\"expiresIn\":1}");
	expect_unreadable(
	    REQUEST_TOKEN_BY_CODE, "{\"token\":\"\\u00e9\",\"expiresIn\":1}");
	expect_unreadable(
	    REQUEST_TOKEN_BY_CODE, "{\"token\":\"a\\u0000b\",\"expiresIn\":1}");
	expect_unreadable(REQUEST_TOKEN_BY_CODE,
	    "{\"token\":\"a\",\"expiresIn\":1,\"refreshToken\":\"b\\n\"}");
	expect_unreadable(REQUEST_TOKEN_BY_CODE,
	    "{\"token\":\"a\",\"expiresIn\":1,\"refreshToken\":7}");
}

static void
decoder_reads_the_login_address_when_plain_or_quoted(void **state)
{
	static const char *const bodies[] = { "https://users.example/x?a=b",
		" https://users.example/x?a=b\r\n",
		"\"https://users.example/x?a=b\"" };

	(void)state;
	for (size_t i = 0; i < LENGTH(bodies); i++) {
		struct request request = { .kind = REQUEST_LOGIN_ADDRESS };
		struct reply reply =
		    decoded(&request, answered(200, "text/plain"), bodies[i],
		        strlen(bodies[i]), 5);

		assert_int_equal(reply.outcome, OUTCOME_DONE);
		assert_string_equal(
		    reply.login_address, "https://users.example/x?a=b");
		reply_clear(&reply);
	}
	expect_unreadable(REQUEST_LOGIN_ADDRESS, "");
	expect_unreadable(REQUEST_LOGIN_ADDRESS, "\"\"");
	expect_unreadable(REQUEST_LOGIN_ADDRESS, "https://a b");
	expect_unreadable(REQUEST_LOGIN_ADDRESS, "https://é");
	expect_unreadable(REQUEST_LOGIN_ADDRESS, "\"https://a\\u001b[2J\"");
	expect_unreadable(REQUEST_LOGIN_ADDRESS, "<html></html>");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    decoder_reads_every_field_when_one_apikey_is_created),
		cmocka_unit_test(
		    decoder_keeps_no_token_when_renaming_or_when_it_is_masked),
		cmocka_unit_test(
		    decoder_reads_the_profile_when_it_keeps_to_the_contract),
		cmocka_unit_test(
		    decoder_reads_tokens_when_the_lifetime_is_absurd),
		cmocka_unit_test(
		    decoder_refuses_tokens_when_they_would_break_a_header),
		cmocka_unit_test(
		    decoder_reads_the_login_address_when_plain_or_quoted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
