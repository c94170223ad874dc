/* SPDX-License-Identifier: ISC */
/* Has the token of one API key told once more, for what wants it whole. */
#ifndef KEYRACK_CLI_WHOLE_TOKEN_H
#define KEYRACK_CLI_WHOLE_TOKEN_H

#include "base/secret.h"
#include "cli/errand.h"

/* Release with whole_token_clear, which wipes. */
struct whole_token {
	char *id;
	char *name;
	struct secret token;
};

void whole_token_clear(struct whole_token *whole);

/*
 * Of the API key that the word names (cli/named.h). Otherwise it has been
 * said why not, and the status is not STATUS_DONE: a token that the service
 * itself masks is never taken for one.
 */
enum status whole_token_ask(
    struct errand *errand, const char *word, struct whole_token *out);

#endif
