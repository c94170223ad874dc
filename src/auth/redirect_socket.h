/* SPDX-License-Identifier: ISC */
/* The listening sockets of a redirect URI, one for each address family. */
#ifndef KEYRACK_AUTH_REDIRECT_SOCKET_H
#define KEYRACK_AUTH_REDIRECT_SOCKET_H

#include <stdbool.h>
#include <stddef.h>

#include "auth/redirect_uri.h"
#include "base/error.h"

#define REDIRECT_SOCKETS_MAX 2

/* The descriptors belong to who opened them. */
struct redirect_sockets {
	int fds[REDIRECT_SOCKETS_MAX];
	size_t count;
	int port;
};

/*
 * Opens them, listening, not blocking, closed on exec: on 127.0.0.1 and ::1
 * under one port for localhost, on the one address else. A machine without
 * IPv6 has localhost on 127.0.0.1 alone. The error names port and address;
 * its code is EADDRINUSE where another program has the port.
 */
bool redirect_sockets_open(const struct redirect_uri *uri,
    struct redirect_sockets *out, struct error *err);

void redirect_sockets_close(struct redirect_sockets *sockets);

/*
 * Begins to connect to who listens there (for localhost on 127.0.0.1), not
 * blocking, closed on exec. -1: nobody does.
 */
int redirect_socket_connect(const struct redirect_uri *uri);

#endif
