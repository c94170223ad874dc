/* SPDX-License-Identifier: ISC */
/* The only place that waits: readiness, events, update, effects, draw. */
#ifndef KEYRACK_LOOP_H
#define KEYRACK_LOOP_H

#include "auth/auth.h"
#include "auth/ledger_file.h"
#include "auth/login.h"
#include "auth/look_file.h"
#include "controller/controller.h"
#include "os/clipboard_route.h"
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
	/* What could not be ended, and why. */
	bool is_on_clipboard; /* a token, it may be */
	struct clipboard_news clipboard;
	bool has_lost_lines; /* of the ledger */
	struct error ledger;
};

/* What the loop works with; all are lent. */
struct loop_tools {
	struct auth *auth;
	const struct login_options *login;
	const char *browser; /* of the settings; NULL: $BROWSER */
	struct ledger_file *ledger;
	struct term *term;
	const struct look_file *look_file;
	bool is_over_ssh;
	enum clipboard_choice clipboard;
};

/*
 * Runs until one of the ends. A token that is still on the clipboard then is
 * taken away, for which it waits two seconds at most, and what is left for the
 * ledger is written; what fails is in the result.
 */
struct loop_result loop_run(
    struct controller *controller, const struct loop_tools *tools);

#endif
