/* SPDX-License-Identifier: ISC */
/* A session that another program keeps: pass, secret-tool, gpg, one's own. */
#ifndef KEYRACK_AUTH_SESSION_COMMAND_H
#define KEYRACK_AUTH_SESSION_COMMAND_H

#include "auth/store.h"

/*
 * The program is run by its words, never by a shell, with two more:
 *
 *   get NAME    prints the session, or nothing where none is kept
 *   put NAME    keeps what it reads on its standard input, in place of what
 *               it kept before
 *   erase NAME  forgets it; there may be none
 *
 * NAME is that of the session, of letters, digits and "-_.%@+". What it keeps
 * is text of at most 64 KiB, which passes through standard input and output
 * alone. Status 0 is success; else the first line of its standard error is
 * told to the person. It has no terminal, and is killed, with its process
 * group, when it takes longer than limit_ms or prints too much.
 *
 * What could not be read is not overwritten: after a get that failed each put
 * begins with another get.
 */
struct session_command;

/* Release with session_command_free, which accepts NULL. limit_ms 0: 30 s. */
struct session_command *session_command_new(const char *const *words,
    const char *name, const char *origin, int limit_ms);
void session_command_free(struct session_command *command);

/* As store.h says of the functions of these names. */
void session_command_begin(struct session_command *command,
    enum store_work work, const struct session *session);
bool session_command_finish(
    struct session_command *command, struct store_result *out);
bool session_command_is_busy(const struct session_command *command);
bool session_command_is_writing(const struct session_command *command);
size_t session_command_fds(
    const struct session_command *command, int fds[STORE_FDS_MAX]);
int session_command_timeout_ms(const struct session_command *command);

#endif
