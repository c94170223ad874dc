/* SPDX-License-Identifier: ISC */
/* Requests are sent once and answered once, and only they bear the token. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "auth/auth.h"
#include "base/xmalloc.h"
#include "support/fake_transport.h"

#define LIST_BODY "[]"
#define CREATED                                                           \
	"{\"id\":\"k1\",\"name\":\"n\",\"token\":\"t\",\"userId\":\"u\"," \
	"\"createdAt\":\"\",\"expiresAt\":\"\"}"

struct fixture {
	struct fake_transport *fake;
	struct auth *auth;
};

static void
set_token(struct auth *auth, const char *bytes)
{
	struct secret token = { 0 };
	struct error err;

	secret_set(&token, bytes, strlen(bytes));
	assert_true(auth_set_access_token(auth, &token, &err));
	assert_true(secret_is_empty(&token));
}

static int
setup(void **state)
{
	struct fixture *fixture = xcalloc(1, sizeof(*fixture));

	fixture->fake = fake_transport_new();
	fixture->auth = auth_new(fake_transport_of(fixture->fake));
	set_token(fixture->auth, "access");
	*state = fixture;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *fixture = *state;

	auth_free(fixture->auth);
	free(fixture);
	return 0;
}

/* `text` is the name, or the id when a deletion is asked for. */
static void
submit(struct fixture *fixture, uint32_t seq, enum request_kind kind,
    const char *text)
{
	struct request request = { .seq = seq, .kind = kind };

	if (text != NULL && kind == REQUEST_DELETE)
		request.id = xstrdup(text);
	else if (text != NULL)
		request.name = xstrdup(text);
	auth_submit(fixture->auth, &request);
	assert_null(request.id);
	assert_null(request.name);
}

static void
answer(struct fixture *fixture, uint32_t seq, int status, const char *body)
{
	struct fake_answer scripted = { .status = status, .body = body };

	fake_transport_answer(fixture->fake, seq, &scripted);
	auth_wait(fixture->auth, NULL, 0, -1);
}

static void
expect_reply(struct fixture *fixture, uint32_t seq, enum outcome outcome)
{
	struct reply reply;

	assert_true(auth_next(fixture->auth, &reply));
	assert_int_equal(reply.seq, seq);
	assert_int_equal(reply.outcome, outcome);
	reply_clear(&reply);
}

static void
expect_silence(struct fixture *fixture)
{
	struct reply reply;

	auth_wait(fixture->auth, NULL, 0, 0);
	assert_false(auth_next(fixture->auth, &reply));
}

static void
auth_answers_each_request_once_when_replies_are_out_of_order(void **state)
{
	struct fixture *fixture = *state;

	submit(fixture, 1, REQUEST_CREATE, "n");
	submit(fixture, 2, REQUEST_LIST, NULL);
	assert_int_equal(auth_in_flight(fixture->auth), 2);
	expect_silence(fixture);
	answer(fixture, 2, 200, LIST_BODY);
	expect_reply(fixture, 2, OUTCOME_DONE);
	answer(fixture, 1, 200, CREATED);
	expect_reply(fixture, 1, OUTCOME_DONE);
	expect_silence(fixture);
	assert_int_equal(auth_in_flight(fixture->auth), 0);
}

static void
auth_never_repeats_when_an_answer_is_bad(void **state)
{
	static const int statuses[] = { 200, 204, 302, 401, 404, 429, 500, 502,
		503 };
	struct fixture *fixture = *state;
	uint32_t seq = 0;

	for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++) {
		struct reply reply;

		submit(fixture, ++seq, REQUEST_CREATE, "n");
		answer(fixture, seq, statuses[i], "garbage");
		assert_true(auth_next(fixture->auth, &reply));
		assert_int_not_equal(reply.outcome, OUTCOME_DONE);
		reply_clear(&reply);
		expect_silence(fixture);
		assert_int_equal(fake_transport_count(fixture->fake), seq);
	}
}

static void
auth_gives_the_token_only_when_the_call_wants_it(void **state)
{
	static const enum request_kind kinds[] = { REQUEST_LOGIN_ADDRESS,
		REQUEST_TOKEN_BY_CODE, REQUEST_TOKEN_REFRESH, REQUEST_PROFILE,
		REQUEST_LIST };
	struct fixture *fixture = *state;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		const char *bearer;

		submit(fixture, (uint32_t)i + 1, kinds[i], NULL);
		bearer = fake_transport_request(fixture->fake, i)->bearer;
		if (kinds[i] == REQUEST_PROFILE || kinds[i] == REQUEST_LIST)
			assert_string_equal(bearer, "access");
		else
			assert_null(bearer);
	}
}

static void
auth_uses_the_newest_token_when_it_changes(void **state)
{
	struct fixture *fixture = *state;

	set_token(fixture->auth, "newer");
	submit(fixture, 1, REQUEST_LIST, NULL);
	assert_string_equal(
	    fake_transport_request(fixture->fake, 0)->bearer, "newer");
}

