/* SPDX-License-Identifier: ISC */
/* Carries exchanges with one multi handle, and waits with it. */
#include "config.h"

#include "auth/transport_curl.h"

#include <assert.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include <curl/curl.h>

#include "auth/transport_curl_exchange.h"
#include "base/wiping.h"
#include "base/xmalloc.h"

#define WAIT_FDS_MAX 32

struct transport_curl {
	struct service_address address;
	char *ca_file;
	struct log *log;
	CURLM *multi; /* NULL until it is started, and when that fails */
	bool is_started;
	bool is_forgetting; /* the connections of multi, once it is idle */
	struct exchange *exchanges;
};

/* libcurl copies headers and bodies, and would leave the tokens in them. */
static void
start(struct transport_curl *transport)
{
	if (transport->is_started)
		return;
	transport->is_started = true;
	if (curl_global_init_mem(CURL_GLOBAL_DEFAULT, malloc, wiping_free,
	        wiping_realloc, strdup, calloc) == CURLE_OK)
		transport->multi = curl_multi_init();
}

/* The link that holds the exchange of this number, or the last one. */
static struct exchange **
find_link(struct transport_curl *transport, uint32_t seq)
{
	struct exchange **link = &transport->exchanges;

	while (*link != NULL && (*link)->seq != seq)
		link = &(*link)->next;
	return link;
}

static struct exchange **
find_ended(struct transport_curl *transport)
{
	struct exchange **link = &transport->exchanges;

	while (*link != NULL && !(*link)->is_over)
		link = &(*link)->next;
	return link;
}

static void
append(struct transport_curl *transport, struct exchange *exchange)
{
	struct exchange **link = &transport->exchanges;

	while (*link != NULL)
		link = &(*link)->next;
	*link = exchange;
}

/*
 * libcurl has no call that drops the connections which it keeps, but they go
 * with their multi handle. As long as others use that, new exchanges take a
 * connection of their own.
 */
static void
forget(struct transport_curl *transport)
{
	if (!transport->is_forgetting || transport->exchanges != NULL)
		return;
	transport->is_forgetting = false;
	curl_multi_cleanup(transport->multi);
	transport->multi = curl_multi_init();
}

static void
forget_connections(void *self)
{
	struct transport_curl *transport = self;

	transport->is_forgetting = transport->multi != NULL;
}

static void
submit(void *self, uint32_t seq, const struct http_request *request,
    const struct secret *bearer, transport_body *body, void *context)
{
	struct transport_curl *transport = self;
	struct exchange *exchange;

	start(transport);
	forget(transport);
	exchange = curl_exchange_new(seq, &transport->address,
	    transport->ca_file, request, bearer, body, context);
	append(transport, exchange);
	if (exchange->is_over)
		return;
	if (transport->multi == NULL ||
	    (transport->is_forgetting &&
	        !exchange_use_own_connection(exchange)) ||
	    curl_multi_add_handle(transport->multi, exchange->easy) != CURLM_OK)
		exchange_fail(exchange, "libcurl does not start");
}

static void
remove_exchange(struct transport_curl *transport, struct exchange **link)
{
	struct exchange *exchange = *link;

	*link = exchange->next;
	curl_multi_remove_handle(transport->multi, exchange->easy);
	curl_exchange_free(exchange);
}

static void
cancel(void *self, uint32_t seq)
{
	struct transport_curl *transport = self;
	struct exchange **link = find_link(transport, seq);

	if (*link != NULL)
		remove_exchange(transport, link);
}

static bool
next(void *self, uint32_t *seq, struct http_response *out)
{
	struct transport_curl *transport = self;
	struct exchange **link = find_ended(transport);

	if (*link == NULL)
		return false;
	*seq = (*link)->seq;
	*out = (*link)->response;
	remove_exchange(transport, link);
	return true;
}

/* Method, path and status; the query and the body may hold what is private. */
static void
log_exchange(struct log *log, const struct exchange *exchange)
{
	const char *path = exchange->url + strlen(exchange->address->origin);

	log_line(log, "%s %.*s: %d %s", exchange->method,
	    (int)strcspn(path, "?"), path, exchange->response.status,
	    exchange->response.error.detail);
}

