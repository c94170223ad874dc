/* SPDX-License-Identifier: ISC */
/* What commands enter in the ledger, and what they read there. */
#ifndef KEYRACK_CLI_DEED_H
#define KEYRACK_CLI_DEED_H

#include "cli/errand.h"
#include "model/ledger.h"

/*
 * Writes the line now; text (may be NULL) as model/ledger.h wants it. False:
 * it could not be written, which has been said.
 */
bool deed_enter(struct errand *errand, enum ledger_word word, const char *id,
    const char *text);

/*
 * Enters that the rotation begins, if it is still at this stage: another
 * keyrack may have begun it since the ledger was read. False: it has been said.
 */
bool deed_begin_rotation(
    struct errand *errand, const char *id, enum rotation_stage stage);

/*
 * Enters the deed by which the token reached somebody: where the API key is a
 * successor, its predecessor may be retired now.
 */
void deed_hand_out(
    struct errand *errand, enum ledger_word word, const char *id);

/*
 * Reads the whole ledger in place of what *ledger held, and says what is
 * damaged. False: it may not be read, which has been said.
 */
bool deed_read(struct errand *errand, struct ledger *ledger);

#endif
