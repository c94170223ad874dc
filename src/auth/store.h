/* SPDX-License-Identifier: ISC */
/* Where a session is kept between runs: a file, another program, nowhere. */
#ifndef KEYRACK_AUTH_STORE_H
#define KEYRACK_AUTH_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/secret.h"

/* A session as it is kept. All zero is none. */
#define LOGIN_ID_LENGTH 32 /* hexadecimal digits */

struct session {
	/* Of the login that began it; "": not known. Refreshes keep it. */
	char login[LOGIN_ID_LENGTH + 1];
	struct secret access;
	struct secret refresh;      /* empty when the service gave none */
	char *issuer;               /* who gave the code; NULL: not known */
	int64_t expires_ms;         /* wall clock, a hint; DATE_NONE: unknown */
	int64_t refresh_expires_ms; /* DATE_NONE: unknown */
};

void session_clear(struct session *session);
void session_take(struct session *to, struct session *from);

/* The store of one account and origin. Release with store_free. */
struct store;

/*
 * Sessions in a file in `folder` (absolute; made 0700 when it is written
 * first), which is named after account and origin: see session_file.h.
 */
struct store *store_new_file(
    const char *folder, const char *account, const char *origin);

/*
 * Sessions that another program keeps: see session_command.h. `words` (lent,
 * ends with NULL) begin its command line; `folder` has the lock alone and may
 * be NULL. limit_ms 0 stands for 30 s.
 */
struct store *store_new_command(const char *folder, const char *account,
    const char *origin, const char *const *words, int limit_ms);

/*
 * Sessions in memory alone. `why` (NULL: it is wanted so) is told with each
 * login as the reason why nothing is stored.
 */
struct store *store_new_memory(const struct error *why);

/*
 * Kills a command that is asked; one that is storing or erasing is left to end
 * by itself. Accepts NULL.
 */
void store_free(struct store *store);

/* The file, for people; NULL for the other kinds. */
const char *store_path(const struct store *store);

/* Whether sessions outlive this run; if not, *why says why they should. */
bool store_is_lasting(const struct store *store, struct error *why);

enum store_state {
	STORE_LOADED,
	STORE_EMPTY,   /* no session is kept */
	STORE_DAMAGED, /* it could not be read and was set aside: err says */
	STORE_REFUSED, /* it could not be read and was left alone: err says */
	STORE_ASKED,   /* a command is under way, the answer comes later */
};

enum store_work {
	STORE_LOAD,
	STORE_SAVE,
	STORE_REMOVE, /* done also when there was none */
};

/* Release with store_result_clear. */
struct store_result {
	enum store_work work;
	enum store_state state; /* load */
	struct session session; /* STORE_LOADED */
	bool is_done;           /* save, remove */
	struct error error;     /* why not */
};

void store_result_clear(struct store_result *result);

/*
 * Begins to load, save or remove; the session is lent for the call, NULL but
 * for saving. One thing at a time: a load that is under way is given up for
 * what comes now; a save or removal is not, what comes now comes after it, and
 * its result alone is told.
 */
void store_begin(
    struct store *store, enum store_work work, const struct session *session);

/* Takes the result of what was begun last, once; never waits. */
bool store_finish(struct store *store, struct store_result *out);

/* Whether something is under way, whether the store may be changed by it. */
bool store_is_busy(const struct store *store);
bool store_is_writing(const struct store *store);

/*
 * What is to be waited for until store_finish is called again while the store
 * is busy: at most STORE_FDS_MAX descriptors, and how long at most.
 */
#define STORE_FDS_MAX 2
size_t store_fds(const struct store *store, int fds[STORE_FDS_MAX]);
int store_timeout_ms(const struct store *store);

/* The same for a store that is no command, done at once. */
enum store_state store_load(
    struct store *store, struct session *out, struct error *err);
bool store_save(
    struct store *store, const struct session *session, struct error *err);
bool store_remove(struct store *store, struct error *err);

/* The lock of this session among all processes: see session_lock.h. */
bool store_try_lock(struct store *store);
void store_unlock(struct store *store);

#endif
