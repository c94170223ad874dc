/* SPDX-License-Identifier: ISC */
/* The auth service: carries requests to the service and brings replies. */
#ifndef KEYRACK_AUTH_AUTH_H
#define KEYRACK_AUTH_AUTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "auth/request.h"
#include "auth/store.h"
#include "auth/transport.h"
#include "base/clock.h"

struct auth;

/* Takes the transport. Release with auth_free, which accepts NULL. */
struct auth *auth_new(struct transport transport);
void auth_free(struct auth *auth);

/* Replaces the system's clocks; before anything else is asked of auth. */
void auth_set_clock(struct auth *auth, struct clock clock);

/*
 * Takes the store, and the session that it holds, if any. Sessions that begin
 * from now on are kept in it. A store that is refused stays in use: it tells
 * with each login why it keeps nothing. STORE_ASKED: requests wait until the
 * store has answered, and auth_take_opened tells what.
 */
enum store_state auth_use_store(
    struct auth *auth, struct store *taken, struct error *err);

/* What a store that was asked has answered, once; false: nothing yet. */
bool auth_take_opened(
    struct auth *auth, enum store_state *state, struct error *err);

/* Whether a renewed session could not be stored, once, and why not. */
bool auth_take_unsaved(struct auth *auth, struct error *why);

/* Whether a store is at work that takes its time. */
bool auth_is_at_store(const struct auth *auth);

/* What would be lost if the program ended now. */
enum auth_business {
	AUTH_RESTS,
	AUTH_RENEWS, /* the service may have used up the old refresh token */
	AUTH_STORES, /* the store is about to learn of a session or its end */
};

enum auth_business auth_business(const struct auth *auth);

/*
 * Takes an access token that is neither stored nor refreshed; it never leaves
 * again but in the Authorization header of requests to the transport's origin.
 * A token with other bytes than 0x21 to 0x7e, or more than 16,384 of them, is
 * refused.
 */
bool auth_set_access_token(
    struct auth *auth, struct secret *token, struct error *err);

/* Whether there is an access token to send. */
bool auth_has_session(const struct auth *auth);

/* When the session ends (wall clock); DATE_NONE: unknown, or no session. */
int64_t auth_session_ends_ms(const struct auth *auth);

/* Who gave the code of the session's login; lent; NULL: not known. */
const char *auth_issuer(const struct auth *auth);

/*
 * Whether the session outlives this run; if it should and does not, *why says
 * so, and is of ERROR_NONE else.
 */
bool auth_is_stored(const struct auth *auth, struct error *why);

/* The file of the store, for people; NULL: in memory only. */
const char *auth_store_path(const struct auth *auth);

/*
 * Takes the request (*request is empty afterwards). Never fails: what cannot
 * be sent comes back as a reply with OUTCOME_NOT_SENT.
 *
 * A request that bears a token which is about to expire waits until it is
 * refreshed. One that was answered with 401 was not carried out: it is sent
 * once more when another token could be had, and never again. No request is
 * repeated for another reason. One refresh serves all that wait.
 *
 * What a login brings is kept here: its reply tells facts, no tokens. A
 * logout, and a refresh that is asked for, gets the refresh token here unless
 * it brings one. A logout's reply, whatever its outcome, comes when the
 * session is forgotten and removed from the store. A token from
 * auth_set_access_token is only forgotten: the reply is OUTCOME_NOT_SENT,
 * without an error.
 */
void auth_submit(struct auth *auth, struct request *request);

/*
 * Forgets a request; no reply will bear its number. Numbers from 2^31 on are
 * for the requests that auth itself makes.
 */
void auth_cancel(struct auth *auth, uint32_t seq);

/* The next reply, to be released by reply_clear; false: none. */
bool auth_next(struct auth *auth, struct reply *out);

/* Waits as transport.h says; returns at once when a reply is there. */
void auth_wait(
    struct auth *auth, struct wait_fd *fds, size_t count, int timeout_ms);

/*
 * The program was stopped: connections kept from before are not used again. A
 * machine that slept is noticed without it, at the next wait or submit.
 */
void auth_wake(struct auth *auth);

/* How many requests are on their way, or wait for a token. */
size_t auth_in_flight(const struct auth *auth);

#endif
