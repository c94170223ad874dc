/* SPDX-License-Identifier: ISC */
/* Processes that share a session neither wait for ever nor undo each other. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/session_desk.h"

#define HOUR_S 3600

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

static void
expect_bearer(struct desk *desk, const char *bearer)
{
	assert_string_equal(desk_next(desk)->bearer, bearer);
	desk_expect_silence(desk);
}

/* Logs in, lets the token expire and submits a request; the refresh. */
static const struct fake_request *
begin_refresh(struct desk *desk)
{
	desk_log_in(desk, "a1", HOUR_S);
	desk_pass(desk, HOUR_S * 1000);
	desk_submit(desk, REQUEST_LIST);
	return desk_next_refresh(desk);
}

static void
session_is_found_when_a_program_starts(void **state)
{
	struct desk *desk = *state;
	struct error err;

	desk_store(desk, "kept", HOUR_S * 1000);
	assert_int_equal(
	    auth_use_store(desk->auth, desk_sibling(desk), &err), STORE_LOADED);
	assert_true(auth_has_session(desk->auth));
	desk_submit(desk, REQUEST_LIST);
	expect_bearer(desk, "kept");
}

static void
session_is_refreshed_when_it_expired_between_two_starts(void **state)
{
	struct desk *desk = *state;
	struct error err;

	desk_store(desk, "kept", -1000);
	auth_use_store(desk->auth, desk_sibling(desk), &err);
	desk_submit(desk, REQUEST_LIST);
	desk_next_refresh(desk);
}

static void
session_is_adopted_when_another_process_has_refreshed(void **state)
{
	struct desk *desk = *state;
	const struct fake_request *request;

	desk_log_in(desk, "a1", HOUR_S);
	desk_submit(desk, REQUEST_CREATE);
	request = desk_next(desk);
	desk_store(desk, "sibling", HOUR_S * 1000);
	desk_answer(desk, request, 401, "");
	desk_turn(desk);
	expect_bearer(desk, "sibling");
}

/* It may be somebody else's: the change must not be made in their account. */
static void
session_is_not_adopted_when_another_process_has_logged_in(void **state)
{
	struct desk *desk = *state;
	const struct fake_request *request;

	desk_log_in(desk, "a1", HOUR_S);
	desk_submit(desk, REQUEST_CREATE);
	request = desk_next(desk);
	desk_store_other_login(desk, "eve", HOUR_S * 1000);
	desk_answer(desk, request, 401, "");
	desk_turn(desk);
	/* Our own refresh token is tried, and what it brings is not stored. */
	desk_answer_tokens(desk, desk_next_refresh(desk), "a2", HOUR_S);
	desk_turn(desk);
	expect_bearer(desk, "a2");
	expect_stored(desk, "eve");
}

static void
session_waits_when_another_process_refreshes(void **state)
{
	struct desk *desk = *state;
	struct store *sibling = desk_sibling(desk);

	desk_log_in(desk, "a1", HOUR_S);
	desk_pass(desk, HOUR_S * 1000);
	assert_true(store_try_lock(sibling));
	desk_submit(desk, REQUEST_LIST);
	for (int i = 0; i < 20; i++) {
		desk_turn(desk);
		desk_expect_silence(desk);
		desk_pass(desk, 100);
	}
	desk_store(desk, "sibling", HOUR_S * 1000);
	store_free(sibling);
	desk_turn(desk);
	expect_bearer(desk, "sibling");
}

static void
session_goes_on_unlocked_when_the_holder_hangs(void **state)
{
	struct desk *desk = *state;
	struct store *sibling = desk_sibling(desk);

	desk_log_in(desk, "a1", HOUR_S);
	desk_pass(desk, HOUR_S * 1000);
	assert_true(store_try_lock(sibling));
	desk_submit(desk, REQUEST_LIST);
	desk_pass(desk, 9999);
	desk_turn(desk);
	desk_expect_silence(desk);
	desk_pass(desk, 100);
	desk_turn(desk);
	desk_next_refresh(desk);
	store_free(sibling);
}

static void
session_keeps_the_lock_when_it_refreshes_and_no_longer(void **state)
{
	struct desk *desk = *state;
	const struct fake_request *refresh = begin_refresh(desk);
	struct store *sibling = desk_sibling(desk);

	assert_false(store_try_lock(sibling));
	desk_answer_tokens(desk, refresh, "a2", HOUR_S);
	desk_turn(desk);
	assert_true(store_try_lock(sibling));
	store_free(sibling);
	expect_bearer(desk, "a2");
}

static void
session_is_looked_for_when_its_refresh_was_refused(void **state)
{
	struct desk *desk = *state;

	desk_answer(desk, begin_refresh(desk), 401, "");
	for (int i = 0; i < 6; i++) {
		desk_turn(desk);
		desk_expect_silence(desk);
		desk_pass(desk, 25);
	}
	desk_store(desk, "late", HOUR_S * 1000);
	desk_pass(desk, 25);
	desk_turn(desk);
	expect_bearer(desk, "late");
}

