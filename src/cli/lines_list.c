/* SPDX-License-Identifier: ISC */
/* Says in one line what the table shows in columns. */
#include "config.h"

#include "cli/lines_list.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/xmalloc.h"
#include "cli/print.h"
#include "ui/sentence.h"

static void
print_part(const char *text)
{
	fputs(", ", stdout);
	print_safe(text);
}

static const char *
name_of(const struct apikey *apikey)
{
	return apikey->name == NULL ? _("(unreadable)") : apikey->name;
}

static const char *
organization_of(const struct keylist *keys, const struct apikey *apikey)
{
	const char *name = keylist_organization_name(keys, apikey);

	return name == NULL ? _("personal") : name;
}

static void
print_token(const struct apikey *apikey)
{
	char *mask = xasprintf("%s…%s", apikey->token.head, apikey->token.tail);

	print_safe(mask);
	free(mask);
}

static void
print_row(const struct keylist *keys, size_t row, int64_t now_ms)
{
	const struct apikey *apikey = keylist_row(keys, row);
	char *expiry = sentence_of_expiry(apikey->expires_ms, now_ms);

	printf("%zu. ", row + 1);
	print_safe(name_of(apikey));
	print_part(organization_of(keys, apikey));
	fputs(", ", stdout);
	print_token(apikey);
	if (apikey->expires_ms != DATE_NONE && apikey->expires_ms > now_ms) {
		/* TRANSLATORS: before "in 12 d", which follows. */
		print_part(_("expires"));
		putchar(' ');
		print_safe(expiry);
	} else
		print_part(expiry);
	putchar('\n');
	free(expiry);
}

void
lines_list_print_count(const struct keylist *keys)
{
	printf(ngettext("%zu of %zu API key.\n", "%zu of %zu API keys.\n",
	           (unsigned long)keylist_total(keys)),
	    keylist_rows(keys), keylist_total(keys));
}

void
lines_list_print(const struct keylist *keys, int64_t now_ms)
{
	size_t rows = keylist_rows(keys);

	for (size_t row = 0; row < rows; row++)
		print_row(keys, row, now_ms);
	lines_list_print_count(keys);
}

void
lines_list_print_view(const struct keyview *view, const struct profile *profile)
{
	const char *name = NULL;

	switch (view->kind) {
	case KEYVIEW_ALL:
		name = _("all API keys");
		break;
	case KEYVIEW_EXPIRING:
		name = _("expiring");
		break;
	case KEYVIEW_EXPIRED:
		name = _("expired");
		break;
	case KEYVIEW_ORGANIZATION:
		name = view->organization == NULL
		           ? _("personal")
		           : profile_organization_name(
		                 profile, view->organization);
		break;
	}
	print_safe(_("View"));
	fputs(": ", stdout);
	print_safe(name);
	putchar('\n');
}

static void
print_fact(const char *label, const char *value)
{
	print_safe(label);
	fputs(": ", stdout);
	print_safe(value == NULL ? _("(unreadable)") : value);
	putchar('\n');
}

static void
print_date(const char *label, int64_t when_ms)
{
	char exact[DATE_TEXT_MAX];

	date_format_exact(when_ms, exact);
	print_fact(label, when_ms == DATE_NONE ? _("unknown") : exact);
}

static void
print_ledger(const struct ledger_entry *entry)
{
	int64_t used_ms = ledger_last_used_ms(entry);

	if (used_ms != DATE_NONE)
		print_date(_("Used here"), used_ms);
	if (entry != NULL && entry->note != NULL)
		print_fact(_("Note"), entry->note);
	if (entry != NULL && entry->tags != NULL)
		print_fact(_("Tags"), entry->tags);
}

void
lines_list_explain(const struct keylist *keys, const struct apikey *apikey,
    const struct ledger_entry *entry, int64_t now_ms)
{
	char *expiry = sentence_of_expiry(apikey->expires_ms, now_ms);

	print_fact(_("Name"), name_of(apikey));
	print_fact(_("Organization"), organization_of(keys, apikey));
	print_fact(_("Id"), apikey->id);
	print_fact(_("Owner"), apikey->owner);
	print_safe(_("Token"));
	fputs(": ", stdout);
	print_token(apikey);
	putchar('\n');
	print_date(_("Created"), apikey->created_ms);
	print_date(_("Expires"), apikey->expires_ms);
	print_fact(_("Expiry"), expiry);
	print_ledger(entry);
	free(expiry);
}
