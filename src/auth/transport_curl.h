/* SPDX-License-Identifier: ISC */
/* The transport over libcurl, and the one place that sets its options. */
#ifndef KEYRACK_AUTH_TRANSPORT_CURL_H
#define KEYRACK_AUTH_TRANSPORT_CURL_H

#include "auth/service_address.h"
#include "auth/transport.h"
#include "base/log.h"

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

/* Of libcurl and of its TLS library ("OpenSSL/3.0.19"), at run time. */
const char *transport_curl_version(void);
const char *transport_curl_tls_version(void);

#endif
