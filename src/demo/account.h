/* SPDX-License-Identifier: ISC */
/* The demo service's one account: who it is and which API keys it has. */
#ifndef KEYRACK_DEMO_ACCOUNT_H
#define KEYRACK_DEMO_ACCOUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "demo/answer.h"
#include "demo/dice.h"

#define ACCOUNT_EMAIL "ada@example.org"
#define ACCOUNT_ORGANIZATIONS 2
#define ACCOUNT_PERSONAL (-1) /* the organization of a personal API key */

#define ACCOUNT_TOKEN_BYTES 45 /* "nxk_", 40 characters and a NUL */

struct account_key {
	char id[DICE_ID_BYTES];
	char token[ACCOUNT_TOKEN_BYTES];
	int organization; /* an index, or ACCOUNT_PERSONAL */
	int64_t created_ms, expires_ms;
	char *record; /* its ApiKeyResponse */
	size_t record_length;
};

struct account {
	struct dice dice;
	char user_id[DICE_ID_BYTES];
	char organization_ids[ACCOUNT_ORGANIZATIONS][DICE_ID_BYTES];
	struct account_key *keys;
	size_t count, capacity;
	struct body *list; /* the whole list, NULL after a change */
};

/* An account without API keys. Release with account_clear. */
void account_init(struct account *account, uint64_t seed);
void account_clear(struct account *account);

/* The contract's User, and its array of ApiKeyResponse: body_drop both. */
struct body *account_profile(const struct account *account);
struct body *account_list(struct account *account);

/* The contract's ApiKeyResponse of one; release with body_drop. */
struct body *account_record(const struct account_key *key);

/* The index of the organization with this id, or ACCOUNT_PERSONAL: none. */
int account_find_organization(const struct account *account, const char *id);

/* These lend an API key until the account changes; find may return NULL. */
const struct account_key *account_find(
    const struct account *account, const char *id);
const struct account_key *account_add(struct account *account, const char *name,
    int organization, int64_t created_ms, int64_t expires_ms);
const struct account_key *account_rename(
    struct account *account, const char *id, const char *name);

/* False: there is none with this id. */
bool account_remove(struct account *account, const char *id);

#endif
