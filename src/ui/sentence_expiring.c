/* SPDX-License-Identifier: ISC */
/* Words for what expires soon. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "ui/fill.h"
#include "ui/sentence.h"

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
