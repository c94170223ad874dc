/* SPDX-License-Identifier: ISC */
/* Prints a token, alone, where it was asked to. */
#include "config.h"

#include "cli/token.h"

#include <stdio.h>

#include "cli/deed.h"
#include "cli/whole_token.h"

enum status
token_run(struct errand *errand)
{
	struct whole_token whole;
	enum status status =
	    whole_token_ask(errand, errand->options->operands[0], &whole);

	if (status == STATUS_DONE) {
		puts(secret_bytes(&whole.token));
		status = print_flush();
	}
	if (status == STATUS_DONE)
		deed_enter(errand, LEDGER_REVEALED, whole.id, NULL);
	whole_token_clear(&whole);
	return status;
}
