/* SPDX-License-Identifier: ISC */
/* The newest session wins: ours, or what another process has stored. */
#include "config.h"

#include "auth/kept_session.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <bsd/stdlib.h>

#include "base/date.h"
#include "base/xmalloc.h"

#define LIFE_MAX_S (INT64_C(30) * 24 * 3600)
#define MARGIN_MAX_MS 60000

static int64_t
steady_ms(const struct kept_session *kept)
{
	return kept->clock.steady_ms(kept->clock.self);
}

static int64_t
wall_ms(const struct kept_session *kept)
{
	return kept->clock.wall_ms(kept->clock.self);
}

void
kept_session_init(struct kept_session *kept, struct clock clock)
{
	*kept = (struct kept_session){
		.clock = clock,
		.stale_ms = INT64_MAX,
	};
}

void
kept_session_clear(struct kept_session *kept)
{
	session_clear(&kept->session);
	secret_clear(&kept->last_stored);
	store_free(kept->store);
	kept_session_init(kept, kept->clock);
}

static void
copy_secret(struct secret *to, const struct secret *from)
{
	secret_set(to, secret_bytes(from), from->length);
}

bool
kept_session_has_store(const struct kept_session *kept)
{
	struct error ignored;

	return kept->store != NULL && store_is_lasting(kept->store, &ignored);
}

bool
kept_session_can_refresh(const struct kept_session *kept)
{
	return !kept->is_given && !kept->is_spent &&
	       !secret_is_empty(&kept->session.refresh);
}

/* A life of no length, or below, is one that the service has not told. */
static int64_t
life_ms(int64_t life_s)
{
	if (life_s <= 0)
		return DATE_NONE;
	return (life_s > LIFE_MAX_S ? LIFE_MAX_S : life_s) * 1000;
}

static int64_t
end_of_life(const struct kept_session *kept, int64_t life)
{
	return life == DATE_NONE ? DATE_NONE : wall_ms(kept) + life;
}

/* Renewal begins a little before the end, that requests find a good token. */
static void
set_stale(struct kept_session *kept, int64_t life)
{
	int64_t margin = life / 10;

	if (margin > MARGIN_MAX_MS)
		margin = MARGIN_MAX_MS;
	kept->stale_ms =
	    life == DATE_NONE ? INT64_MAX : steady_ms(kept) + life - margin;
}

/* The wall clock may be wrong: what it says is bounded, and a 401 decides. */
static int64_t
life_left(const struct kept_session *kept, int64_t expires_ms)
{
	int64_t now = wall_ms(kept);

	if (expires_ms == DATE_NONE)
		return DATE_NONE;
	if (expires_ms <= now)
		return 0;
	if (expires_ms > now + LIFE_MAX_S * 1000)
		return LIFE_MAX_S * 1000;
	return expires_ms - now;
}

/* Takes what was found in the store. */
static void
adopt(struct kept_session *kept, struct session *found)
{
	session_take(&kept->session, found);
	copy_secret(&kept->last_stored, &kept->session.access);
	set_stale(kept, life_left(kept, kept->session.expires_ms));
	kept->generation++;
	kept->is_given = false;
	kept->is_spent = false;
	kept->is_stored = true;
	kept->trouble = (struct error){ 0 };
}

/*
 * A session is newer if it is neither ours nor what the store held when it
 * was looked at last: where saving has failed, the store holds an older one.
 */
static bool
is_newer(const struct kept_session *kept, const struct session *found)
{
	return !secret_is_equal(&found->access, &kept->session.access) &&
	       !secret_is_equal(&found->access, &kept->last_stored);
}

/*
 * Another login may be somebody else's: what was begun in this session must
 * not be done in that one, before anybody was asked whose it is.
 */
static bool
is_of_other_login(const struct kept_session *kept, const struct session *found)
{
	const char *ours = kept->session.login;

	return !kept_session_is_empty(kept) && ours[0] != '\0' &&
	       found->login[0] != '\0' && strcmp(ours, found->login) != 0;
}

void
kept_session_use_store(struct kept_session *kept, struct store *taken)
{
	store_free(kept->store);
	kept->store = taken;
	secret_clear(&kept->last_stored);
}

