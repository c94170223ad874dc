/* SPDX-License-Identifier: ISC */
/* Everything that the controller can want done. */
#ifndef KEYRACK_CONTROLLER_EFFECT_H
#define KEYRACK_CONTROLLER_EFFECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "auth/request.h"

enum effect_kind {
	EFFECT_REQUEST, /* hand the request to the auth service */
	EFFECT_CANCEL,  /* forget the request of this number */
	EFFECT_REDRAW,  /* paint every cell anew */
	EFFECT_QUIT,    /* leave with status 0 */
	EFFECT_SWITCH,  /* end, and begin anew with another account */
	/* The login: one at a time; what happens comes back as EVENT_LOGIN. */
	EFFECT_LOGIN_OPEN,    /* begin this attempt, in place of any other */
	EFFECT_LOGIN_ADDRESS, /* check the address that the service told */
	EFFECT_LOGIN_PASTE,   /* read what was pasted */
	EFFECT_LOGIN_FINISH,  /* the code was taken */
	EFFECT_LOGIN_CLOSE,   /* close the listener, forget the login */
	EFFECT_BROWSER,       /* start the browser on the login's link */
	EFFECT_COPY,          /* hand the text to the terminal's clipboard */
	EFFECT_BARE,  /* leave the frame and print the link on one line */
	EFFECT_FRAME, /* back into the frame */
};

/* Which login is to be opened. */
struct login_opening {
	uint32_t attempt;
	bool is_on_any_port; /* whatever port redirect_uri names */
};

struct effect {
	enum effect_kind kind;
	union {
		struct request request;
		uint32_t cancel;
		size_t account; /* of those that were given */
		struct login_opening opening;
		struct secret text; /* address, paste, copy */
	};
};

/* In the order in which they are to be done. All zero is an empty list. */
struct effects {
	struct effect *items;
	size_t count, capacity;
};

/* Takes the request; *request is empty afterwards. */
void effects_request(struct effects *effects, struct request *request);
void effects_cancel(struct effects *effects, uint32_t seq);
void effects_switch(struct effects *effects, size_t account);
void effects_add(struct effects *effects, enum effect_kind kind);
void effects_open_login(struct effects *effects, struct login_opening opening);
/* One of the effects with a text, which is copied. */
void effects_add_text(
    struct effects *effects, enum effect_kind kind, const char *text);

/* Releases what was not taken. */
void effects_clear(struct effects *effects);

#endif
