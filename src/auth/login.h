/* SPDX-License-Identifier: ISC */
/* One login: its listener, its address, its state, and the answer to it. */
#ifndef KEYRACK_AUTH_LOGIN_H
#define KEYRACK_AUTH_LOGIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "auth/redirect_answer.h"
#include "auth/service_address.h"
#include "base/error.h"

#define LOGIN_FDS_MAX 2

struct login;

/*
 * What a login is for. Copied. `login_hosts` are further hosts to which the
 * browser may be sent by itself; ends with NULL, may be NULL.
 */
struct login_options {
	struct service_address service;
	const char *redirect_uri; /* "http://localhost:5173" */
	bool is_on_any_port;      /* whatever port redirect_uri names */
	/*
	 * Who gave the code at the account's last login (RFC 9207); an answer
	 * that names another is foreign. NULL: not known.
	 */
	const char *issuer;
	const char *const *login_hosts;
};

/*
 * Refused, with ERROR_USAGE: a redirect URI that is not http on a loopback
 * host. Release with login_free, which accepts NULL and closes the listener.
 */
struct login *login_new(const struct login_options *options, struct error *err);
void login_free(struct login *login);

/*
 * Opens the loopback listener: on 127.0.0.1 and ::1 for "localhost", on the
 * one address else; port 0 finds a free port. False when the port is taken
 * (code EADDRINUSE) or cannot be had: pasting still works, and the address
 * may be asked for all the same.
 */
bool login_listen(struct login *login, struct error *err);

/*
 * Whether login_listen has failed because the port is, or may be, in the hands
 * of another user of this machine: then no browser may be sent there.
 */
bool login_is_in_other_hands(const struct login *login);

/* The redirect URI with the port that is listened on; lent. */
const char *login_redirect_uri(const struct login *login);
int login_port(const struct login *login);

/*
 * Takes the address that the service answered with: checks it and adds a
 * state of 128 random bits where it has none. Refused, with ERROR_ANSWER:
 * other schemes than https (http where the service itself is on loopback),
 * user names, bytes that are not printable ASCII, quotes, more than 8 KiB, a
 * redirect_uri that is not ours, another response_type than code.
 */
bool login_set_address(
    struct login *login, const char *answer, struct error *err);

/* The checked address for the browser; lent; NULL before it is set. */
const char *login_url(const struct login *login);
const char *login_host(const struct login *login);

/* Whether the browser may be started on it without being asked to. */
bool login_has_known_host(const struct login *login);

/*
 * The listener's descriptors to wait for, and the milliseconds after which
 * login_run is wanted all the same (-1: never). Never waits.
 */
size_t login_fds(const struct login *login, int fds[LOGIN_FDS_MAX]);
int login_timeout_ms(const struct login *login);
void login_run(struct login *login);

/*
 * An answer with the right state that the listener got, once; false: none.
 * Foreign callers got an error page and are not told of.
 */
bool login_next(struct login *login, struct redirect_answer *out);

/*
 * Whether nobody need be waited for: since the last answer that the listener
 * got, the browser has been shown the page that says so.
 */
bool login_is_seen(const struct login *login);

/* Reads a pasted address against this login's state. */
void login_paste(
    struct login *login, const char *text, struct redirect_answer *out);

/* The code was taken: further callers are answered 410 from now on. */
void login_finish(struct login *login);

#endif
