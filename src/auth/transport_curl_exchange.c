/* SPDX-License-Identifier: ISC */
/* Sends once, to one origin, and believes nothing it did not see whole. */
#include "config.h"

#include "auth/transport_curl_exchange.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"

#define USER_AGENT "keyrack/" PACKAGE_VERSION
/* A token and the name of its header. */
#define HEADER_MAX ((size_t)32 * 1024)
#define REQUEST_BODY_MAX ((size_t)16 * 1024 * 1024)

/* What holds for every request. */
static const struct {
	CURLoption option;
	long value;
} fixed_options[] = {
	{ CURLOPT_FOLLOWLOCATION, 0 },
	{ CURLOPT_UNRESTRICTED_AUTH, 0 },
	{ CURLOPT_PATH_AS_IS, 1 },
	{ CURLOPT_NETRC, CURL_NETRC_IGNORED },
	{ CURLOPT_SSL_VERIFYPEER, 1 },
	{ CURLOPT_SSL_VERIFYHOST, 2 },
	{ CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2 },
	{ CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1 },
	{ CURLOPT_HTTP09_ALLOWED, 0 },
	{ CURLOPT_SUPPRESS_CONNECT_HEADERS, 1 },
	{ CURLOPT_NOSIGNAL, 1 },
	{ CURLOPT_TCP_KEEPALIVE, 1 },
	{ CURLOPT_MAXLIFETIME_CONN, 300 },
	{ CURLOPT_CONNECTTIMEOUT_MS, 10000 },
	{ CURLOPT_LOW_SPEED_LIMIT, 1 },
	{ CURLOPT_LOW_SPEED_TIME, 15 },
	{ CURLOPT_VERBOSE, 0 },
#if LIBCURL_VERSION_NUM >= 0x075700
	/* A resolver that hangs must not hold up cancelling and leaving. */
	{ CURLOPT_QUICK_EXIT, 1 },
#endif
};

/* libcurl's own limit lets chunked bodies pass, therefore bytes are counted. */
static size_t
receive_body(char *bytes, size_t size, size_t count, void *context)
{
	struct exchange *exchange = context;
	size_t length = size * count;
	long status = 0;

	curl_easy_getinfo(exchange->easy, CURLINFO_RESPONSE_CODE, &status);
	if (length > exchange->received_max - exchange->received ||
	    !exchange->body(exchange->context, (int)status, bytes, length)) {
		exchange->is_too_large = true;
		return 0;
	}
	exchange->received += length;
	return length;
}

/*
 * libcurl is content with an answer that ends within its headers; the empty
 * line after them is what makes them whole, those of a 100 Continue aside.
 */
static size_t
receive_header(char *bytes, size_t size, size_t count, void *context)
{
	struct exchange *exchange = context;
	size_t length = size * count;

	if (length >= 5 && strncmp(bytes, "HTTP/", 5) == 0)
		exchange->has_whole_headers = false;
	else if (length <= 2 && (*bytes == '\r' || *bytes == '\n'))
		exchange->has_whole_headers = true;
	return length;
}

static const char *
method_name(enum http_method method)
{
	switch (method) {
	case HTTP_GET:
		return "GET";
	case HTTP_POST:
		return "POST";
	case HTTP_PUT:
		return "PUT";
	case HTTP_DELETE:
		return "DELETE";
	}
	return "GET";
}

static bool
set_long(CURL *easy, CURLoption option, long value)
{
	return curl_easy_setopt(easy, option, value) == CURLE_OK;
}

static bool
set_text(CURL *easy, CURLoption option, const char *value)
{
	return curl_easy_setopt(easy, option, value) == CURLE_OK;
}

static bool
set_fixed_options(CURL *easy)
{
	size_t count = sizeof(fixed_options) / sizeof(fixed_options[0]);

	for (size_t i = 0; i < count; i++)
		if (!set_long(
		        easy, fixed_options[i].option, fixed_options[i].value))
			return false;
	return true;
}

/* A proxy is for the way to other machines. */
static bool
set_origin(CURL *easy, const struct exchange *exchange, const char *ca_file)
{
	bool is_http = strncmp(exchange->address->origin, "http:", 5) == 0;

	return set_text(easy, CURLOPT_URL, exchange->url) &&
	       set_text(
	           easy, CURLOPT_PROTOCOLS_STR, is_http ? "http" : "https") &&
	       (!exchange->address->is_loopback ||
	           set_text(easy, CURLOPT_NOPROXY, "*")) &&
	       (ca_file == NULL || set_text(easy, CURLOPT_CAINFO, ca_file));
}

bool
exchange_use_own_connection(struct exchange *exchange)
{
	return set_long(exchange->easy, CURLOPT_FRESH_CONNECT, 1) &&
	       set_long(exchange->easy, CURLOPT_FORBID_REUSE, 1);
}

