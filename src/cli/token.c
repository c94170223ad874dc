/* SPDX-License-Identifier: ISC */
/* Prints a token, alone, where it was asked to. */
#include "config.h"

#include "cli/token.h"

#include "cli/deed.h"
#include "cli/outlet.h"
#include "cli/whole_token.h"

enum status
token_run(struct errand *errand)
{
	struct outlet outlet;
	struct whole_token whole;
	enum status status = outlet_open(errand, &outlet, NULL);
	int reason;

	if (status != STATUS_DONE)
		return status;
	status = whole_token_ask(errand, errand->options->operands[0], &whole);
	if (status == STATUS_DONE) {
		reason = outlet_hand(&outlet, &whole.token);
		if (reason == 0)
			deed_hand_out(errand, LEDGER_REVEALED, whole.id);
		else
			status = outlet_failure(&outlet, reason);
	}
	whole_token_clear(&whole);
	return status;
}
