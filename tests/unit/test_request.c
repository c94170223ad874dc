/* SPDX-License-Identifier: ISC */
/* Tests of the life of requests and replies. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "auth/request.h"
#include "base/xmalloc.h"

static void
request_moves_all_it_owns_when_taken(void **state)
{
	struct request from = { .seq = 7, .kind = REQUEST_CREATE };
	struct request to = { .name = xstrdup("old") };

	(void)state;
	from.id = xstrdup("id");
	from.name = xstrdup("name");
	from.organization = xstrdup("organization");
	from.redirect_uri = xstrdup("uri");
	from.keep_token_of_id = xstrdup("kept id");
	from.keep_tokens_of_name = xstrdup("kept name");
	secret_set(&from.secret, "code", 4);
	secret_set(&to.secret, "old", 3);
	request_take(&to, &from);
	assert_int_equal(to.seq, 7);
	assert_int_equal(to.kind, REQUEST_CREATE);
	assert_string_equal(to.name, "name");
	assert_string_equal(to.keep_tokens_of_name, "kept name");
	assert_string_equal(secret_bytes(&to.secret), "code");
	assert_null(from.name);
	assert_null(from.keep_token_of_id);
	assert_true(secret_is_empty(&from.secret));
	request_clear(&to);
	assert_null(to.name);
	assert_true(secret_is_empty(&to.secret));
	request_clear(&from);
}

static void
request_is_mutating_only_when_it_is_not_a_get(void **state)
{
	(void)state;
	assert_false(request_is_mutating(REQUEST_LOGIN_ADDRESS));
	assert_false(request_is_mutating(REQUEST_PROFILE));
	assert_false(request_is_mutating(REQUEST_LIST));
	assert_true(request_is_mutating(REQUEST_TOKEN_BY_CODE));
	assert_true(request_is_mutating(REQUEST_TOKEN_REFRESH));
	assert_true(request_is_mutating(REQUEST_LOGOUT));
	assert_true(request_is_mutating(REQUEST_CREATE));
	assert_true(request_is_mutating(REQUEST_RENAME));
	assert_true(request_is_mutating(REQUEST_DELETE));
}

static void
reply_moves_all_it_owns_when_taken(void **state)
{
	struct reply from = { .seq = 3, .outcome = OUTCOME_DONE }, to = { 0 };

	(void)state;
	apikeys_add(&from.apikeys, &(struct apikey){ .id = "k1" });
	profile_set(&from.profile, "a@example.org", false);
	from.login_address = xstrdup("https://example.org/");
	secret_set(&from.tokens.access, "access", 6);
	secret_set(&from.tokens.refresh, "refresh", 7);
	from.kept[0].id = xstrdup("k1");
	secret_set(&from.kept[0].token, "token", 5);
	from.kept_count = 1;
	to.login_address = xstrdup("old");
	reply_take(&to, &from);
	assert_int_equal(to.seq, 3);
	assert_non_null(apikeys_find(&to.apikeys, "k1"));
	assert_string_equal(secret_bytes(&to.kept[0].token), "token");
	assert_int_equal(from.kept_count, 0);
	assert_int_equal(from.apikeys.count, 0);
	assert_null(from.login_address);
	reply_clear(&to);
	assert_int_equal(to.kept_count, 0);
	assert_true(secret_is_empty(&to.tokens.access));
	reply_clear(&from);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(request_moves_all_it_owns_when_taken),
		cmocka_unit_test(request_is_mutating_only_when_it_is_not_a_get),
		cmocka_unit_test(reply_moves_all_it_owns_when_taken),
	};

	return cmocka_run_group_tests_name("request", tests, NULL, NULL);
}
