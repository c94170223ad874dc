/* SPDX-License-Identifier: ISC */
/* Words for the ledger. */
#include "config.h"

#include "ui/sentence.h"

#include "base/i18n.h"

static const char *const sentences[] = {
	[MESSAGE_LEDGER_DAMAGED] = N_("The ledger is damaged. {detail}"),
	[MESSAGE_LEDGER_REFUSED] =
	    N_("The ledger is not read, and what is done here will not be "
	       "remembered: {detail}"),
	[MESSAGE_LEDGER_NOT_WRITTEN] =
	    N_("The ledger could not be written; it is tried again with the "
	       "next line: {detail}"),
};

const char *
sentence_of_ledger(const struct message *message)
{
	if (message->id < MESSAGE_LEDGER_DAMAGED ||
	    message->id > MESSAGE_LEDGER_NOT_WRITTEN)
		return NULL;
	return _(sentences[message->id]);
}
