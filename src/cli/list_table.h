/* SPDX-License-Identifier: ISC */
/* API keys in columns: for people, and with tabs between for programs. */
#ifndef KEYRACK_CLI_LIST_TABLE_H
#define KEYRACK_CLI_LIST_TABLE_H

#include <stdint.h>

#include "model/keylist.h"

/* What columns that give way keep at least, in other tables as well. */
enum {
	LIST_TABLE_NAME_LEAST = 12,
	LIST_TABLE_ORGANIZATION_LEAST = 8,
};

/* Says the whole token, lent; NULL: only its mask is to be shown. */
struct list_tokens {
	const char *(*find)(void *context, const struct apikey *apikey);
	void *context;
};

struct list_look {
	int width; /* of the terminal; 0: as wide as need be */
	bool has_colors;
	int64_t now_ms;
	int64_t soon_ms; /* what expires within that is coloured */
};

/* The rows of the list below a head. */
void list_table_print(const struct keylist *keys,
    const struct list_tokens *tokens, const struct list_look *look);

/*
 * A head of the service's names, and a row each: id, name, organization's id,
 * token, createdAt, expiresAt (RFC 3339, UTC). Text is sanitised, so that a
 * tab or a line's end never stands within it.
 */
void list_table_print_tsv(
    const struct keylist *keys, const struct list_tokens *tokens);

#endif
