/* SPDX-License-Identifier: ISC */
/* Moves the auth service by hand: nothing comes or passes by itself. */
#include "config.h"

#include "support/session_desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <dirent.h>

#include "auth/codec.h"
#include "base/xmalloc.h"

static int64_t
steady_ms(void *self)
{
	return ((struct desk *)self)->steady_ms;
}

static int64_t
wall_ms(void *self)
{
	return ((struct desk *)self)->wall_ms;
}

static int64_t
awake_ms(void *self)
{
	const struct desk *desk = self;

	return desk->steady_ms - desk->slept_ms;
}

struct store *
desk_sibling(const struct desk *desk)
{
	return store_new_file(desk->folder, "default", DESK_ORIGIN);
}

int
desk_setup(void **state)
{
	struct desk *desk = xcalloc(1, sizeof(*desk));
	struct error err;

	desk->folder = xstrdup("/tmp/keyrack-session-XXXXXX");
	assert_non_null(mkdtemp(desk->folder));
	desk->steady_ms = 5000;
	desk->wall_ms = DESK_START_MS;
	desk->fake = fake_transport_new();
	desk->auth = auth_new(fake_transport_of(desk->fake));
	auth_set_clock(
	    desk->auth, (struct clock){ steady_ms, wall_ms, awake_ms, desk });
	assert_int_equal(
	    auth_use_store(desk->auth, desk_sibling(desk), &err), STORE_EMPTY);
	*state = desk;
	return 0;
}

static void
remove_folder(const char *folder)
{
	DIR *entries = opendir(folder);
	const struct dirent *entry;

	while (entries != NULL && (entry = readdir(entries)) != NULL)
		unlinkat(dirfd(entries), entry->d_name, 0);
	closedir(entries);
	assert_int_equal(rmdir(folder), 0);
}

int
desk_teardown(void **state)
{
	struct desk *desk = *state;

	auth_free(desk->auth);
	remove_folder(desk->folder);
	free(desk->folder);
	free(desk);
	return 0;
}

void
desk_pass(struct desk *desk, int64_t length_ms)
{
	desk->steady_ms += length_ms;
	desk->wall_ms += length_ms;
}

void
desk_sleep(struct desk *desk, int64_t length_ms)
{
	desk_pass(desk, length_ms);
	desk->slept_ms += length_ms;
}

static void
store_of_login(
    struct desk *desk, const char *access, int64_t life_ms, const char *login)
{
	struct session session = { .expires_ms = desk->wall_ms + life_ms,
		.refresh_expires_ms = desk->wall_ms + 10 * life_ms };
	struct store *store = desk_sibling(desk);
	char *refresh = xasprintf("%s-refresh", access);
	struct error err;

	secret_set(&session.access, access, strlen(access));
	secret_set(&session.refresh, refresh, strlen(refresh));
	snprintf(session.login, sizeof(session.login), "%s", login);
	assert_true(store_save(store, &session, &err));
	session_clear(&session);
	store_free(store);
	free(refresh);
}

void
desk_store(struct desk *desk, const char *access, int64_t life_ms)
{
	store_of_login(desk, access, life_ms, "");
}

void
desk_store_other_login(struct desk *desk, const char *access, int64_t life_ms)
{
	store_of_login(
	    desk, access, life_ms, "0123456789abcdef0123456789abcdef");
}

char *
desk_stored(const struct desk *desk)
{
	struct session session = { 0 };
	struct store *store = desk_sibling(desk);
	struct error err;
	char *access = NULL;

	if (store_load(store, &session, &err) == STORE_LOADED)
		access = xstrdup(secret_bytes(&session.access));
	session_clear(&session);
	store_free(store);
	return access;
}

void
desk_log_in(struct desk *desk, const char *access, long life_s)
{
	uint32_t seq = desk_submit(desk, REQUEST_TOKEN_BY_CODE);

	desk_answer_tokens(desk, desk_next(desk), access, life_s);
	desk_expect(desk, seq, OUTCOME_DONE);
}

uint32_t
desk_submit(struct desk *desk, enum request_kind kind)
{
	struct request request = { .seq = ++desk->seq, .kind = kind };

	if (kind == REQUEST_RENAME || kind == REQUEST_DELETE)
		request.id = xstrdup("k1");
	if (kind == REQUEST_CREATE || kind == REQUEST_RENAME)
		request.name = xstrdup("n");
	if (kind == REQUEST_TOKEN_BY_CODE) {
		request.redirect_uri = xstrdup("http://localhost:5173");
		secret_set(&request.secret, "code", 4);
	}
	auth_submit(desk->auth, &request);
	return desk->seq;
}

const struct fake_request *
desk_next(struct desk *desk)
{
	assert_true(fake_transport_count(desk->fake) > desk->seen);
	return fake_transport_request(desk->fake, desk->seen++);
}

void
desk_expect_silence(struct desk *desk)
{
	assert_int_equal(fake_transport_count(desk->fake), desk->seen);
}

const struct fake_request *
desk_next_refresh(struct desk *desk)
{
	const struct fake_request *request = desk_next(desk);

	assert_string_equal(request->http.path, "/api/auth/token");
	assert_non_null(
	    strstr(buffer_text(&request->http.body), "TokenRefreshRequest"));
	assert_null(request->bearer);
	return request;
}

void
desk_turn(struct desk *desk)
{
	struct reply reply;

	auth_wait(desk->auth, NULL, 0, 0);
	assert_false(auth_next(desk->auth, &reply));
}

void
desk_answer(struct desk *desk, const struct fake_request *request, int status,
    const char *body)
{
	struct fake_answer answer = { .status = status, .body = body };

	fake_transport_answer(desk->fake, request->seq, &answer);
	auth_wait(desk->auth, NULL, 0, 0);
}

void
desk_answer_tokens(struct desk *desk, const struct fake_request *request,
    const char *access, long life_s)
{
	char *body =
	    xasprintf("{\"token\":\"%s\",\"expiresIn\":%ld,\"refreshToken\":"
	              "\"%s-refresh\",\"refreshExpiresIn\":36000}",
	        access, life_s, access);

	desk_answer(desk, request, 200, body);
	free(body);
}

struct reply
desk_reply(struct desk *desk, uint32_t seq)
{
	struct reply reply;

	assert_true(auth_next(desk->auth, &reply));
	assert_int_equal(reply.seq, seq);
	assert_true(secret_is_empty(&reply.tokens.access));
	assert_true(secret_is_empty(&reply.tokens.refresh));
	return reply;
}

void
desk_expect(struct desk *desk, uint32_t seq, enum outcome outcome)
{
	struct reply reply = desk_reply(desk, seq);

	assert_int_equal(reply.outcome, outcome);
	reply_clear(&reply);
}
