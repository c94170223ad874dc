/* SPDX-License-Identifier: ISC */
/* Where a session is kept between runs: a file that only its owner reads. */
#ifndef KEYRACK_AUTH_STORE_H
#define KEYRACK_AUTH_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/secret.h"

/* A session as it is kept. All zero is none. */
struct session {
	struct secret access;
	struct secret refresh;      /* empty when the service gave none */
	char *issuer;               /* who gave the code; NULL: not known */
	int64_t expires_ms;         /* wall clock, a hint; DATE_NONE: unknown */
	int64_t refresh_expires_ms; /* DATE_NONE: unknown */
};

void session_clear(struct session *session);
void session_take(struct session *to, struct session *from);

struct store;

/*
 * The store of one account and origin, in `folder` (absolute; made 0700 when
 * it is written first). The name of the file is made from both. NULL folder
 * keeps the session in memory only. Release with store_free.
 */
struct store *store_new(
    const char *folder, const char *account, const char *origin);
void store_free(struct store *store);

/* The file, for people; NULL for memory. */
const char *store_path(const struct store *store);

enum store_state {
	STORE_LOADED,
	STORE_EMPTY,   /* no session is kept */
	STORE_DAMAGED, /* it could not be read and was set aside: err says */
	STORE_REFUSED, /* unsafe owner, mode or kind of file: err says */
};

/*
 * Reads the session. Never follows links; the file must be ours, regular,
 * with one name and mode 0600, of at most 64 KiB, and of this origin.
 */
enum store_state store_load(
    struct store *store, struct session *out, struct error *err);

/*
 * Replaces the file in one step: a new file, written and synced, takes its
 * name. On failure the old one is as it was.
 */
bool store_save(
    struct store *store, const struct session *session, struct error *err);

/* Removes the session; true also when there was none. */
bool store_remove(struct store *store, struct error *err);

/*
 * The lock of this session among all processes, on a file beside it; never
 * waits. False: another process holds it. Released by store_unlock, and by
 * the system when the process ends.
 */
bool store_try_lock(struct store *store);
void store_unlock(struct store *store);

#endif
