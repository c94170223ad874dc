/* SPDX-License-Identifier: ISC */
/* A TLS server on loopback that counts what reaches it beyond the handshake. */
#ifndef KEYRACK_SUPPORT_TLS_SERVER_H
#define KEYRACK_SUPPORT_TLS_SERVER_H

#include <stddef.h>

/* Runs in the test's own process: it moves on with tls_server_run alone. */
struct tls_server;

/* The path of a file of the folder tests/service/tls, for free(3). */
char *tls_server_path(const char *name);

/*
 * Listens on a free port of 127.0.0.1 with this certificate of that
 * folder. Skips the test where libmicrohttpd has no TLS. Release
 * with tls_server_free.
 */
struct tls_server *tls_server_new(const char *certificate);
void tls_server_free(struct tls_server *server);
int tls_server_port(const struct tls_server *server);

/* To be waited for; readable when there is something to do. */
int tls_server_fd(const struct tls_server *server);
void tls_server_run(struct tls_server *server);

size_t tls_server_connections(const struct tls_server *server);
size_t tls_server_requests(const struct tls_server *server);

#endif
