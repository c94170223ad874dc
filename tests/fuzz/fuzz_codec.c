/* SPDX-License-Identifier: ISC */
/* Any bytes as the answer to any call, in pieces of any size. */
#include "config.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "auth/decoder.h"
#include "auth/payload.h"
#include "base/date.h"
#include "base/text.h"
#include "fuzz/fuzz.h"

/* The first byte names the call, the others the status and the pieces. */
#define HEAD_BYTES 3

static const int statuses[] = { 200, 204, 302, 401, 404, 429, 500, 502 };

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static bool
is_text(const char *text)
{
	return text_is_valid(text, strlen(text));
}

static void
check_apikey(const struct apikey *apikey)
{
	must(apikey->id == NULL || is_text(apikey->id));
	must(apikey->name == NULL || is_text(apikey->name));
	must(apikey->organization == NULL || is_text(apikey->organization));
	must(!apikey->is_readable ||
	     (apikey->id != NULL && apikey->name != NULL &&
	         apikey->owner != NULL));
}

static void
check_done(const struct reply *reply, int status)
{
	bool is_record =
	    reply->kind == REQUEST_CREATE || reply->kind == REQUEST_RENAME;
	bool is_token = reply->kind == REQUEST_TOKEN_BY_CODE ||
	                reply->kind == REQUEST_TOKEN_REFRESH;

	must(status >= 200 && status <= 299);
	must(reply->error.kind == ERROR_NONE);
	must(!is_record || (reply->apikeys.count == 1 &&
	                       reply->apikeys.items[0].is_readable));
	must(!is_token || payload_is_token(secret_bytes(&reply->tokens.access),
	                      reply->tokens.access.length));
	must(reply->kind != REQUEST_PROFILE || is_text(reply->profile.email));
	must(reply->kind != REQUEST_LOGIN_ADDRESS ||
	     reply->login_address[0] != '\0');
}

/* A reply that is not done says why, in valid text, and brings nothing. */
static void
check_not_done(const struct reply *reply)
{
	must(reply->error.kind != ERROR_NONE);
	must(is_text(reply->error.detail));
	must(reply->apikeys.count == 0 && reply->kept_count == 0);
	must(secret_is_empty(&reply->tokens.access));
	must(reply->profile.email == NULL && reply->login_address == NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct http_response response = { .delivery = DELIVERY_ANSWERED,
		.date_ms = DATE_NONE };
	char wanted[] = "a";
	struct request request = { .seq = 1, .keep_tokens_of_name = wanted };
	struct decoder decoder;
	struct reply reply;
	size_t piece;

	if (size < HEAD_BYTES)
		return 0;
	request.kind = (enum request_kind)(bytes[0] % (REQUEST_DELETE + 1));
	response.status = statuses[bytes[1] % 8];
	piece = (size_t)bytes[2] + 1;
	decoder_init(&decoder, &request);
	for (size_t at = HEAD_BYTES; at < size; at += piece) {
		size_t left = size - at;

		if (decoder_feed(&decoder, response.status,
		        (const char *)bytes + at, left < piece ? left : piece))
			continue;
		response.delivery = DELIVERY_BROKEN;
		error_set(&response.error, ERROR_TOO_LARGE, 0, "too large");
		break;
	}
	decoder_finish(&decoder, &response, &reply);
	decoder_clear(&decoder);
	for (size_t i = 0; i < reply.apikeys.count; i++)
		check_apikey(&reply.apikeys.items[i]);
	if (reply.outcome == OUTCOME_DONE)
		check_done(&reply, response.status);
	else
		check_not_done(&reply);
	reply_clear(&reply);
	return 0;
}
