/* SPDX-License-Identifier: ISC */
/* A session lives on without anybody's doing, and ends when it is ended. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/xmalloc.h"
#include "support/session_desk.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define PROFILE "{\"email\":\"a@b\",\"isAdmin\":false,\"organizations\":[]}"
#define RECORD                                                            \
	"{\"id\":\"k1\",\"name\":\"n\",\"token\":\"t\",\"userId\":\"u\"," \
	"\"createdAt\":\"\",\"expiresAt\":\"\"}"

struct bearing {
	enum request_kind kind;
	const char *answer;
};

static const struct bearing bearing[] = {
	{ REQUEST_PROFILE, PROFILE },
	{ REQUEST_LIST, "[]" },
	{ REQUEST_CREATE, RECORD },
	{ REQUEST_RENAME, RECORD },
	{ REQUEST_DELETE, "" },
	{ REQUEST_LOGOUT, "{}" },
};

static void
expect_stored(const struct desk *desk, const char *access)
{
	char *stored = desk_stored(desk);

	if (access == NULL)
		assert_null(stored);
	else
		assert_string_equal(stored, access);
	free(stored);
}

/* The next exchange bears this token; answers it. */
static void
answer_bearer(
    struct desk *desk, const char *bearer, int status, const char *body)
{
	const struct fake_request *request = desk_next(desk);

	assert_string_equal(request->bearer, bearer);
	desk_answer(desk, request, status, body);
}

static void
session_is_stored_when_a_login_succeeds(void **state)
{
	struct desk *desk = *state;
	uint32_t seq = desk_submit(desk, REQUEST_TOKEN_BY_CODE);
	struct reply reply;

	assert_false(auth_has_session(desk->auth));
	desk_answer_tokens(desk, desk_next(desk), "a1", 300);
	reply = desk_reply(desk, seq);
	assert_int_equal(reply.outcome, OUTCOME_DONE);
	assert_true(reply.login.is_stored);
	assert_int_equal(
	    reply.login.session_ends_ms, DESK_START_MS + 36000 * 1000);
	reply_clear(&reply);
	assert_true(auth_has_session(desk->auth));
	assert_int_equal(
	    auth_session_ends_ms(desk->auth), DESK_START_MS + 36000 * 1000);
	expect_stored(desk, "a1");
}

static void
session_is_refreshed_first_when_it_expires_before_any_call(void **state)
{
	struct desk *desk = *state;

	for (size_t i = 0; i < LENGTH(bearing); i++) {
		uint32_t seq;

		desk_log_in(desk, "a1", 300);
		desk_pass(desk, 270 * 1000);
		seq = desk_submit(desk, bearing[i].kind);
		assert_int_equal(auth_in_flight(desk->auth), 1);
		desk_answer_tokens(desk, desk_next_refresh(desk), "a2", 300);
		desk_turn(desk);
		expect_stored(desk, "a2");
		answer_bearer(desk, "a2", 200, bearing[i].answer);
		desk_expect(desk, seq, OUTCOME_DONE);
		desk_expect_silence(desk);
	}
}

static void
session_is_left_alone_when_it_is_fresh(void **state)
{
	struct desk *desk = *state;

	desk_log_in(desk, "a1", 300);
	desk_pass(desk, 269 * 1000);
	desk_submit(desk, REQUEST_LIST);
	assert_string_equal(desk_next(desk)->bearer, "a1");
}

static void
session_is_refreshed_once_when_any_call_is_refused(void **state)
{
	struct desk *desk = *state;

	for (size_t i = 0; i < LENGTH(bearing); i++) {
		uint32_t seq;

		desk_log_in(desk, "a1", 300);
		seq = desk_submit(desk, bearing[i].kind);
		answer_bearer(desk, "a1", 401, "");
		desk_turn(desk);
		desk_answer_tokens(desk, desk_next_refresh(desk), "a2", 300);
		desk_turn(desk);
		answer_bearer(desk, "a2", 200, bearing[i].answer);
		desk_expect(desk, seq, OUTCOME_DONE);
		desk_expect_silence(desk);
		desk_pass(desk, 1000);
	}
}

static void
session_gives_up_when_the_replay_is_refused_too(void **state)
{
	struct desk *desk = *state;
	struct reply reply;
	uint32_t seq;

	desk_log_in(desk, "a1", 300);
	seq = desk_submit(desk, REQUEST_CREATE);
	answer_bearer(desk, "a1", 401, "");
	desk_turn(desk);
	desk_answer_tokens(desk, desk_next_refresh(desk), "a2", 300);
	desk_turn(desk);
	answer_bearer(desk, "a2", 401, "{\"message\":\"gone\"}");
	reply = desk_reply(desk, seq);
	assert_int_equal(reply.outcome, OUTCOME_REFUSED);
	assert_int_equal(reply.error.code, 401);
	assert_string_equal(reply.error.detail, "gone");
	reply_clear(&reply);
	desk_expect_silence(desk);
}

