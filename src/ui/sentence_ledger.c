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
	[MESSAGE_ROTATION_BEGUN] =
	    N_("A rotation of “{name}” was begun: perhaps a second API key of "
	       "this name was made. {key:rotate} on it tells more."),
	[MESSAGE_ROTATION_MADE] =
	    N_("The token of the new “{name}” may not have reached anybody: "
	       "{key:copy} copies it, {key:rotate} goes back or retires the "
	       "old one."),
	[MESSAGE_ROTATION_HANDED] =
	    N_("The old “{name}” is still there: {key:rotate} on it retires "
	       "it."),
	[MESSAGE_ROTATION_ASKS] =
	    N_("The successor's token was not handed out from here: without "
	       "it nothing replaces “{name}”. Enter again retires it all the "
	       "same."),
	[MESSAGE_ROTATION_ALONE] =
	    N_("The other one of the two is gone, or about to be deleted: "
	       "“{name}” stays."),
	[MESSAGE_ROTATION_EXPIRED] =
	    N_("The successor of “{name}” has expired, so “{name}” stays. Go "
	       "back, and rotate it anew."),
	[MESSAGE_ROTATION_UNNOTED] =
	    N_("Nothing was sent: a rotation is noted in the ledger first, "
	       "and that could not be written. Put that right, or create an "
	       "API key with {key:new} instead. {detail}"),
};

const char *
sentence_of_ledger(const struct message *message)
{
	if (message->id < MESSAGE_LEDGER_DAMAGED ||
	    message->id > MESSAGE_ROTATION_UNNOTED)
		return NULL;
	return _(sentences[message->id]);
}
