/* SPDX-License-Identifier: ISC */
/* The login page's address: which ones a browser may be given. */
#ifndef KEYRACK_AUTH_LOGIN_ADDRESS_H
#define KEYRACK_AUTH_LOGIN_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "auth/service_address.h"
#include "base/error.h"
#include "base/secret.h"

#define LOGIN_ADDRESS_MAX ((size_t)8 * 1024)

/* Release with login_address_clear. All zero is an empty address. */
struct login_address {
	char *url;           /* with a state */
	struct secret state; /* that one, decoded */
	char host[256];      /* "users.numind.ai" or "127.0.0.1:8080" */
};

void login_address_clear(struct login_address *address);

/*
 * Checks the address that the service answered with: https (http as well
 * where the service is on loopback), a plain host, only characters that stand
 * for themselves in an address and, within quotes, in a shell; once a
 * redirect_uri that is ours, at most once a response_type, which is "code".
 * `state` is added where the address has none. Refused with ERROR_ANSWER, and
 * *out untouched.
 */
bool login_address_read(const char *answer,
    const struct service_address *service, const char *redirect_uri,
    const struct secret *state, struct login_address *out, struct error *err);

/*
 * Whether its host is the service's own, the known identity server, or one
 * of `hosts`, which ends with NULL and may be NULL.
 */
bool login_address_has_known_host(const struct login_address *address,
    const struct service_address *service, const char *const *hosts);

#endif
