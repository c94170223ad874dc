/* SPDX-License-Identifier: ISC */
/* Says by its status whether API keys expire soon, and which ones they are. */
#include "config.h"

#include "cli/check.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/xmalloc.h"
#include "cli/list.h"
#include "cli/list_table.h"
#include "cli/rows.h"
#include "model/filter.h"
#include "model/keylist.h"
#include "ui/sentence.h"

#define SPAN_BY_ITSELF "14d"

/* The list without API keys that last longer, soonest first. */
static void
narrow(struct keylist *keys, const char *span)
{
	char *filter = xasprintf("expires<%s", span);
	struct error err;

	keylist_set_now(keys, errand_wall_ms());
	keylist_set_order(keys, COLUMN_EXPIRES, false);
	keylist_set_filter(keys, filter, &err);
	while (keylist_is_searching(keys))
		keylist_search(keys);
	free(filter);
}

static void
add(struct rows *rows, const struct keylist *keys, const struct apikey *apikey,
    int64_t now_ms)
{
	const char *organization = keylist_organization_name(keys, apikey);
	char day[DATE_TEXT_MAX], *left, *expires;

	date_format_day(apikey->expires_ms, day);
	left = sentence_of_expiry(apikey->expires_ms, now_ms);
	expires = xasprintf("%s  %s", day, left);
	rows_add(rows, apikey->name);
	rows_add(rows, organization == NULL ? _("personal") : organization);
	rows_add(rows, expires);
	free(expires);
	free(left);
}

static void
print(const struct keylist *keys)
{
	int64_t now_ms = errand_wall_ms();
	struct rows rows;

	rows_init(&rows, 3);
	rows_limit(&rows, 0, LIST_TABLE_NAME_LEAST, false);
	rows_limit(&rows, 1, LIST_TABLE_ORGANIZATION_LEAST, true);
	rows_add(&rows, _("NAME"));
	rows_add(&rows, _("ORGANIZATION"));
	rows_add(&rows, _("EXPIRES"));
	for (size_t row = 0; row < keylist_rows(keys); row++)
		add(&rows, keys, keylist_row(keys, row), now_ms);
	rows_print(&rows, text_table_room());
	rows_clear(&rows);
}

/* When these expire is not known. */
static void
tell_unreadable(const struct apikeys *set)
{
	size_t count = 0;

	for (size_t i = 0; i < set->count; i++)
		count += set->items[i].expires_ms == DATE_NONE;
	if (count > 0)
		errand_tell(
		    ngettext("check: when %zu API key expires cannot be read",
		        "check: when %zu API keys expire cannot be read",
		        (unsigned long)count),
		    count);
}

static enum status
look(struct errand *errand, struct keylist *keys, const char *span)
{
	struct reply reply;
	enum status status = errand_list(errand, NULL, &reply), printed;

	if (status != STATUS_DONE)
		return status;
	tell_unreadable(&reply.apikeys);
	keylist_replace(keys, &reply.apikeys);
	reply_clear(&reply);
	narrow(keys, span);
	if (keylist_rows(keys) == 0)
		return STATUS_DONE;
	list_name_organizations(errand, keys);
	if (errand->signal != 0)
		return STATUS_INTERRUPTED;
	print(keys);
	printed = print_flush();
	return printed == STATUS_DONE ? STATUS_FAILED : printed;
}

enum status
check_run(struct errand *errand)
{
	const char *span = options_text(errand->options, OPTION_WITHIN);
	struct keylist *keys;
	enum status status;
	int64_t span_ms;

	if (span == NULL)
		span = SPAN_BY_ITSELF;
	if (!filter_read_span(span, &span_ms)) {
		errand_tell(_("--within: %s: not a span; it is a number with "
		              "d, w, m or y, as 30d"),
		    span);
		return STATUS_USAGE;
	}
	keys = keylist_new();
	status = look(errand, keys, span);
	keylist_free(keys);
	return status;
}