static void
auth_refuses_a_token_when_it_would_break_a_header(void **state)
{
	static const char *const tokens[] = { "", "a b", "a\r\nX: y", "\x7f",
		"\x80" };
	struct fixture *fixture = *state;

	for (size_t i = 0; i < sizeof(tokens) / sizeof(tokens[0]); i++) {
		struct secret token = { 0 };
		struct error err;

		secret_set(&token, tokens[i], strlen(tokens[i]));
		assert_false(
		    auth_set_access_token(fixture->auth, &token, &err));
		assert_int_equal(err.kind, ERROR_INPUT);
		secret_clear(&token);
	}
	submit(fixture, 1, REQUEST_LIST, NULL);
	assert_string_equal(
	    fake_transport_request(fixture->fake, 0)->bearer, "access");
}

static void
auth_says_not_sent_when_a_request_cannot_be_written(void **state)
{
	struct fixture *fixture = *state;
	struct reply reply;

	submit(fixture, 1, REQUEST_DELETE, "..");
	submit(fixture, 2, REQUEST_CREATE, "");
	assert_int_equal(fake_transport_count(fixture->fake), 0);
	assert_int_equal(auth_in_flight(fixture->auth), 0);
	assert_true(auth_next(fixture->auth, &reply));
	assert_int_equal(reply.seq, 1);
	assert_int_equal(reply.kind, REQUEST_DELETE);
	assert_int_equal(reply.outcome, OUTCOME_NOT_SENT);
	assert_int_equal(reply.error.kind, ERROR_INPUT);
	reply_clear(&reply);
	expect_reply(fixture, 2, OUTCOME_NOT_SENT);
	expect_silence(fixture);
}

static void
auth_says_not_sent_when_the_transport_could_not(void **state)
{
	struct fixture *fixture = *state;
	struct fake_answer unsent = { .is_unsent = true,
		.error = ERROR_RESOLVE };
	struct reply reply;

	submit(fixture, 1, REQUEST_CREATE, "n");
	fake_transport_answer(fixture->fake, 1, &unsent);
	auth_wait(fixture->auth, NULL, 0, -1);
	assert_true(auth_next(fixture->auth, &reply));
	assert_int_equal(reply.outcome, OUTCOME_NOT_SENT);
	assert_int_equal(reply.error.kind, ERROR_RESOLVE);
	reply_clear(&reply);
}

static void
auth_is_silent_when_a_request_was_cancelled(void **state)
{
	struct fixture *fixture = *state;

	submit(fixture, 1, REQUEST_LIST, NULL);
	submit(fixture, 2, REQUEST_DELETE, "..");
	submit(fixture, 3, REQUEST_LIST, NULL);
	auth_cancel(fixture->auth, 1);
	auth_cancel(fixture->auth, 2);
	auth_cancel(fixture->auth, 99);
	assert_true(fake_transport_request(fixture->fake, 0)->is_cancelled);
	assert_int_equal(auth_in_flight(fixture->auth), 1);
	expect_silence(fixture);
	answer(fixture, 3, 200, LIST_BODY);
	expect_reply(fixture, 3, OUTCOME_DONE);
}

static void
auth_is_silent_when_cancelled_between_answer_and_reply(void **state)
{
	struct fixture *fixture = *state;

	submit(fixture, 1, REQUEST_LIST, NULL);
	answer(fixture, 1, 200, LIST_BODY);
	auth_cancel(fixture->auth, 1);
	expect_silence(fixture);
}

static void
auth_passes_the_wait_on_when_a_service_is_busy(void **state)
{
	struct fixture *fixture = *state;
	struct fake_answer busy = { .status = 429, .retry_after_s = 17 };
	struct reply reply;

	submit(fixture, 1, REQUEST_LIST, NULL);
	fake_transport_answer(fixture->fake, 1, &busy);
	auth_wait(fixture->auth, NULL, 0, -1);
	assert_true(auth_next(fixture->auth, &reply));
	assert_int_equal(reply.outcome, OUTCOME_REFUSED);
	assert_int_equal(reply.error.code, 429);
	assert_int_equal(reply.retry_after_s, 17);
	reply_clear(&reply);
}

static void
auth_is_freed_cleanly_when_requests_are_under_way(void **state)
{
	struct fixture *fixture = *state;

	submit(fixture, 1, REQUEST_LIST, NULL);
	submit(fixture, 2, REQUEST_CREATE, "n");
	submit(fixture, 3, REQUEST_CREATE, "");
	assert_int_equal(auth_in_flight(fixture->auth), 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(
		    auth_answers_each_request_once_when_replies_are_out_of_order),
		TEST(auth_never_repeats_when_an_answer_is_bad),
		TEST(auth_gives_the_token_only_when_the_call_wants_it),
		TEST(auth_uses_the_newest_token_when_it_changes),
		TEST(auth_refuses_a_token_when_it_would_break_a_header),
		TEST(auth_says_not_sent_when_a_request_cannot_be_written),
		TEST(auth_says_not_sent_when_the_transport_could_not),
		TEST(auth_is_silent_when_a_request_was_cancelled),
		TEST(auth_is_silent_when_cancelled_between_answer_and_reply),
		TEST(auth_passes_the_wait_on_when_a_service_is_busy),
		TEST(auth_is_freed_cleanly_when_requests_are_under_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
