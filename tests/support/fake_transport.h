/* SPDX-License-Identifier: ISC */
/* A transport that records what is sent and answers as a test tells it. */
#ifndef KEYRACK_SUPPORT_FAKE_TRANSPORT_H
#define KEYRACK_SUPPORT_FAKE_TRANSPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "auth/transport.h"

struct fake_transport;

/* Belongs to its transport: it goes when that is freed. */
struct fake_transport *fake_transport_new(void);
struct transport fake_transport_of(struct fake_transport *fake);

/* A request as it was submitted. */
struct fake_request {
	uint32_t seq;
	struct http_request http;
	char *bearer; /* NULL: none */
	bool is_cancelled;
};

size_t fake_transport_count(const struct fake_transport *fake);

/* Lends the request, counted from 0 in the order of their submission. */
const struct fake_request *fake_transport_request(
    const struct fake_transport *fake, size_t index);

/* How often it was told to forget its connections. */
size_t fake_transport_forgets(const struct fake_transport *fake);

/* All zero but a status and a body is an answer that comes whole. */
struct fake_answer {
	int status;
	const char *content_type; /* NULL: application/json */
	const char *body;         /* NULL: empty */
	size_t length;            /* of the body; 0: up to its NUL */
	size_t piece;             /* bytes fed at a time; 0: all at once */
	bool is_broken;           /* ends with `error` after the body */
	bool is_unsent;           /* ends with `error` instead of an answer */
	enum error_kind error;
	int retry_after_s;
	const char *location_host;
};

/* Scripts the answer to the request of this number; it comes with a wait. */
void fake_transport_answer(struct fake_transport *fake, uint32_t seq,
    const struct fake_answer *answer);

#endif
