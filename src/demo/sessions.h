/* SPDX-License-Identifier: ISC */
/* Login codes, access tokens and refresh tokens, and what each still opens. */
#ifndef KEYRACK_DEMO_SESSIONS_H
#define KEYRACK_DEMO_SESSIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/secret.h"

struct ticket;

/* Sessions are numbered from 1; 0 is none. */
struct sessions {
	struct ticket *tickets;
	size_t count, capacity;
	uint32_t last_session;
	long token_seconds; /* life of an access token */
};

/* Release with sessions_clear. */
void sessions_init(struct sessions *sessions, long token_seconds);
void sessions_clear(struct sessions *sessions);

/* Opens a session that has this access token, which is copied. */
void sessions_open(
    struct sessions *sessions, int64_t now_ms, const struct secret *access);

/* Makes a login code into *code that works once, within a minute. */
void sessions_issue_code(struct sessions *sessions, int64_t now_ms,
    const char *redirect_uri, struct secret *code);

/* What the token call gives. All zero at first; clear with grant_clear. */
struct grant {
	struct secret access, refresh;
	long access_seconds, refresh_seconds;
};

void grant_clear(struct grant *grant);

/*
 * Both are false for what is unknown, expired or used before; the second use
 * of a code or of a refresh token ends the session that came of the first, as
 * it must be taken for stolen (RFC 9700).
 */
bool sessions_redeem(struct sessions *sessions, int64_t now_ms,
    const char *code, const char *redirect_uri, struct grant *out);
bool sessions_refresh(struct sessions *sessions, int64_t now_ms,
    const char *refresh, struct grant *out);

/* The session that a token belongs to; 0: it opens nothing. */
uint32_t sessions_of_access(
    struct sessions *sessions, int64_t now_ms, const char *access);
uint32_t sessions_of_refresh(
    struct sessions *sessions, int64_t now_ms, const char *refresh);

/* Everything of the session stops working. */
void sessions_end(struct sessions *sessions, uint32_t session);

/* All access tokens stop working; what refreshes them goes on. */
void sessions_expire(struct sessions *sessions);

/* Everything of all sessions stops working, login codes too. */
void sessions_revoke(struct sessions *sessions);

#endif
