/* SPDX-License-Identifier: ISC */
/* The accounts that there are, and the dialog that switches between them. */
#ifndef KEYRACK_CONTROLLER_ACCOUNTS_H
#define KEYRACK_CONTROLLER_ACCOUNTS_H

#include <stdbool.h>

#include "controller/cursor.h"
#include "controller/message.h"

/* Whether a session was kept on this machine when keyrack looked. */
enum account_keeping {
	ACCOUNT_KEEPING_UNKNOWN,
	ACCOUNT_IS_KEPT,
	ACCOUNT_IS_NOT_KEPT,
};

/* All that it points to is lent for good. */
struct known_account {
	const char *name;
	const char *host;  /* for people */
	const char *email; /* configured; NULL: none */
	enum account_keeping keeping;
};

struct accounts_screen {
	struct cursor cursor;
	/* A second Enter on the same account leaves unfinished work. */
	bool asks;
	struct message note;
};

void accounts_screen_clear(struct accounts_screen *screen);

#endif
