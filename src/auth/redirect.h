/* SPDX-License-Identifier: ISC */
/* The listener on this machine that the browser comes back to. */
#ifndef KEYRACK_AUTH_REDIRECT_H
#define KEYRACK_AUTH_REDIRECT_H

#include <stdbool.h>
#include <stddef.h>

#include "auth/redirect_answer.h"
#include "auth/redirect_socket.h"
#include "auth/redirect_uri.h"
#include "base/error.h"

#define REDIRECT_FDS_MAX REDIRECT_SOCKETS_MAX

struct redirect;

/*
 * Listens when it returns; errors are those of redirect_sockets_open. Until a
 * state is set, every answer is foreign. Release with redirect_free, which
 * accepts NULL and closes all connections.
 */
struct redirect *redirect_new(
    const struct redirect_uri *uri, struct error *err);
void redirect_free(struct redirect *redirect);

/* The port that is listened on. */
int redirect_port(const struct redirect *redirect);

/* The state that the answer must bring. Copied. */
void redirect_set_state(struct redirect *redirect, const struct secret *state);

/* The issuer that an answer may name; NULL: any. Copied. */
void redirect_set_issuer(struct redirect *redirect, const char *issuer);

/*
 * What to wait for, and the milliseconds after which redirect_run is wanted
 * all the same (-1: never). On Linux the descriptors stand for all that is
 * connected (epoll); elsewhere they are those that callers arrive at, and
 * while somebody is connected the time is short.
 */
size_t redirect_fds(const struct redirect *redirect, int fds[REDIRECT_FDS_MAX]);
int redirect_timeout_ms(const struct redirect *redirect);

/* Does what can be done without waiting. */
void redirect_run(struct redirect *redirect);

/* Takes an answer with the right state, each once. */
bool redirect_next(struct redirect *redirect, struct redirect_answer *out);

/* Whether the page at the end was shown since the last answer came. */
bool redirect_is_seen(const struct redirect *redirect);

/* From now on every visit is answered 410. */
void redirect_finish(struct redirect *redirect);

#endif
