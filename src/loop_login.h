/* SPDX-License-Identifier: ISC */
/* Does what the login screen wants done, and tells what came of it. */
#ifndef KEYRACK_LOOP_LOGIN_H
#define KEYRACK_LOOP_LOGIN_H

#include <stdbool.h>
#include <stddef.h>

#include "auth/auth.h"
#include "auth/login.h"
#include "controller/effect.h"
#include "controller/event.h"

#define LOOP_BROWSERS_MAX 8

/* All zero but options and auth, which are lent, is none. */
struct loop_login {
	const struct login_options *options;
	const char *browser; /* as in $BROWSER; NULL: that one; lent */
	const struct auth *auth;
	struct login *login; /* NULL: nobody logs in */
	uint32_t attempt;
	struct login_event *news; /* what is still to be told */
	size_t news_count, news_capacity;
	int browsers[LOOP_BROWSERS_MAX]; /* processes to be reaped */
	size_t browser_count;
};

void loop_login_clear(struct loop_login *self);

/* Does an effect; those that are not about logins are none of its affairs. */
void loop_login_do(struct loop_login *self, const struct effect *effect);

/* Lets the listener work. */
void loop_login_run(struct loop_login *self);

/* The next thing to be told: *out is an event to be cleared. False: none. */
bool loop_login_next(struct loop_login *self, struct event *out);

/* What is to be waited for, and for how long at most (-1: for ever). */
size_t loop_login_fds(const struct loop_login *self, int fds[LOGIN_FDS_MAX]);
int loop_login_timeout_ms(const struct loop_login *self);

#endif