static void
collect(struct transport_curl *transport)
{
	CURLMsg *message;
	int left;

	while ((message = curl_multi_info_read(transport->multi, &left))) {
		struct exchange *exchange;

		if (message->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(
		    message->easy_handle, CURLINFO_PRIVATE, &exchange);
		exchange_finish(exchange, message->data.result);
		log_exchange(transport->log, exchange);
	}
}

static short
events_of(const struct wait_fd *fd)
{
	return fd->is_for_writing ? POLLOUT : POLLIN;
}

/* libcurl tells of readable descriptors, but not of those that hung up. */
static void
look_at(struct wait_fd *fds, size_t count, int timeout_ms)
{
	struct pollfd polled[WAIT_FDS_MAX];

	for (size_t i = 0; i < count; i++)
		polled[i] = (struct pollfd){ .fd = fds[i].fd,
			.events = events_of(&fds[i]) };
	poll(polled, count, timeout_ms);
	for (size_t i = 0; i < count; i++)
		fds[i].is_ready = polled[i].revents != 0;
}

static void
wait_for(void *self, struct wait_fd *fds, size_t count, int timeout_ms)
{
	struct transport_curl *transport = self;
	struct curl_waitfd waited[WAIT_FDS_MAX];
	int running;

	assert(count <= WAIT_FDS_MAX);
	start(transport);
	if (*find_ended(transport) != NULL)
		timeout_ms = 0;
	if (transport->multi == NULL) {
		look_at(fds, count, timeout_ms);
		return;
	}
	for (size_t i = 0; i < count; i++)
		waited[i] = (struct curl_waitfd){ .fd = fds[i].fd,
			.events = fds[i].is_for_writing ? CURL_WAIT_POLLOUT
			                                : CURL_WAIT_POLLIN };
	/* -1 would be refused at once, and make the program spin. */
	curl_multi_poll(transport->multi, waited, (unsigned int)count,
	    timeout_ms < 0 ? INT_MAX : timeout_ms, NULL);
	look_at(fds, count, 0);
	curl_multi_perform(transport->multi, &running);
	collect(transport);
}

static void
transport_free(void *self)
{
	struct transport_curl *transport = self;

	while (transport->exchanges != NULL)
		remove_exchange(transport, &transport->exchanges);
	curl_multi_cleanup(transport->multi);
	if (transport->is_started)
		curl_global_cleanup();
	free(transport->ca_file);
	free(transport);
}

/* libcurl itself does not look at what the curl program and OpenSSL honour. */
static const char *
choose_ca_file(const char *configured)
{
	const char *names[] = { "CURL_CA_BUNDLE", "SSL_CERT_FILE" };

	for (size_t i = 0; configured == NULL && i < 2; i++) {
		configured = getenv(names[i]);
		if (configured != NULL && *configured == '\0')
			configured = NULL;
	}
	return configured;
}

struct transport
transport_curl_new(const struct service_address *address,
    const struct transport_curl_options *options)
{
	static const struct transport_ops ops = {
		.submit = submit,
		.cancel = cancel,
		.next = next,
		.wait = wait_for,
		.forget_connections = forget_connections,
		.free = transport_free,
	};
	struct transport_curl *transport = xcalloc(1, sizeof(*transport));
	const char *ca_file = choose_ca_file(options->ca_file);

	transport->address = *address;
	transport->ca_file = ca_file == NULL ? NULL : xstrdup(ca_file);
	transport->log = options->log;
	return (struct transport){ .ops = &ops, .self = transport };
}

/* Not curl_version, which may start LDAP, which looks up this host's name. */
const char *
transport_curl_version(void)
{
	return curl_version_info(CURLVERSION_NOW)->version;
}

const char *
transport_curl_tls_version(void)
{
	const char *version = curl_version_info(CURLVERSION_NOW)->ssl_version;

	return version == NULL ? "no TLS" : version;
}
