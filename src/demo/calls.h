/* SPDX-License-Identifier: ISC */
/* The eight calls of the contract, each one function. */
#ifndef KEYRACK_DEMO_CALLS_H
#define KEYRACK_DEMO_CALLS_H

#include "demo/service.h"

/* `id` is the decoded last segment of the path. */
void calls_login_address(struct service *service, const struct call *call,
    const char *id, struct answer *answer);
void calls_token(struct service *service, const struct call *call,
    const char *id, struct answer *answer);
void calls_profile(struct service *service, const struct call *call,
    const char *id, struct answer *answer);
void calls_logout(struct service *service, const struct call *call,
    const char *id, struct answer *answer);
void calls_list(struct service *service, const struct call *call,
    const char *id, struct answer *answer);
void calls_create(struct service *service, const struct call *call,
    const char *id, struct answer *answer);
void calls_rename(struct service *service, const struct call *call,
    const char *id, struct answer *answer);
void calls_delete(struct service *service, const struct call *call,
    const char *id, struct answer *answer);

#endif
