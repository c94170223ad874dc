/* SPDX-License-Identifier: ISC */
/* The login page that a browser shows, and what its buttons do. */
#ifndef KEYRACK_DEMO_PAGES_H
#define KEYRACK_DEMO_PAGES_H

#include "demo/service.h"

#define PAGES_CLIENT_ID "extract-platform-demo"

/* GET /login, the page, and POST /login, the press on a button. */
void pages_login(struct service *service, const struct call *call,
    const char *id, struct answer *answer);
void pages_decide(struct service *service, const struct call *call,
    const char *id, struct answer *answer);

#endif
