/* SPDX-License-Identifier: ISC */
/* One HTTP exchange over libcurl: its options, its body, its result. */
#ifndef KEYRACK_AUTH_TRANSPORT_CURL_EXCHANGE_H
#define KEYRACK_AUTH_TRANSPORT_CURL_EXCHANGE_H

#include <stdbool.h>
#include <stdint.h>

#include <curl/curl.h>

#include "auth/http.h"
#include "auth/service_address.h"
#include "auth/transport.h"
#include "base/buffer.h"

struct exchange {
	struct exchange *next;
	uint32_t seq;
	const char *method;
	char *url;
	const struct service_address *address; /* lent by the transport */
	struct buffer request_body;            /* libcurl reads it from here */
	struct curl_slist *headers;            /* may hold the token */
	CURL *easy;
	char reason[CURL_ERROR_SIZE];

	transport_body *body;
	void *context;
	size_t received, received_max;
	bool is_too_large;
	bool has_whole_headers;

	bool is_over;
	struct http_response response; /* once it is over */
};

/*
 * Makes an exchange that is ready for libcurl; its easy handle points back to
 * it. When that fails, it is over, as DELIVERY_NOT_SENT. `ca_file` is NULL for
 * the system's. Release with curl_exchange_free, after the handle was taken out
 * of the multi handle.
 */
struct exchange *curl_exchange_new(uint32_t seq,
    const struct service_address *address, const char *ca_file,
    const struct http_request *request, const struct secret *bearer,
    transport_body *body, void *context);
void curl_exchange_free(struct exchange *exchange);

/* Keeps it from a connection that was used before, and others from its own. */
bool exchange_use_own_connection(struct exchange *exchange);

/* Ends it with libcurl's result, which makes the response. */
void exchange_finish(struct exchange *exchange, CURLcode result);

/* Ends it unsent. */
void exchange_fail(struct exchange *exchange, const char *reason);

#endif
