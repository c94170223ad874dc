/* SPDX-License-Identifier: ISC */
/* Whose session it is: nobody's else than the account is meant for. */
#ifndef KEYRACK_CLI_OWNER_H
#define KEYRACK_CLI_OWNER_H

#include "cli/errand.h"

/*
 * Asks the service whose session it is, and says so; where the configuration
 * names somebody else, asks whether to go on, and otherwise ends the session.
 */
enum status owner_ask(struct errand *errand);

/*
 * The same for a session that has just begun: what could not be judged, since
 * the service did not tell or a signal came, is not kept where it matters.
 */
enum status owner_ask_new(struct errand *errand);

/* Whatever signal has come, the session must not stay on the service. */
void owner_end_session(struct errand *errand);

#endif
