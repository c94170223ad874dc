/* SPDX-License-Identifier: ISC */
/* One session in memory, and what is known of it in its store. */
#ifndef KEYRACK_AUTH_KEPT_SESSION_H
#define KEYRACK_AUTH_KEPT_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "auth/request.h"
#include "auth/store.h"
#include "base/clock.h"

struct kept_session {
	struct clock clock;
	struct store *store;       /* NULL: none */
	struct session session;    /* the newest that is known */
	struct secret last_stored; /* the access token last seen in the store */
	/* Counts the access tokens, so that a call knows which it has borne. */
	uint32_t generation;
	int64_t stale_ms;     /* steady: when the token is to be renewed */
	bool is_given;        /* by the environment: not stored, not renewed */
	bool is_spent;        /* the refresh token will not work again */
	bool is_stored;       /* the store holds this very session */
	struct error trouble; /* why it does not, where it should */
};

/* Release with kept_session_clear. */
void kept_session_init(struct kept_session *kept, struct clock clock);
void kept_session_clear(struct kept_session *kept);

/* What the store says of the session in memory. */
enum store_news {
	STORE_NEWS_NONE,
	STORE_NEWS_NEWER, /* another process has renewed it; it is taken */
	STORE_NEWS_GONE,  /* another process has ended it, or logged in anew */
};

/* Takes the store, of whose contents nothing is known yet. */
void kept_session_use_store(struct kept_session *kept, struct store *taken);

bool kept_session_is_empty(const struct kept_session *kept);

/* Whether there is a store that outlives this run. */
bool kept_session_has_store(const struct kept_session *kept);

/* Whether there is a refresh token that may work. */
bool kept_session_can_refresh(const struct kept_session *kept);

/* Whether it should be refreshed before the next request. */
bool kept_session_is_stale(const struct kept_session *kept);

/* Wall clock; DATE_NONE: unknown, or no session. */
int64_t kept_session_ends_ms(const struct kept_session *kept);

/* Takes an access token that is neither stored nor refreshed. */
void kept_session_take_token(struct kept_session *kept, struct secret *token);

/*
 * Take the tokens of a login, of a refresh. The store is not told. The issuer,
 * which is copied, stays as it was where it is NULL.
 */
void kept_session_take_login(
    struct kept_session *kept, struct token_reply *tokens, const char *issuer);
void kept_session_take_refresh(
    struct kept_session *kept, struct token_reply *tokens);

/* Hears what the store held, and takes what another process has stored. */
enum store_news kept_session_hear(
    struct kept_session *kept, struct store_result *loaded);

/* Hears whether the store has saved this session, or why it was not asked. */
void kept_session_hear_saved(
    struct kept_session *kept, const struct store_result *saved);
void kept_session_hear_unsaved(struct kept_session *kept);

/*
 * Forgets the session; what the store may hold is a matter of its own. True:
 * as far as is known it holds one that is ours.
 */
bool kept_session_forget(struct kept_session *kept);

#endif
