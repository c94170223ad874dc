/* SPDX-License-Identifier: ISC */
/* A session in a file that only its owner reads. */
#ifndef KEYRACK_AUTH_SESSION_FILE_H
#define KEYRACK_AUTH_SESSION_FILE_H

#include "auth/store.h"

struct session_file;

/*
 * In `folder` (absolute; made 0700 when it is written first). Sessions of
 * another origin are not read. Release with session_file_free, which accepts
 * NULL.
 */
struct session_file *session_file_new(
    const char *folder, const char *name, const char *origin);
void session_file_free(struct session_file *file);

/* Lends the path, for people. */
const char *session_file_path(const struct session_file *file);

/*
 * Reads the session. Never follows links; the file must be ours, regular,
 * with one name and mode 0600, of at most 64 KiB, and of this origin.
 */
enum store_state session_file_load(
    const struct session_file *file, struct session *out, struct error *err);

/*
 * Replaces the file in one step: a new file, written and synced, takes its
 * name. On failure the old one is as it was. Whoever has the lock also tidies
 * up after writers that were killed.
 */
bool session_file_save(const struct session_file *file,
    const struct session *session, bool has_lock, struct error *err);

/*
 * Removes the session, and all that was set aside or left behind under its
 * name, for tokens may be in it; true also when there was none.
 */
bool session_file_remove(const struct session_file *file, struct error *err);

#endif
