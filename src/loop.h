/* SPDX-License-Identifier: ISC */
/* The only place that waits: readiness, events, update, effects, draw. */
#ifndef KEYRACK_LOOP_H
#define KEYRACK_LOOP_H

#include "auth/auth.h"
#include "auth/login.h"
#include "controller/controller.h"
#include "ui/term.h"

/* How the loop ended. */
enum loop_end {
	LOOP_QUIT,   /* the person left */
	LOOP_HANGUP, /* the terminal has gone */
	LOOP_SWITCH, /* to another account; its number is in the result */
	LOOP_SIGNAL, /* a signal asks to end; its number is in the result */
};

struct loop_result {
	enum loop_end end;
	int signal;
	size_t account; /* of those that the controller was given */
};

/* All are lent. Runs until one of the ends. */
struct loop_result loop_run(struct controller *controller, struct auth *auth,
    const struct login_options *login, struct term *term);

#endif
