/* SPDX-License-Identifier: ISC */
/* What came of an exchange: was it sent, was it answered, and with what. */
#include "config.h"

#include "auth/transport_curl_exchange.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"

#define RETRY_AFTER_MAX 300

/* All other results are those of a connection that ended too early. */
static const struct {
	CURLcode result;
	enum error_kind kind;
} error_kinds[] = {
	{ CURLE_COULDNT_RESOLVE_HOST, ERROR_RESOLVE },
	{ CURLE_COULDNT_RESOLVE_PROXY, ERROR_RESOLVE },
	{ CURLE_COULDNT_CONNECT, ERROR_CONNECT },
	{ CURLE_PROXY, ERROR_CONNECT },
	{ CURLE_SSL_CONNECT_ERROR, ERROR_TLS },
	{ CURLE_SSL_ENGINE_NOTFOUND, ERROR_TLS },
	{ CURLE_SSL_ENGINE_SETFAILED, ERROR_TLS },
	{ CURLE_SSL_CERTPROBLEM, ERROR_TLS },
	{ CURLE_SSL_CIPHER, ERROR_TLS },
	{ CURLE_PEER_FAILED_VERIFICATION, ERROR_TLS },
	{ CURLE_SSL_ENGINE_INITFAILED, ERROR_TLS },
	{ CURLE_SSL_CACERT_BADFILE, ERROR_TLS },
	{ CURLE_SSL_CRL_BADFILE, ERROR_TLS },
	{ CURLE_SSL_ISSUER_ERROR, ERROR_TLS },
	{ CURLE_SSL_INVALIDCERTSTATUS, ERROR_TLS },
	{ CURLE_OPERATION_TIMEDOUT, ERROR_TIMEOUT },
	{ CURLE_FILESIZE_EXCEEDED, ERROR_TOO_LARGE },
	{ CURLE_WRITE_ERROR, ERROR_TOO_LARGE },
	{ CURLE_UNSUPPORTED_PROTOCOL, ERROR_ANSWER },
	{ CURLE_WEIRD_SERVER_REPLY, ERROR_ANSWER },
	{ CURLE_BAD_CONTENT_ENCODING, ERROR_ANSWER },
};

static enum error_kind
kind_of(CURLcode result)
{
	size_t count = sizeof(error_kinds) / sizeof(error_kinds[0]);

	for (size_t i = 0; i < count; i++)
		if (error_kinds[i].result == result)
			return error_kinds[i].kind;
	return ERROR_CUT;
}

/* Without a name resolved, a connection or a handshake nothing was sent. */
static bool
is_before_sending(enum error_kind kind)
{
	return kind == ERROR_RESOLVE || kind == ERROR_CONNECT ||
	       kind == ERROR_TLS;
}

static const char *
reason_of(const struct exchange *exchange, CURLcode result)
{
	if (result == CURLE_SSL_CACERT_BADFILE)
		return "no certificate authorities; the package "
		       "ca-certificates may be missing";
	if (exchange->is_too_large)
		return "the answer is too large";
	if (*exchange->reason != '\0')
		return exchange->reason;
	return curl_easy_strerror(result);
}

static void
read_error(struct exchange *exchange, CURLcode result)
{
	struct http_response *response = &exchange->response;
	enum error_kind kind = kind_of(result);
	long sent = 0;

	curl_easy_getinfo(exchange->easy, CURLINFO_REQUEST_SIZE, &sent);
	error_set(&response->error, kind, 0, "%s: %s", exchange->address->host,
	    reason_of(exchange, result));
	response->delivery = is_before_sending(kind) || sent == 0
	                         ? DELIVERY_NOT_SENT
	                         : DELIVERY_BROKEN;
}

static void
read_content_type(CURL *easy, char *text, size_t size)
{
	char *type = NULL;
	size_t length = 0;

	curl_easy_getinfo(easy, CURLINFO_CONTENT_TYPE, &type);
	if (type == NULL)
		return;
	while (length + 1 < size && strchr("; \t", type[length]) == NULL) {
		char byte = type[length];
		bool is_upper = byte >= 'A' && byte <= 'Z';

		text[length++] = is_upper ? (char)(byte - 'A' + 'a') : byte;
	}
}

static int
read_retry_after(CURL *easy)
{
	curl_off_t seconds = 0;

	curl_easy_getinfo(easy, CURLINFO_RETRY_AFTER, &seconds);
	if (seconds < 0)
		return 1;
	return seconds > RETRY_AFTER_MAX ? RETRY_AFTER_MAX : (int)seconds;
}

static int64_t
read_date(CURL *easy)
{
	struct curl_header *header;
	time_t seconds;

	if (curl_easy_header(easy, "Date", 0, CURLH_HEADER, -1, &header) !=
	    CURLHE_OK)
		return DATE_NONE;
	seconds = curl_getdate(header->value, NULL);
	return seconds == -1 ? DATE_NONE : (int64_t)seconds * 1000;
}

static void
read_headers(struct exchange *exchange)
{
	struct http_response *response = &exchange->response;
	CURL *easy = exchange->easy;
	char *location = NULL;
	long status = 0;

	curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
	response->status = (int)status;
	curl_easy_getinfo(easy, CURLINFO_REDIRECT_URL, &location);
	if (location != NULL)
		service_address_host_of(location, response->location_host,
		    sizeof(response->location_host));
	read_content_type(
	    easy, response->content_type, sizeof(response->content_type));
	response->retry_after_s = read_retry_after(easy);
	response->date_ms = read_date(easy);
}

void
exchange_finish(struct exchange *exchange, CURLcode result)
{
	struct http_response *response = &exchange->response;

	read_headers(exchange);
	if (result != CURLE_OK) {
		read_error(exchange, result);
	} else if (!exchange->has_whole_headers) {
		error_set(&response->error, ERROR_CUT, 0,
		    "%s: the answer ended within its headers",
		    exchange->address->host);
		response->delivery = DELIVERY_BROKEN;
	} else {
		response->delivery = DELIVERY_ANSWERED;
	}
	exchange->is_over = true;
}

void
exchange_fail(struct exchange *exchange, const char *reason)
{
	exchange->response = (struct http_response){
		.delivery = DELIVERY_NOT_SENT,
		.date_ms = DATE_NONE,
	};
	error_set(&exchange->response.error, ERROR_SYSTEM, 0, "%s", reason);
	exchange->is_over = true;
}
