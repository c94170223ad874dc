/* SPDX-License-Identifier: ISC */
/* Who has the port of a redirect URI, where it is taken. */
#ifndef KEYRACK_AUTH_REDIRECT_HOLDER_H
#define KEYRACK_AUTH_REDIRECT_HOLDER_H

#include "auth/redirect_uri.h"

enum redirect_holder {
	REDIRECT_HELD_BY_US,    /* our own user; or this system does not tell */
	REDIRECT_HELD_BY_OTHER, /* another user, on any address of the URI */
	/* Taken, but nobody listens yet: whoever it is may do so any time. */
	REDIRECT_HELD_BY_NOBODY_KNOWN,
};

/*
 * For a port that is taken. Where a browser would try both 127.0.0.1 and ::1,
 * one of them in other hands is enough. The superuser counts as another user
 * here: its listeners may be forwarders for anybody.
 */
enum redirect_holder redirect_holder_of(const struct redirect_uri *uri);

#endif
