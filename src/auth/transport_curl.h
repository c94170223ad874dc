/* SPDX-License-Identifier: ISC */
/* The transport over libcurl, and the one place that sets its options. */
#ifndef KEYRACK_AUTH_TRANSPORT_CURL_H
#define KEYRACK_AUTH_TRANSPORT_CURL_H

#include <stdbool.h>

#include "auth/transport.h"
#include "base/error.h"
#include "base/log.h"

#define ORIGIN_MAX 300

/* What a service's address comes to. */
struct service_address {
	char origin[ORIGIN_MAX]; /* "https://host" or "http://127.0.0.1:8080" */
	char host[256];          /* "host" or "127.0.0.1:8080", for people */
	bool is_loopback;
};

/*
 * Reads the address of the service. Accepted: https://HOST[:PORT][/], and
 * http only for a literal loopback host (127.0.0.0/8, [::1], localhost).
 * Refused, with ERROR_USAGE: any other scheme, user names, a path, a query.
 */
bool service_address_parse(
    const char *url, struct service_address *out, struct error *err);

struct transport_curl_options {
	const char *ca_file; /* own certificate authority; NULL: the system's */
	struct log *log;     /* method, path and status only; may be NULL */
};

/*
 * Copies what it needs of address and options. libcurl is started by the
 * first submit or wait, so that the first frame need not wait for it.
 */
struct transport transport_curl_new(const struct service_address *address,
    const struct transport_curl_options *options);

/* "libcurl/7.88.1 …", as loaded at run time. */
const char *transport_curl_version(void);

#endif
