/* SPDX-License-Identifier: ISC */
/* Whose session it is, compared with whose it should be. */
#ifndef KEYRACK_CONTROLLER_GUARD_H
#define KEYRACK_CONTROLLER_GUARD_H

#include <stdbool.h>

#include "auth/request.h"

enum guard_focus {
	GUARD_LOG_OUT, /* at first: it is what Esc does too */
	GUARD_GO_ON,
};

struct guard {
	bool has_passed;   /* the present session's e-mail is as it should be */
	char *last;        /* whose session this run had last; NULL: none */
	char *accepted;    /* another, with whom the person went on; NULL */
	char *wanted;      /* what the question names; NULL: never asked */
	char *found;       /* whose it is instead */
	struct reply held; /* the profile, until the question is answered */
	enum guard_focus focus;
};

void guard_clear(struct guard *guard);

#endif
