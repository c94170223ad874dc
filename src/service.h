/* SPDX-License-Identifier: ISC */
/* The service of one account, as far as it is readied without the network. */
#ifndef KEYRACK_SERVICE_H
#define KEYRACK_SERVICE_H

#include <stdbool.h>

#include "auth/auth.h"
#include "auth/ledger_file.h"
#include "auth/login.h"
#include "base/log.h"
#include "config/settings.h"
#include "controller/controller.h"

/* All zero is closed. */
struct service {
	struct service_address address;
	struct auth *auth;
	struct ledger_file *ledger;
	struct login_options login;
	struct storage storage;
	struct message trouble; /* with the session that was kept */
};

/*
 * Opens what the settings say; they and the log (may be NULL) are lent until
 * it is closed. The token is taken: empty, or an access token that stands in
 * for a kept session and is never kept itself. On failure *what, for free(3),
 * is what the complaint begins with. Close with service_close in both cases;
 * then it can be opened for another account. `folder` (NULL: there is no place)
 * is for files with sessions, and for the ledger: with a given token, as
 * in the demo, nothing of either is kept.
 */
bool service_open(struct service *service, const struct settings *settings,
    const char *folder, struct secret *token, struct log *log, char **what,
    struct error *err);

/*
 * The same as far as the network needs it: no session is read, kept or used,
 * and no token. Nothing is asked of a store, and there is no ledger.
 */
bool service_reach(struct service *service, const struct settings *settings,
    struct log *log, char **what, struct error *err);
void service_close(struct service *service);

#endif
