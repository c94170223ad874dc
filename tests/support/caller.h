/* SPDX-License-Identifier: ISC */
/* Bare calls of any bytes to a listener that another process runs. */
#ifndef KEYRACK_SUPPORT_CALLER_H
#define KEYRACK_SUPPORT_CALLER_H

#include <stddef.h>

/* Connects to "localhost", "127.0.0.1" or "[::1]"; fails the test if not. */
int caller_connect(const char *host, int port);

/* Sends what the listener takes before it closes the connection. */
void caller_send(int fd, const char *bytes, size_t length);

/* Ends the request, reads until the listener closes; for free(3). */
char *caller_receive(int fd);

/* All of that. */
char *caller_ask(const char *host, int port, const char *bytes, size_t length);

/* The status of an answer; 0: there is none. */
int caller_status(const char *answer);

#endif
