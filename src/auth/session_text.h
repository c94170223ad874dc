/* SPDX-License-Identifier: ISC */
/* A session as text: the contents of the file that keeps it. */
#ifndef KEYRACK_AUTH_SESSION_TEXT_H
#define KEYRACK_AUTH_SESSION_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "auth/store.h"
#include "base/buffer.h"

/* A file that is larger than this holds no session. */
#define SESSION_TEXT_MAX ((size_t)64 * 1024)

/* Appends the session as one JSON object; false: the buffer is too small. */
bool session_write(
    const struct session *session, const char *origin, struct buffer *out);

/*
 * Reads what session_write wrote for this origin. Refused, with ERROR_USAGE:
 * text that is anything else, of a newer version, or of another origin, since
 * a token must not be sent to a service that has not given it.
 */
bool session_read(const char *bytes, size_t length, const char *origin,
    struct session *out, struct error *err);

#endif
