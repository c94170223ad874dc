/* SPDX-License-Identifier: ISC */
/* Words about the table: its order, its columns, what expires soon. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "model/keylist.h"
#include "ui/fill.h"
#include "ui/sentence.h"

static const char *
sorted_sentence(enum keylist_column column)
{
	switch (column) {
	case COLUMN_NAME:
		return _("Sorted by name.");
	case COLUMN_ORGANIZATION:
		return _("Sorted by organization.");
	case COLUMN_TOKEN:
		return _("Sorted by token.");
	case COLUMN_CREATED:
		return _("Sorted by creation.");
	case COLUMN_EXPIRES:
		return _("Sorted by expiry.");
	case COLUMN_ID:
		return _("Sorted by id.");
	case COLUMN_USED:
		return _("Sorted by last use here.");
	case COLUMN_COUNT:
		break;
	}
	return "";
}

const char *
sentence_of_table(const struct message *message)
{
	if (message->id == MESSAGE_SORTED)
		return sorted_sentence((enum keylist_column)message->number);
	if (message->id == MESSAGE_NAME_STAYS)
		return _("The name always stays.");
	if (message->id == MESSAGE_LOOK_DAMAGED)
		return _("The table's columns and order are forgotten, their "
		         "file is set aside: {detail}");
	return NULL;
}

/* "14 days", for free(3). */
static char *
span_words(int64_t days)
{
	char count[24];
	const struct filling filling = { "{days}", count };

	snprintf(count, sizeof(count), "%" PRId64, days);
	/* TRANSLATORS: stands for {span} in "expire within {span}". */
	return fill(ngettext("{days} day", "{days} days", (unsigned long)days),
	    &filling, 1);
}

char *
sentence_of_expiring(const struct message *message)
{
	char *span = span_words(message->days), *expiring, *both;
	const struct filling filling = { "{span}", span };

	/* TRANSLATORS: {span} is a number of days, as in "14 days". */
	expiring = fill(ngettext("{count} API key expires within {span}; "
	                         "{key:view} shows it.",
	                    "{count} API keys expire within {span}; "
	                    "{key:view} shows them.",
	                    (unsigned long)message->number),
	    &filling, 1);
	free(span);
	if (message->total == 0)
		return expiring;
	/* TRANSLATORS: {all} is a number of API keys. */
	both = xasprintf("%s %s", expiring,
	    ngettext("{all} has expired already.",
	        "{all} have expired already.", (unsigned long)message->total));
	free(expiring);
	return both;
}