static void
session_is_refreshed_once_when_two_calls_need_it(void **state)
{
	struct desk *desk = *state;
	uint32_t list, profile;

	desk_log_in(desk, "a1", 300);
	list = desk_submit(desk, REQUEST_LIST);
	profile = desk_submit(desk, REQUEST_PROFILE);
	answer_bearer(desk, "a1", 401, "");
	desk_turn(desk);
	answer_bearer(desk, "a1", 401, "");
	desk_turn(desk);
	desk_answer_tokens(desk, desk_next_refresh(desk), "a2", 300);
	desk_turn(desk);
	answer_bearer(desk, "a2", 200, "[]");
	desk_expect(desk, list, OUTCOME_DONE);
	answer_bearer(desk, "a2", 200, PROFILE);
	desk_expect(desk, profile, OUTCOME_DONE);
	desk_expect_silence(desk);
}

static void
session_refreshes_once_a_second_when_tokens_hardly_live(void **state)
{
	struct desk *desk = *state;
	uint32_t seq;

	desk_log_in(desk, "a1", 1);
	desk_pass(desk, 950);
	seq = desk_submit(desk, REQUEST_LIST);
	desk_answer_tokens(desk, desk_next_refresh(desk), "a2", 1);
	desk_turn(desk);
	answer_bearer(desk, "a2", 200, "[]");
	desk_expect(desk, seq, OUTCOME_DONE);
	desk_pass(desk, 950);
	seq = desk_submit(desk, REQUEST_LIST);
	answer_bearer(desk, "a2", 401, "");
	desk_turn(desk);
	desk_expect_silence(desk);
	desk_pass(desk, 50);
	desk_turn(desk);
	desk_answer_tokens(desk, desk_next_refresh(desk), "a3", 1);
	desk_turn(desk);
	answer_bearer(desk, "a3", 200, "[]");
	desk_expect(desk, seq, OUTCOME_DONE);
}

static void
session_bears_any_life_when_the_service_errs(void **state)
{
	static const long lives[] = { 0, -1, -2147483648L, 2147483648L };
	struct desk *desk = *state;

	for (size_t i = 0; i < LENGTH(lives); i++) {
		desk_log_in(desk, "a1", lives[i]);
		desk_submit(desk, REQUEST_LIST);
		assert_string_equal(desk_next(desk)->bearer, "a1");
	}
	desk_log_in(desk, "a2", 2147483648L);
	desk_pass(desk, INT64_C(30) * 24 * 3600 * 1000);
	desk_submit(desk, REQUEST_LIST);
	desk_next_refresh(desk);
}

static void
session_lasts_when_the_wall_clock_jumps(void **state)
{
	struct desk *desk = *state;

	desk_log_in(desk, "a1", 300);
	desk->wall_ms += INT64_C(10) * 365 * 24 * 3600 * 1000;
	desk_submit(desk, REQUEST_LIST);
	assert_string_equal(desk_next(desk)->bearer, "a1");
	desk->wall_ms = 0;
	desk_pass(desk, 270 * 1000);
	desk_submit(desk, REQUEST_LIST);
	desk_next_refresh(desk);
}

static void
session_ends_unstored_when_told_to(void **state)
{
	struct desk *desk = *state;
	const struct fake_request *request;
	struct reply reply;
	uint32_t seq;

	desk_log_in(desk, "a1", 300);
	seq = desk_submit(desk, REQUEST_LOGOUT);
	request = desk_next(desk);
	assert_string_equal(buffer_text(&request->http.body), "\"a1-refresh\"");
	expect_stored(desk, "a1");
	desk_answer(desk, request, 503, "");
	reply = desk_reply(desk, seq);
	assert_false(reply.logout.was_told);
	assert_true(reply.logout.was_stored);
	assert_true(reply.logout.is_removed);
	reply_clear(&reply);
	assert_false(auth_has_session(desk->auth));
	expect_stored(desk, NULL);
	desk_submit(desk, REQUEST_LIST);
	assert_null(desk_next(desk)->bearer);
}

static void
session_writes_nothing_when_it_ends_during_a_refresh(void **state)
{
	struct desk *desk = *state;
	const struct fake_request *request, *logout, *refresh;
	uint32_t seq;

	desk_log_in(desk, "a1", 300);
	desk_submit(desk, REQUEST_LIST);
	request = desk_next(desk);
	seq = desk_submit(desk, REQUEST_LOGOUT);
	logout = desk_next(desk);
	desk_answer(desk, request, 401, "");
	desk_turn(desk);
	refresh = desk_next_refresh(desk);
	desk_answer(desk, logout, 200, "{}");
	desk_expect(desk, seq, OUTCOME_DONE);
	assert_true(refresh->is_cancelled);
	assert_false(auth_has_session(desk->auth));
	expect_stored(desk, NULL);
}

