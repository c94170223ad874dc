/* SPDX-License-Identifier: ISC */
/* Everything that the controller can want done. */
#ifndef KEYRACK_CONTROLLER_EFFECT_H
#define KEYRACK_CONTROLLER_EFFECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "auth/request.h"
#include "model/ledger.h"
#include "model/look.h"

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
	/* The clipboard; what becomes of it comes back as EVENT_CLIPBOARD. */
	EFFECT_COPY,            /* the text, which may stay there */
	EFFECT_COPY_TOKEN,      /* the text, which can be cleared */
	EFFECT_COPY_STOP,       /* give up the copy that is under way */
	EFFECT_CLIPBOARD_CLEAR, /* take the token away again */
	EFFECT_WRITE_TOKEN,     /* the file; comes back as EVENT_FILE */
	EFFECT_LEDGER,          /* write the line; comes back as EVENT_LEDGER */
	EFFECT_READ_LEDGER, /* others may have written; the news come at once */
	EFFECT_KEEP_LOOK,   /* for the next start */
	EFFECT_BARE,        /* leave the frame and print the link on one line */
	EFFECT_FRAME,       /* back into the frame */
};

/* Which login is to be opened. */
struct login_opening {
	uint32_t attempt;
	bool is_on_any_port; /* whatever port redirect_uri names */
};

/* A token for a file of its own, which must not exist yet. */
struct token_file {
	char *path; /* may begin with ~/ */
	struct secret token;
};

struct effect {
	enum effect_kind kind;
	union {
		struct request request;
		uint32_t cancel;
		size_t account; /* of those that were given */
		struct login_opening opening;
		struct secret text; /* address, paste, copy */
		struct token_file file;
		struct ledger_line line;
		struct look look;
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

/* The same; takes the secret. */
void effects_add_secret(
    struct effects *effects, enum effect_kind kind, struct secret *text);
/* Both are copied. */
void effects_write_token(
    struct effects *effects, const char *path, const struct secret *token);

/* Takes the line; *line is empty afterwards. */
void effects_ledger(struct effects *effects, struct ledger_line *line);
void effects_keep_look(struct effects *effects, const struct look *look);

/* Releases what was not taken. */
void effects_clear(struct effects *effects);

#endif
