/* SPDX-License-Identifier: ISC */
/* The API keys that the account has when the demo service starts. */
#ifndef KEYRACK_DEMO_SEED_H
#define KEYRACK_DEMO_SEED_H

#include <stddef.h>
#include <stdint.h>

#include "demo/account.h"

/* How many are named by hand; beyond these, names are generated. */
#define SEED_NAMED 20

/* Adds `count` API keys whose dates are relative to now. */
void seed_account(struct account *account, size_t count, int64_t now_ms);

#endif