enum store_news
kept_session_hear(struct kept_session *kept, struct store_result *loaded)
{
	if (loaded->state == STORE_EMPTY &&
	    !secret_is_empty(&kept->last_stored))
		return STORE_NEWS_GONE;
	if (loaded->state != STORE_LOADED || !is_newer(kept, &loaded->session))
		return STORE_NEWS_NONE;
	if (is_of_other_login(kept, &loaded->session))
		return STORE_NEWS_GONE;
	adopt(kept, &loaded->session);
	return STORE_NEWS_NEWER;
}

void
kept_session_hear_saved(
    struct kept_session *kept, const struct store_result *saved)
{
	kept->is_stored = saved->is_done;
	kept->trouble = saved->error;
	if (saved->is_done)
		copy_secret(&kept->last_stored, &kept->session.access);
}

void
kept_session_hear_unsaved(struct kept_session *kept)
{
	kept->is_stored = false;
	kept->trouble = (struct error){ 0 };
	if (kept->store != NULL)
		store_is_lasting(kept->store, &kept->trouble);
}

void
kept_session_take_token(struct kept_session *kept, struct secret *token)
{
	session_clear(&kept->session);
	secret_take(&kept->session.access, token);
	kept->session.expires_ms = DATE_NONE;
	kept->session.refresh_expires_ms = DATE_NONE;
	kept->stale_ms = INT64_MAX;
	kept->generation++;
	kept->is_given = true;
	kept->is_stored = false;
}

/* A service that gives no new refresh token goes on with the old one. */
void
kept_session_take_refresh(struct kept_session *kept, struct token_reply *tokens)
{
	struct session *session = &kept->session;
	int64_t life = life_ms(tokens->expires_in_s);

	secret_take(&session->access, &tokens->access);
	session->expires_ms = end_of_life(kept, life);
	if (!secret_is_empty(&tokens->refresh)) {
		secret_take(&session->refresh, &tokens->refresh);
		session->refresh_expires_ms =
		    end_of_life(kept, life_ms(tokens->refresh_expires_in_s));
	}
	set_stale(kept, life);
	kept->generation++;
	kept->is_given = false;
	kept->is_spent = false;
	kept->is_stored = false;
}

static void
make_login_id(char id[LOGIN_ID_LENGTH + 1])
{
	for (size_t i = 0; i < LOGIN_ID_LENGTH; i += 8)
		snprintf(id + i, 9, "%08" PRIx32, arc4random());
}

void
kept_session_take_login(
    struct kept_session *kept, struct token_reply *tokens, const char *issuer)
{
	const char *known = issuer == NULL ? kept->session.issuer : issuer;
	char *copy = known == NULL ? NULL : xstrdup(known);

	session_clear(&kept->session);
	kept->session.issuer = copy;
	make_login_id(kept->session.login);
	kept->session.refresh_expires_ms = DATE_NONE;
	kept_session_take_refresh(kept, tokens);
}

bool
kept_session_is_empty(const struct kept_session *kept)
{
	return secret_is_empty(&kept->session.access);
}

int64_t
kept_session_ends_ms(const struct kept_session *kept)
{
	if (kept_session_is_empty(kept))
		return DATE_NONE;
	return secret_is_empty(&kept->session.refresh)
	           ? kept->session.expires_ms
	           : kept->session.refresh_expires_ms;
}

bool
kept_session_is_stale(const struct kept_session *kept)
{
	return kept_session_can_refresh(kept) &&
	       steady_ms(kept) >= kept->stale_ms;
}

bool
kept_session_forget(struct kept_session *kept)
{
	bool was_stored = kept_session_has_store(kept) && !kept->is_given &&
	                  !secret_is_empty(&kept->last_stored);

	session_clear(&kept->session);
	if (!kept->is_given)
		secret_clear(&kept->last_stored);
	kept->stale_ms = INT64_MAX;
	kept->generation++;
	kept->is_given = false;
	kept->is_spent = false;
	kept->is_stored = false;
	kept->trouble = (struct error){ 0 };
	return was_stored;
}
