/* SPDX-License-Identifier: ISC */
/* A person before a browser: opens links, presses buttons, is sent back. */
#ifndef KEYRACK_SUPPORT_PERSON_H
#define KEYRACK_SUPPORT_PERSON_H

#include "support/terminal.h"

/*
 * The last line of what was written that is a login page's address, for
 * free(3).
 */
char *person_finds_link(struct terminal *terminal);

/* The link as keyrack prints it bare (b), for free(3). */
char *person_reads_link(struct terminal *terminal);

/*
 * Opens the link, presses the button of this decision ("login", "refuse") and
 * returns the address that the page sends the browser to, for free(3).
 */
char *person_decides(const char *link, const char *decision);

/* Goes to that address; the status of what answers there. */
int person_returns(const char *address);

/* All of it, from the login screen to the page that may be closed. */
void person_logs_in(struct terminal *terminal);

#endif
