/* SPDX-License-Identifier: ISC */
/* HTTP to replies: reads one answer while it arrives and tells its outcome. */
#ifndef KEYRACK_AUTH_DECODER_H
#define KEYRACK_AUTH_DECODER_H

#include <stdbool.h>
#include <stddef.h>

#include "auth/http.h"
#include "auth/request.h"
#include "base/buffer.h"
#include "base/json.h"
#include "base/json_record.h"

/* More records than this, however small, are not accepted in one list. */
#define DECODER_RECORDS_MAX ((size_t)500000)

/* More bytes than this in one record of a list are not accepted. */
#define DECODER_RECORD_BYTES_MAX ((size_t)64 * 1024)

/*
 * A list that is answered with success is taken apart as it comes; any other
 * body is gathered up to CODEC_BODY_MAX.
 */
struct decoder {
	enum request_kind kind;
	const char *keep_token_of_id; /* lent by the request */
	const char *keep_tokens_of_name;
	const struct record_sink *sink;
	struct json_record record; /* the API key that is being read */
	struct buffer shown;       /* its JSON for the sink */
	struct buffer body;
	struct json_splitter splitter;
	struct error list_error;
	struct reply reply; /* what is known so far */
};

/*
 * The request is lent until decoder_clear, and the decoder must stay where
 * it is.
 */
void decoder_init(struct decoder *decoder, const struct request *request);
void decoder_clear(struct decoder *decoder);

/* A transport_body function; the context is the decoder. */
bool decoder_feed(void *context, int status, const char *bytes, size_t length);

/*
 * The reply, once the exchange has ended: its outcome, the payload or the
 * error. Moves it out; the caller clears it.
 */
void decoder_finish(struct decoder *decoder,
    const struct http_response *response, struct reply *out);

#endif
