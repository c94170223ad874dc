/* SPDX-License-Identifier: ISC */
/* Keeps one session alive, beside other processes that share its store. */
#ifndef KEYRACK_AUTH_SESSION_KEEPER_H
#define KEYRACK_AUTH_SESSION_KEEPER_H

#include <stdbool.h>
#include <stdint.h>

#include "auth/kept_session.h"
#include "auth/request.h"

/*
 * What is under way; each ends in the first again. The store may take its
 * time wherever it is asked. The keeper neither waits nor sends: auth does
 * both for it.
 */
enum keeper_phase {
	KEEPER_IDLE,    /* requests may be sent */
	KEEPER_OPENING, /* a new store: is a session in it? */
	/* A renewal goes through these. */
	KEEPER_LOCKING,  /* another process may be renewing the session */
	KEEPER_LOOKING,  /* the store: has one done so? */
	KEEPER_DUE,      /* the refresh is to be sent */
	KEEPER_SENT,     /* the refresh is on its way */
	KEEPER_CHECKING, /* renewed; the store: has another one, or logged out?
	                  */
	KEEPER_SAVING,   /* the store is told; after a login too */
	KEEPER_MISSED,   /* no answer; the store: was another process faster? */
	KEEPER_REREADING, /* refused; the same, some times in a row */
	/* A logout. */
	KEEPER_ASKING,   /* the store: which refresh token is the newest? */
	KEEPER_ENDING,   /* forgotten; another process may be about to store */
	KEEPER_REMOVING, /* the store forgets too */
};

struct session_keeper {
	struct kept_session kept;
	enum keeper_phase phase;
	int64_t renewed_ms; /* steady: when a refresh was sent last */
	int64_t try_ms;     /* steady: when keeper_run is wanted */
	int64_t give_up_ms; /* steady: when no lock is waited for any more */
	int rereadings;     /* in KEEPER_REREADING */
	bool is_lost;       /* KEEPER_MISSED: the refresh may have been used */
	bool has_looked;    /* what the store told may ask for a renewal */
	/* What the first look into the store has found, until it is told. */
	bool has_opened;
	enum store_state opened;
	struct error opened_error;
	bool has_unsaved; /* saving has failed, and nobody was told yet */
	struct logout_facts logout; /* of the last one */
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

/* Whether the store has yet to learn what is known here. */
bool keeper_is_storing(const struct session_keeper *keeper);

/* Takes the store and begins to look into it. */
void keeper_use_store(struct session_keeper *keeper, struct store *taken);

/* Begins a renewal, unless one is under way. */
void keeper_renew(struct session_keeper *keeper);

/* Asks the store for the newest tokens, unless something is under way. */
void keeper_ask(struct session_keeper *keeper);

/* Moves on what is under way, as far as time and store allow. */
void keeper_run(struct session_keeper *keeper);

/* Ends it; a refresh that is on its way is to be forgotten. */
void keeper_stop(struct session_keeper *keeper);

/* Writes the refresh that is due; it counts as sent from then on. */
void keeper_write_refresh(
    struct session_keeper *keeper, uint32_t seq, struct request *out);

/* Takes the reply of that refresh, with its tokens. */
void keeper_take_refresh(struct session_keeper *keeper, struct reply *reply);

/*
 * Takes the tokens of a login, of a refresh, and stores them; but what
 * another process has stored since the last refresh, or removed, stays. The
 * issuer as in kept_session.h.
 */
void keeper_take_login(struct session_keeper *keeper,
    struct token_reply *tokens, const char *issuer);
void keeper_take_tokens(
    struct session_keeper *keeper, struct token_reply *tokens);

/* Forgets the session and has it removed; keeper->logout tells in the end. */
void keeper_end(struct session_keeper *keeper);

#endif
