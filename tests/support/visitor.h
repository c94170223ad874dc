/* SPDX-License-Identifier: ISC */
/* Visits to a login's listener, right and wrong, in the test's own process. */
#ifndef KEYRACK_SUPPORT_VISITOR_H
#define KEYRACK_SUPPORT_VISITOR_H

#include <stdbool.h>
#include <stddef.h>

#include "auth/login.h"

#define VISITOR_SERVICE "https://nuextract.example"
#define VISITOR_CODE "c0de-that-nobody-sees"

/* A login on this redirect URI with no listener yet. */
struct login *visitor_login(const char *redirect_uri);

/* The same, listening, with its address set; fixtures for port 0. */
struct login *visitor_listening(const char *redirect_uri);
int visitor_setup(void **state);
int visitor_teardown(void **state);

/* The state within the login's address; lent until the next call. */
const char *visitor_state(const struct login *login);

/* "/?code=…&state=…" with the right state; lent until the next call. */
const char *visitor_target(const struct login *login);

/* The text with a value in place of each mark, for free(3). */
char *visitor_fill(const char *text, char mark, const char *value);

/* Connects to "127.0.0.1" or "[::1]"; -1 where nobody listens. */
int visitor_connect(const char *host, int port);

/* One turn of the loop: waits for the login and for `fd`, if not negative. */
void visitor_turn(struct login *login, int fd, bool wants_to_write);

/*
 * Sends what the listener takes; false when it closes the connection before
 * the end.
 */
bool visitor_send(
    struct login *login, int fd, const char *bytes, size_t length);

/* Reads until the listener closes and closes too. The answer for free(3). */
char *visitor_receive(struct login *login, int fd);

/* 0: there is none. */
int visitor_status(const char *answer);

/* Sends a whole request and returns the answer for free(3). */
char *visitor_ask(struct login *login, const char *host, const char *request);

/*
 * Follows the redirect as a browser does, with these further headers (each
 * ends with CR LF). The answer for free(3).
 */
char *visitor_get(struct login *login, const char *target, const char *headers);

/* Fails the test unless a visit gets this status. */
void visitor_expect(
    struct login *login, const char *target, const char *headers, int status);

/* Fails the test unless the right answer comes through now. */
void visitor_expect_login(struct login *login);

#endif
