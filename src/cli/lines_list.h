/* SPDX-License-Identifier: ISC */
/* API keys as numbered lines, and all of one as lines. */
#ifndef KEYRACK_CLI_LINES_LIST_H
#define KEYRACK_CLI_LINES_LIST_H

#include <stdint.h>

#include "model/keylist.h"

/* Prints each row as "1. NAME, ORGANIZATION, TOKEN, EXPIRY", and the count. */
void lines_list_print(const struct keylist *keys, int64_t now_ms);
void lines_list_print_count(const struct keylist *keys);

/* Prints which part of the list it is. */
void lines_list_print_view(
    const struct keyview *view, const struct profile *profile);

/*
 * Prints every field of one, each in a line of its own, and what the ledger
 * has of it, which may be NULL.
 */
void lines_list_explain(const struct keylist *keys, const struct apikey *apikey,
    const struct ledger_entry *entry, int64_t now_ms);

#endif
