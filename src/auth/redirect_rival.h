/* SPDX-License-Identifier: ISC */
/* Asks who has the port of a redirect URI whether it is keyrack, too. */
#ifndef KEYRACK_AUTH_REDIRECT_RIVAL_H
#define KEYRACK_AUTH_REDIRECT_RIVAL_H

#include <stdbool.h>
#include <stddef.h>

#include "auth/redirect_uri.h"

/*
 * One question under way. It is for the page at a login's end, which is
 * nobody's answer to a login: who waits for one goes on waiting.
 */
struct redirect_rival {
	int fd;
	bool has_asked; /* else the descriptor is waited for to write */
	char question[128];
	char answer[2048]; /* its beginning, ends with a NUL */
	size_t length;
};

/* False: nobody listens there. Release with redirect_rival_clear. */
bool redirect_rival_begin(
    struct redirect_rival *rival, const struct redirect_uri *uri);
void redirect_rival_clear(struct redirect_rival *rival);

/* Does what can be done without waiting; false: no more is to come. */
bool redirect_rival_go_on(struct redirect_rival *rival);

/* Whether what has come so far is a page of a login's listener. */
bool redirect_rival_is_login(const struct redirect_rival *rival);

#endif
