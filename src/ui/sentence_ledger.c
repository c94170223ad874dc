/* SPDX-License-Identifier: ISC */
/* Words for the ledger. */
#include "config.h"

#include "ui/sentence.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "ui/fill.h"

static const char *const sentences[] = {
	[MESSAGE_LEDGER_DAMAGED] = N_("The ledger is damaged: {detail}."),
	[MESSAGE_LEDGER_REFUSED] =
	    N_("The ledger is not read, and what is done here will not be "
	       "remembered: {detail}"),
	[MESSAGE_LEDGER_NOT_WRITTEN] =
	    N_("The ledger could not be written; it is tried again with the "
	       "next line: {detail}"),
	[MESSAGE_NOTED] = N_("Noted what you wrote about “{name}”."),
	[MESSAGE_NOTED_FOR_NOW] =
	    N_("What you wrote about “{name}” is kept until keyrack ends: no "
	       "ledger is kept here."),
	[MESSAGE_NOTE_UNCHANGED] =
	    N_("Note and tags of “{name}” are as before."),
	[MESSAGE_NOTED_MEANWHILE] =
	    N_("Another keyrack has changed this about “{name}” meanwhile. "
	       "Enter puts yours in its place."),
	[MESSAGE_NOTE_TOO_LONG] = N_("The note is too long. Shorten it."),
	[MESSAGE_TAGS_TOO_LONG] = N_("The tags are too long. Shorten them."),
	[MESSAGE_ROTATION_BEGUN] =
	    N_("A rotation of “{name}” was begun: perhaps a second API key of "
	       "this name was made. {key:rotate} on it tells more."),
	[MESSAGE_ROTATION_MADE] =
	    N_("The token of the new “{name}” may not have reached anybody: "
	       "{key:copy} on it copies it, {key:rotate} goes back or retires "
	       "the old one."),
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
	[MESSAGE_ROTATION_NO_LEDGER] =
	    N_("No ledger is kept here, as with KEYRACK_TOKEN or without a "
	       "home folder; and without one the successor would be "
	       "forgotten. {key:new} creates an API key instead."),
};

const char *
sentence_of_ledger(const struct message *message)
{
	if (message->id < MESSAGE_LEDGER_DAMAGED ||
	    message->id > MESSAGE_ROTATION_NO_LEDGER)
		return NULL;
	return _(sentences[message->id]);
}

static const char *
ago_words(struct date_span span)
{
	unsigned long count = (unsigned long)span.count;

	switch (span.unit) {
	case DATE_SECONDS:
		/*
		 * TRANSLATORS: when a token was last used on this machine: "3
		 * d ago" is "3 days ago"; 11 columns at most with two digits.
		 */
		return _("just now");
	case DATE_MINUTES:
		return ngettext("{count} min ago", "{count} min ago", count);
	case DATE_HOURS:
		return ngettext("{count} h ago", "{count} h ago", count);
	case DATE_DAYS:
		return ngettext("{count} d ago", "{count} d ago", count);
	case DATE_MONTHS:
		return ngettext("{count} mo ago", "{count} mo ago", count);
	case DATE_YEARS:
		return ngettext("{count} y ago", "{count} y ago", count);
	}
	return "";
}

char *
sentence_of_use(int64_t used_ms, int64_t now_ms)
{
	struct date_span span;
	char count[24];
	const struct filling filling = { "{count}", count };

	if (used_ms == DATE_NONE)
		/* TRANSLATORS: used on this machine; 11 columns at most. */
		return xstrdup(_("never"));
	span = date_span(now_ms - used_ms);
	snprintf(count, sizeof(count), "%" PRId64, span.count);
	return fill(ago_words(span), &filling, 1);
}

const char *
sentence_of_successor(const struct message *message)
{
	if (!message->is_successor)
		return NULL;
	if (message->id == MESSAGE_FAILED)
		return _("No successor of “{name}” was made. {error}");
	if (message->id == MESSAGE_UNKNOWN_LOOKING)
		return _("The answer about the successor of “{name}” was lost: "
		         "it may have been made. Looking…");
	if (message->id == MESSAGE_UNKNOWN_UNSEEN)
		return _("Whether a successor of “{name}” was made is still "
		         "not known: the list could not be loaded. "
		         "{key:reload} tries again.");
	if (message->id == MESSAGE_CREATE_FOUND)
		return _("The answer was lost, but the successor of “{name}” "
		         "was made: here it is.");
	if (message->id == MESSAGE_CREATE_NOT_FOUND)
		return _("No successor of “{name}” was made: the list does not "
		         "show one. {error}");
	return NULL;
}

char *
sentence_of_unfinished(const struct message *message)
{
	const char *words = sentence_of_ledger(message);

	if (message->number == 0)
		return xstrdup(words);
	/* TRANSLATORS: stands behind what is left to do in another one. */
	return xasprintf("%s %s", words,
	    ngettext("{count} more rotation is unfinished.",
	        "{count} more rotations are unfinished.",
	        (unsigned long)message->number));
}
