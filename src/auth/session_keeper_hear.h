/* SPDX-License-Identifier: ISC */
/* Between the keeper and its store; nobody else's affair. */
#ifndef KEYRACK_AUTH_SESSION_KEEPER_HEAR_H
#define KEYRACK_AUTH_SESSION_KEEPER_HEAR_H

#include "auth/session_keeper.h"

#define RENEWAL_STEP_MS 1000 /* no more than one refresh a second */
#define REREAD_STEP_MS 25    /* doubled each time */
#define REREADINGS_MAX 3

/* Whether the phase goes on when the store answers. */
bool keeper_is_hearing(const struct session_keeper *keeper);

/* Asks the store in this phase, or has it save the session. */
void keeper_load(struct session_keeper *keeper, enum keeper_phase phase);
void keeper_save(struct session_keeper *keeper);

/* Takes the store's answer. */
void keeper_hear(struct session_keeper *keeper, struct store_result *result);

/* The store was looked into under the lock, or as well as it could be had. */
void keeper_looked(struct session_keeper *keeper, bool has_news);

/* The same, after a refusal. */
void keeper_reread(struct session_keeper *keeper, bool has_news);

#endif
