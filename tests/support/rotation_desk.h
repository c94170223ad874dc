/* SPDX-License-Identifier: ISC */
/* A service, and the folder in which session and ledger are kept. */
#ifndef KEYRACK_SUPPORT_ROTATION_DESK_H
#define KEYRACK_SUPPORT_ROTATION_DESK_H

#include "support/keyrack.h"
#include "support/person.h"

struct rotation_desk {
	struct demo_service *service;
	char folder[32];
	char *state;
};

/* Starts a service with these arguments (NULL: none). */
void rotation_desk_open(
    struct rotation_desk *desk, const char *const *arguments);
void rotation_desk_close(struct rotation_desk *desk);

/* keyrack on it in 120x36; log_in also waits for the table. */
struct terminal *rotation_desk_start(const struct rotation_desk *desk);
struct terminal *rotation_desk_log_in(const struct rotation_desk *desk);

/* Ends it as nothing can that it would notice. */
void rotation_desk_kill(struct terminal *terminal);

/*
 * Rotates the API key under the cursor up to the panel, and waits until the
 * ledger has been written: what is seen may not be in it yet, and a key is
 * read only when it is. The panel asks then, and stays.
 */
void rotation_desk_rotate(struct terminal *terminal);

#endif
