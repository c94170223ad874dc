/* SPDX-License-Identifier: ISC */
/* Requests to HTTP and HTTP to replies, as the contract has the wire form. */
#ifndef KEYRACK_AUTH_CODEC_H
#define KEYRACK_AUTH_CODEC_H

#include <stdbool.h>
#include <stddef.h>

#include "auth/http.h"
#include "auth/request.h"
#include "base/json.h"

#define CODEC_BODY_MAX ((size_t)1024 * 1024)
#define CODEC_LIST_MAX ((size_t)64 * 1024 * 1024)
#define CODEC_ID_MAX 256
#define CODEC_NAME_MAX 4096

/*
 * Makes the HTTP form. Refused, with ERROR_INPUT: ids that are empty, ".",
 * "..", or longer than CODEC_ID_MAX bytes; names that are empty or longer
 * than CODEC_NAME_MAX bytes. Ids are percent-encoded into one path segment.
 * *out is to be released with http_request_clear, also after a refusal.
 */
bool codec_encode(
    const struct request *request, struct http_request *out, struct error *err);

/* Whether the call bears the access token. */
bool codec_needs_bearer(enum request_kind kind);

/*
 * Reads one answer while it arrives. A list that is answered with 200 is
 * taken apart as it comes; any other body is gathered up to its cap.
 */
struct decoder {
	enum request_kind kind;
	const char *keep_token_of_id; /* lent by the request */
	const char *keep_tokens_of_name;
	struct buffer body;
	struct json_splitter splitter;
	struct error list_error;
	struct reply reply; /* what is known so far */
};

/* The request is lent until decoder_clear. */
void decoder_init(struct decoder *decoder, const struct request *request);
void decoder_clear(struct decoder *decoder);

/* A transport_body function; the context is the decoder. */
bool decoder_feed(void *decoder, int status, const char *bytes, size_t length);

/*
 * The reply, once the exchange has ended: its outcome, the payload or the
 * error. Moves it out; the caller clears it.
 */
void decoder_finish(struct decoder *decoder,
    const struct http_response *response, struct reply *out);

#endif
