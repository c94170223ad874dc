/* SPDX-License-Identifier: ISC */
/* The words for messages and errors, translated; without any screen. */
#ifndef KEYRACK_UI_SENTENCE_H
#define KEYRACK_UI_SENTENCE_H

#include "base/date.h"
#include "controller/bindings.h"
#include "controller/message.h"

/*
 * One sentence that names the thing and the way out, sanitised. The keys in
 * it are those of the bindings. Returns a string for free(3); "" for
 * MESSAGE_NONE.
 */
char *sentence_of_message(
    const struct message *message, const struct bindings *bindings);

/* The facts of MESSAGE_LOGGED_OUT; for free(3). */
char *sentence_of_logout(
    const struct message *message, const struct bindings *bindings);

/* About columns and order; NULL: it is about something else. Static. */
const char *sentence_of_table(const struct message *message);

/* The words of MESSAGE_EXPIRING, with places to fill in; for free(3). */
char *sentence_of_expiring(const struct message *message);

/* What is copied: "Token of “ci”"; for free(3). */
char *sentence_of_what(const struct message *message);

/* With places to fill in; NULL: nothing was handed out. Static. */
const char *sentence_of_handout(const struct message *message);

/* With places to fill in; NULL: it is not about the ledger. Static. */
const char *sentence_of_ledger(const struct message *message);

/* With places to fill in; NULL: it is not about a successor. Static. */
const char *sentence_of_successor(const struct message *message);

/* What a rotation left to be done, and how many others; for free(3). */
char *sentence_of_unfinished(const struct message *message);

/* What went wrong and what to do, for an error of any kind. */
char *sentence_of_error(
    const struct error *error, const struct bindings *bindings);

#define WAIT_TOLD_ELSEWHERE (-1)

/* The same; wait_s are the seconds that the service wants, 0: not known. */
char *sentence_of_error_with_wait(
    const struct error *error, int64_t wait_s, const struct bindings *bindings);

/* "in 12 d", "expired": short, for columns. */
char *sentence_of_expiry(int64_t expires_ms, int64_t now_ms);

/* "3 d ago", "never" (for DATE_NONE): likewise. */
char *sentence_of_use(int64_t used_ms, int64_t now_ms);

#endif
