/* SPDX-License-Identifier: ISC */
/* Compares two clocks no more exactly than they can be. */
#include "config.h"

#include "cli/skew.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/xmalloc.h"

/* The service tells whole seconds, and its answer is on its way for a while. */
#define TOLERANCE_S 2

bool
skew_of(const struct reply *reply, int64_t now_ms, int64_t *ahead_s)
{
	int64_t service_ms = reply->service_date_ms;

	if (service_ms == 0 || service_ms == DATE_NONE)
		return false;
	*ahead_s = (now_ms - service_ms) / 1000;
	return true;
}

/* Up to two of a unit in the next smaller one; the signs are those of SI. */
static char *
span_words(int64_t seconds)
{
	static const struct {
		int64_t seconds;
		const char *sign;
	} units[] = { { 86400, "d" }, { 3600, "h" }, { 60, "min" } };

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (seconds >= 2 * units[i].seconds)
			return xasprintf("%" PRId64 " %s",
			    seconds / units[i].seconds, units[i].sign);
	return xasprintf("%" PRId64 " s", seconds);
}

char *
skew_words(int64_t ahead_s)
{
	char *span, *words;

	if (ahead_s >= -TOLERANCE_S && ahead_s <= TOLERANCE_S)
		return xstrdup(_("as the service's"));
	span = span_words(ahead_s < 0 ? -ahead_s : ahead_s);
	words = xasprintf(ahead_s > 0 ? _("%s ahead of the service's")
	                              : _("%s behind the service's"),
	    span);
	free(span);
	return words;
}
