/* SPDX-License-Identifier: ISC */
/* Does what a transport and the auth service do around a decoder. */
#include "config.h"

#include "support/decoding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "auth/decoder.h"
#include "base/date.h"

struct http_response
answered(int status, const char *content_type)
{
	struct http_response response = { .delivery = DELIVERY_ANSWERED,
		.status = status,
		.date_ms = DATE_NONE };

	snprintf(response.content_type, sizeof(response.content_type), "%s",
	    content_type);
	return response;
}

struct reply
decoded(const struct request *request, struct http_response response,
    const char *body, size_t length, size_t piece)
{
	struct decoder decoder;
	struct reply reply;

	decoder_init(&decoder, request);
	for (size_t at = 0; at < length; at += piece) {
		size_t left = length - at;

		if (decoder_feed(&decoder, response.status, body + at,
		        left < piece ? left : piece))
			continue;
		response.delivery = DELIVERY_BROKEN;
		error_set(&response.error, ERROR_TOO_LARGE, 0, "too large");
		break;
	}
	decoder_finish(&decoder, &response, &reply);
	decoder_clear(&decoder);
	return reply;
}

struct reply
decoded_json(enum request_kind kind, int status, const char *body)
{
	struct request request = { .seq = 7, .kind = kind };

	return decoded(&request, answered(status, "application/json"), body,
	    strlen(body), 1024);
}

void
expect_unreadable(enum request_kind kind, const char *body)
{
	struct reply reply = decoded_json(kind, 200, body);

	if (reply.outcome != OUTCOME_UNKNOWN)
		print_error("kind %d accepts: %s\n", (int)kind, body);
	assert_int_equal(reply.outcome, OUTCOME_UNKNOWN);
	assert_int_equal(reply.error.kind, ERROR_ANSWER);
	assert_int_equal(reply.error.code, 200);
	assert_string_not_equal(reply.error.detail, "");
	assert_int_equal(reply.apikeys.count, 0);
	assert_int_equal(reply.kept_count, 0);
	assert_true(secret_is_empty(&reply.tokens.access));
	assert_null(reply.profile.email);
	assert_null(reply.login_address);
	reply_clear(&reply);
}
