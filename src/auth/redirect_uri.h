/* SPDX-License-Identifier: ISC */
/* The address on this machine that the login page sends the browser to. */
#ifndef KEYRACK_AUTH_REDIRECT_URI_H
#define KEYRACK_AUTH_REDIRECT_URI_H

#include <stdbool.h>
#include <stddef.h>

#define REDIRECT_URI_MAX 512

enum redirect_family {
	REDIRECT_LOCALHOST, /* both 127.0.0.1 and ::1, under one port */
	REDIRECT_IPV4,
	REDIRECT_IPV6,
};

/* What a redirect URI comes to. */
struct redirect_uri {
	enum redirect_family family;
	char host[16];               /* "localhost", "127.0.0.1" or "[::1]" */
	int port;                    /* 0: any free one */
	char path[REDIRECT_URI_MAX]; /* as it is written; "" and "/" differ */
};

/*
 * Reads length bytes. Accepted: http://HOST[:PORT][/PATH] where HOST is
 * localhost, [::1] or in 127.0.0.0/8 (RFC 8252, section 7.3). False, and *out
 * untouched, for everything else, also for a query or a fragment.
 */
bool redirect_uri_parse(
    const char *text, size_t length, struct redirect_uri *out);

/* The URI as text for free(3), with the port of `uri`. */
char *redirect_uri_text(const struct redirect_uri *uri);

/* The path that a browser asks for: never empty. */
const char *redirect_uri_path(const struct redirect_uri *uri);

/*
 * Whether a Host header, or the part of an address between "//" and the path,
 * means this listener: its own host or any of localhost, 127.0.0.1 and [::1],
 * with its port.
 */
bool redirect_uri_is_authority(
    const struct redirect_uri *uri, const char *text, size_t length);

#endif
