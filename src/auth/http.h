/* SPDX-License-Identifier: ISC */
/* Requests and responses as they are on the wire, for transports and codec. */
#ifndef KEYRACK_AUTH_HTTP_H
#define KEYRACK_AUTH_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/secret.h"

enum http_method {
	HTTP_GET,
	HTTP_POST,
	HTTP_PUT,
	HTTP_DELETE,
};

/* Release with http_request_clear. */
struct http_request {
	enum http_method method;
	char *path;         /* absolute, percent-encoded, with its query */
	struct buffer body; /* JSON; empty for GET and DELETE */
	const char *accept; /* a media type, static */
	size_t body_max;    /* bytes of the answer's body that are accepted */
	int timeout_ms;     /* for the whole exchange */
};

void http_request_clear(struct http_request *request);

enum delivery {
	DELIVERY_NOT_SENT, /* error says why */
	DELIVERY_BROKEN,   /* sent, and no whole answer came; error says why */
	DELIVERY_ANSWERED, /* a whole answer came, with any status */
};

/* Plain data; nothing to release. The body went to the body function. */
struct http_response {
	enum delivery delivery;
	struct error error;
	int status;
	char content_type[64];  /* lower case, without parameters; "" if none */
	int retry_after_s;      /* clamped to 1..300; 0: none */
	char location_host[80]; /* where a 3xx points; "" if none */
	int64_t date_ms;        /* the Date header; DATE_NONE if none */
};

#endif
