/* SPDX-License-Identifier: ISC */
/* A ledger in a place of its own, for tests of its file. */
#ifndef KEYRACK_SUPPORT_LEDGER_PLACE_H
#define KEYRACK_SUPPORT_LEDGER_PLACE_H

#include <stdbool.h>
#include <stddef.h>

#include "auth/ledger_file.h"
#include "support/store_place.h"

/* Release with ledger_file_free. */
struct ledger_file *ledger_place_open(const struct place *place);

/* Notes that the token of the API key was copied. */
bool ledger_place_add(
    struct ledger_file *file, const char *id, struct error *err);

/* Expects that loading says this, and so many API keys. */
void ledger_place_expect(
    struct ledger_file *file, enum ledger_file_state expected, size_t entries);

/* Appends to a file that is there, past all locks. */
void ledger_place_append(const struct ledger_file *file, const char *bytes);

#endif
