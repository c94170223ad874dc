/* SPDX-License-Identifier: ISC */
/* HTTP over a bare socket, so that servers are tested without libraries. */
#ifndef KEYRACK_SUPPORT_HTTP_CLIENT_H
#define KEYRACK_SUPPORT_HTTP_CLIENT_H

#include <stdbool.h>
#include <stddef.h>

struct http_call {
	const char *method;
	const char *target;  /* path and query */
	const char *token;   /* an access token, or NULL */
	const char *type;    /* of the body; NULL: application/json */
	const char *content; /* the body, or NULL */
};

/* Release with http_answer_clear. */
struct http_answer {
	char *bytes; /* all that came, then a NUL */
	size_t length;
	bool is_reset; /* the connection ended by a reset */
	int status;    /* 0 when there is no whole head */
	const char *body;
	bool is_whole; /* the body is as long as the head says */
};

/* One request on a connection of its own. Fails the test without one. */
int http_send(int port, const struct http_call *call);

/* Reads until the server ends the connection, and closes it. */
void http_receive(int fd, struct http_answer *answer);

/* Both at once. */
void http_ask(
    int port, const struct http_call *call, struct http_answer *answer);
void http_answer_clear(struct http_answer *answer);

/* A header's value, for free(3); NULL: it is not there. */
char *http_header(const struct http_answer *answer, const char *name);

#endif