static void
session_is_over_when_its_refresh_was_refused_for_good(void **state)
{
	struct desk *desk = *state;
	const struct fake_request *request;

	desk_answer(desk, begin_refresh(desk), 401, "");
	for (int i = 0; i < 3; i++) {
		desk_turn(desk);
		desk_expect_silence(desk);
		desk_pass(desk, 100);
	}
	desk_turn(desk);
	/* The service has the last word; what is stored may be newer soon. */
	request = desk_next(desk);
	assert_string_equal(request->bearer, "a1");
	desk_answer(desk, request, 401, "");
	desk_expect(desk, desk->seq, OUTCOME_REFUSED);
	desk_expect_silence(desk);
	expect_stored(desk, "a1");
}

static void
session_is_not_refreshed_twice_when_the_reply_is_lost(void **state)
{
	struct desk *desk = *state;
	const struct fake_request *refresh = begin_refresh(desk);
	struct fake_answer lost = {
		.status = 200, .is_broken = true, .error = ERROR_CUT
	};
	const struct fake_request *request;

	fake_transport_answer(desk->fake, refresh->seq, &lost);
	desk_turn(desk);
	request = desk_next(desk);
	assert_string_equal(request->bearer, "a1");
	desk_answer(desk, request, 401, "");
	desk_expect(desk, desk->seq, OUTCOME_REFUSED);
	desk_pass(desk, 60 * 1000);
	desk_submit(desk, REQUEST_LIST);
	expect_bearer(desk, "a1");
}

static void
session_is_adopted_when_only_our_reply_was_lost(void **state)
{
	struct desk *desk = *state;
	const struct fake_request *refresh = begin_refresh(desk);

	desk_store(desk, "sibling", HOUR_S * 1000);
	desk_answer(desk, refresh, 502, "");
	desk_turn(desk);
	expect_bearer(desk, "sibling");
}

static void
session_is_refreshed_later_when_the_network_was_away(void **state)
{
	struct desk *desk = *state;
	const struct fake_request *refresh = begin_refresh(desk);
	struct fake_answer unsent = { .is_unsent = true,
		.error = ERROR_CONNECT };

	fake_transport_answer(desk->fake, refresh->seq, &unsent);
	desk_turn(desk);
	expect_bearer(desk, "a1");
	desk_pass(desk, 1000);
	desk_submit(desk, REQUEST_PROFILE);
	desk_next_refresh(desk);
}

static void
session_leaves_the_newer_one_when_both_have_refreshed(void **state)
{
	struct desk *desk = *state;
	const struct fake_request *refresh = begin_refresh(desk);

	desk_store(desk, "newer", HOUR_S * 1000);
	desk_answer_tokens(desk, refresh, "a2", HOUR_S);
	desk_turn(desk);
	expect_bearer(desk, "newer");
	expect_stored(desk, "newer");
}

static void
session_writes_nothing_when_another_process_has_ended_it(void **state)
{
	struct desk *desk = *state;
	const struct fake_request *refresh = begin_refresh(desk);
	struct store *sibling = desk_sibling(desk);
	struct error err;

	assert_true(store_remove(sibling, &err));
	store_free(sibling);
	desk_answer_tokens(desk, refresh, "a2", HOUR_S);
	desk_turn(desk);
	expect_bearer(desk, "a2");
	expect_stored(desk, NULL);
	assert_false(auth_is_stored(desk->auth, &err));
}

static void
session_tells_the_newest_token_when_it_ends(void **state)
{
	struct desk *desk = *state;

	desk_log_in(desk, "a1", HOUR_S);
	desk_store(desk, "sibling", HOUR_S * 1000);
	desk_submit(desk, REQUEST_LOGOUT);
	assert_string_equal(
	    buffer_text(&desk_next(desk)->http.body), "\"sibling-refresh\"");
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(session_is_found_when_a_program_starts),
		TEST(session_is_refreshed_when_it_expired_between_two_starts),
		TEST(session_is_adopted_when_another_process_has_refreshed),
		TEST(session_is_not_adopted_when_another_process_has_logged_in),
		TEST(session_waits_when_another_process_refreshes),
		TEST(session_goes_on_unlocked_when_the_holder_hangs),
		TEST(session_keeps_the_lock_when_it_refreshes_and_no_longer),
		TEST(session_is_looked_for_when_its_refresh_was_refused),
		TEST(session_is_over_when_its_refresh_was_refused_for_good),
		TEST(session_is_not_refreshed_twice_when_the_reply_is_lost),
		TEST(session_is_adopted_when_only_our_reply_was_lost),
		TEST(session_is_refreshed_later_when_the_network_was_away),
		TEST(session_leaves_the_newer_one_when_both_have_refreshed),
		TEST(session_writes_nothing_when_another_process_has_ended_it),
		TEST(session_tells_the_newest_token_when_it_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
