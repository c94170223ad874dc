/* SPDX-License-Identifier: ISC */
/* Keeps one session alive, beside other processes that share its store. */
#ifndef KEYRACK_AUTH_SESSION_KEEPER_H
#define KEYRACK_AUTH_SESSION_KEEPER_H

#include <stdbool.h>
#include <stdint.h>

#include "auth/kept_session.h"
#include "auth/request.h"

/*
 * A renewal goes through these in turn, and from any of them back to the
 * first. The keeper neither waits nor sends: auth does both for it.
 */
enum keeper_phase {
	KEEPER_IDLE,      /* requests may be sent */
	KEEPER_LOCKING,   /* another process may be renewing the session */
	KEEPER_DUE,       /* the refresh is to be sent */
	KEEPER_SENT,      /* the refresh is on its way */
	KEEPER_REREADING, /* refused: perhaps another process was faster */
};

struct session_keeper {
	struct kept_session kept;
	enum keeper_phase phase;
	int64_t renewed_ms; /* steady: when a refresh was sent last */
	int64_t try_ms;     /* steady: when keeper_run is wanted */
	int64_t give_up_ms; /* steady: when no lock is waited for any more */
	int rereadings;     /* in KEEPER_REREADING */
};

/* Release with keeper_clear. */
void keeper_init(struct session_keeper *keeper, struct clock clock);
void keeper_clear(struct session_keeper *keeper);

/* When keeper_run is wanted (steady clock); INT64_MAX: never. */
int64_t keeper_deadline(const struct session_keeper *keeper);

/* Whether the token should be renewed before the next request. */
bool keeper_wants_renewal(const struct session_keeper *keeper);

/* Whether anything could be done about a token that was refused. */
bool keeper_can_renew(const struct session_keeper *keeper);

/* Whether a refresh is to be sent now. */
bool keeper_is_due(const struct session_keeper *keeper);

/* Begins a renewal, unless one is under way. */
void keeper_renew(struct session_keeper *keeper);

/* Moves a renewal on, as far as the time allows. */
void keeper_run(struct session_keeper *keeper);

/* Ends a renewal; a refresh that is on its way is to be forgotten. */
void keeper_stop(struct session_keeper *keeper);

/* Writes the refresh that is due; it counts as sent from then on. */
void keeper_write_refresh(
    struct session_keeper *keeper, uint32_t seq, struct request *out);

/* Takes the tokens out of the refresh's reply. */
void keeper_take_refresh(struct session_keeper *keeper, struct reply *reply);

#endif
