/* SPDX-License-Identifier: ISC */
/* The lock that processes with the same session take in turn. */
#ifndef KEYRACK_AUTH_SESSION_LOCK_H
#define KEYRACK_AUTH_SESSION_LOCK_H

#include <stdbool.h>

struct session_lock;

/*
 * On the file NAME.lock in `folder` (absolute). If that lies on a network
 * file system, where locks may lock nothing or hang, and $XDG_RUNTIME_DIR is
 * set, the file is in a folder there: all processes of this machine find it,
 * those of other machines do not. NULL folder: nobody else has this session.
 * Release with session_lock_free, which accepts NULL and gives the lock back.
 */
struct session_lock *session_lock_new(const char *folder, const char *name);
void session_lock_free(struct session_lock *lock);

/*
 * Never waits. False: another process holds it. True where there are no
 * locks: there nobody can hold one, and nobody needs to wait. The system gives
 * it back when the process ends.
 */
bool session_lock_try(struct session_lock *lock);
void session_lock_release(struct session_lock *lock);

bool session_lock_is_held(const struct session_lock *lock);

#endif
