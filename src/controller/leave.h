/* SPDX-License-Identifier: ISC */
/* The question what becomes of the deletions that are held back. */
#ifndef KEYRACK_CONTROLLER_LEAVE_H
#define KEYRACK_CONTROLLER_LEAVE_H

#include <stdbool.h>
#include <stdint.h>

#include "controller/message.h"

/* What comes after the answer. */
enum leave_reason {
	LEAVE_QUIT,
	LEAVE_LOGOUT,
	LEAVE_ACCOUNT, /* for the one under the cursor of the accounts */
	LEAVE_SLEPT,   /* nothing: they were not watched, and are asked again */
};

struct leave {
	enum leave_reason reason;
	int64_t since_ms; /* steady clock */
	bool is_sending;  /* the person chose to delete them now */
	struct message refusal;
};

void leave_clear(struct leave *leave);

#endif