/* So that the service is told the refresh token that is valid. */
static void
session_waits_for_a_refresh_when_it_is_to_end(void **state)
{
	struct desk *desk = *state;
	const struct fake_request *refresh;
	uint32_t seq;

	desk_log_in(desk, "a1", 300);
	desk_pass(desk, 300 * 1000);
	desk_submit(desk, REQUEST_LIST);
	refresh = desk_next_refresh(desk);
	seq = desk_submit(desk, REQUEST_LOGOUT);
	desk_expect_silence(desk);
	desk_answer_tokens(desk, refresh, "a2", 300);
	desk_turn(desk);
	desk_next(desk);
	assert_string_equal(
	    buffer_text(
	        &fake_transport_request(desk->fake, desk->seen)->http.body),
	    "\"a2-refresh\"");
	answer_bearer(desk, "a2", 200, "{}");
	desk_expect(desk, seq, OUTCOME_DONE);
	expect_stored(desk, NULL);
}

static void
session_is_only_forgotten_when_it_was_given(void **state)
{
	struct desk *desk = *state;
	struct secret token = { 0 };
	struct reply reply;
	struct error err;
	uint32_t seq;

	desk_store(desk, "others", 300 * 1000);
	secret_set(&token, "given", 5);
	assert_true(auth_set_access_token(desk->auth, &token, &err));
	seq = desk_submit(desk, REQUEST_LIST);
	answer_bearer(desk, "given", 401, "");
	desk_expect(desk, seq, OUTCOME_REFUSED);
	seq = desk_submit(desk, REQUEST_LOGOUT);
	reply = desk_reply(desk, seq);
	assert_int_equal(reply.outcome, OUTCOME_NOT_SENT);
	assert_int_equal(reply.error.kind, ERROR_NONE);
	assert_false(reply.logout.was_stored);
	reply_clear(&reply);
	assert_false(auth_has_session(desk->auth));
	expect_stored(desk, "others");
	desk_expect_silence(desk);
}

static void
log_in_by(struct desk *desk, const char *issuer)
{
	struct request request = { .seq = ++desk->seq,
		.kind = REQUEST_TOKEN_BY_CODE };

	if (issuer != NULL)
		request.issuer = xstrdup(issuer);
	auth_submit(desk->auth, &request);
	desk_answer_tokens(desk, desk_next(desk), "a1", 300);
	desk_expect(desk, desk->seq, OUTCOME_DONE);
}

static void
session_knows_its_issuer_when_a_login_has_named_one(void **state)
{
	static const char *const logins[][2] = { { "a", "a" }, { NULL, "a" },
		{ "https://id.example", "https://id.example" } };
	struct desk *desk = *state;

	for (size_t i = 0; i < LENGTH(logins); i++) {
		struct store *store = desk_sibling(desk);
		struct session session = { 0 };
		struct error err;

		log_in_by(desk, logins[i][0]);
		assert_string_equal(auth_issuer(desk->auth), logins[i][1]);
		assert_int_equal(
		    store_load(store, &session, &err), STORE_LOADED);
		assert_string_equal(session.issuer, logins[i][1]);
		session_clear(&session);
		store_free(store);
	}
	desk_submit(desk, REQUEST_LOGOUT);
	desk_answer(desk, desk_next(desk), 200, "");
	desk_expect(desk, desk->seq, OUTCOME_DONE);
	assert_null(auth_issuer(desk->auth));
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(session_is_stored_when_a_login_succeeds),
		TEST(
		    session_is_refreshed_first_when_it_expires_before_any_call),
		TEST(session_knows_its_issuer_when_a_login_has_named_one),
		TEST(session_is_left_alone_when_it_is_fresh),
		TEST(session_is_refreshed_once_when_any_call_is_refused),
		TEST(session_gives_up_when_the_replay_is_refused_too),
		TEST(session_is_refreshed_once_when_two_calls_need_it),
		TEST(session_refreshes_once_a_second_when_tokens_hardly_live),
		TEST(session_bears_any_life_when_the_service_errs),
		TEST(session_lasts_when_the_wall_clock_jumps),
		TEST(session_ends_unstored_when_told_to),
		TEST(session_writes_nothing_when_it_ends_during_a_refresh),
		TEST(session_waits_for_a_refresh_when_it_is_to_end),
		TEST(session_is_only_forgotten_when_it_was_given),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