/*
 * A connection that was used before may turn out to be dead, and libcurl then
 * sends the request again without a word. What changes something therefore
 * always gets a connection of its own.
 */
static bool
set_method(CURL *easy, struct exchange *exchange, enum http_method method)
{
	bool has_body = method == HTTP_POST || method == HTTP_PUT;

	if (method == HTTP_GET)
		return set_long(easy, CURLOPT_HTTPGET, 1);
	return exchange_use_own_connection(exchange) &&
	       (!has_body ||
	           (curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE,
	                (curl_off_t)exchange->request_body.length) ==
	                   CURLE_OK &&
	               set_text(easy, CURLOPT_POSTFIELDS,
	                   buffer_text(&exchange->request_body)))) &&
	       set_text(easy, CURLOPT_CUSTOMREQUEST, exchange->method);
}

static bool
set_callbacks(CURL *easy, struct exchange *exchange)
{
	return curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, receive_body) ==
	           CURLE_OK &&
	       curl_easy_setopt(easy, CURLOPT_WRITEDATA, exchange) ==
	           CURLE_OK &&
	       curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, receive_header) ==
	           CURLE_OK &&
	       curl_easy_setopt(easy, CURLOPT_HEADERDATA, exchange) ==
	           CURLE_OK &&
	       curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, exchange->reason) ==
	           CURLE_OK &&
	       curl_easy_setopt(easy, CURLOPT_PRIVATE, exchange) == CURLE_OK &&
	       curl_easy_setopt(easy, CURLOPT_HTTPHEADER, exchange->headers) ==
	           CURLE_OK;
}

static bool
add_header(struct exchange *exchange, const char *name, const char *value)
{
	struct curl_slist *longer = NULL;
	struct buffer header;

	/* The value may be the token: vasprintf(3) would leave a copy. */
	buffer_init(&header, HEADER_MAX);
	if (buffer_add_text(&header, name) && buffer_add_text(&header, value))
		longer =
		    curl_slist_append(exchange->headers, buffer_text(&header));
	buffer_clear(&header);
	if (longer == NULL)
		return false;
	exchange->headers = longer;
	return true;
}

static bool
add_headers(struct exchange *exchange, const struct http_request *request,
    const struct secret *bearer)
{
	bool has_body = request->body.length > 0;

	return add_header(exchange, "Accept: ", request->accept) &&
	       (!has_body || (add_header(exchange,
	                          "Content-Type: ", "application/json") &&
	                         add_header(exchange, "Expect:", ""))) &&
	       (bearer == NULL || add_header(exchange, "Authorization: Bearer ",
	                              secret_bytes(bearer)));
}

static bool
prepare(struct exchange *exchange, const char *ca_file,
    const struct http_request *request, const struct secret *bearer)
{
	CURL *easy = exchange->easy;

	return easy != NULL && add_headers(exchange, request, bearer) &&
	       buffer_add(&exchange->request_body, buffer_text(&request->body),
	           request->body.length) &&
	       set_fixed_options(easy) && set_origin(easy, exchange, ca_file) &&
	       set_method(easy, exchange, request->method) &&
	       set_callbacks(easy, exchange) &&
	       set_text(easy, CURLOPT_USERAGENT, USER_AGENT) &&
	       set_long(easy, CURLOPT_TIMEOUT_MS, request->timeout_ms) &&
	       curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE,
	           (curl_off_t)request->body_max) == CURLE_OK;
}

struct exchange *
curl_exchange_new(uint32_t seq, const struct service_address *address,
    const char *ca_file, const struct http_request *request,
    const struct secret *bearer, transport_body *body, void *context)
{
	struct exchange *exchange = xcalloc(1, sizeof(*exchange));

	*exchange = (struct exchange){
		.seq = seq,
		.method = method_name(request->method),
		.url = xasprintf("%s%s", address->origin, request->path),
		.address = address,
		.easy = curl_easy_init(),
		.body = body,
		.context = context,
		.received_max = request->body_max,
	};
	buffer_init(&exchange->request_body, REQUEST_BODY_MAX);
	if (!prepare(exchange, ca_file, request, bearer))
		exchange_fail(exchange, "libcurl lacks what keyrack needs");
	return exchange;
}

static void
free_headers(struct curl_slist *headers)
{
	for (struct curl_slist *one = headers; one != NULL; one = one->next)
		explicit_bzero(one->data, strlen(one->data));
	curl_slist_free_all(headers);
}

void
curl_exchange_free(struct exchange *exchange)
{
	curl_easy_cleanup(exchange->easy);
	free_headers(exchange->headers);
	buffer_clear(&exchange->request_body);
	free(exchange->url);
	free(exchange);
}
