/* SPDX-License-Identifier: ISC */
/* The address of the service: which ones are accepted, and their parts. */
#ifndef KEYRACK_AUTH_SERVICE_ADDRESS_H
#define KEYRACK_AUTH_SERVICE_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

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

/* Writes the host of any address, with its port if it names one, or "". */
void service_address_host_of(const char *url, char *host, size_t size);

#endif
