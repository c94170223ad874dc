/* SPDX-License-Identifier: ISC */
/* Lists the accounts of the configuration; nothing is asked of a service. */
#include "config.h"

#include "cli/accounts.h"

#include <stdio.h>

#include "base/i18n.h"
#include "cli/rows.h"

static const char *
keeping_words(enum account_keeping keeping)
{
	switch (keeping) {
	case ACCOUNT_IS_KEPT:
		return _("logged in");
	case ACCOUNT_IS_NOT_KEPT:
		return _("not logged in");
	case ACCOUNT_KEEPING_UNKNOWN:
		break;
	}
	return _("its store was not asked");
}

static void
print_names(const struct known_accounts *known)
{
	for (size_t i = 0; i < known->count; i++) {
		print_safe(known->items[i].name);
		putchar('\n');
	}
}

/* What is kept for it is not used beside a token that was given. */
static void
print_all(const struct known_accounts *known, size_t current, bool has_token)
{
	struct rows rows;

	rows_init(&rows, 4);
	for (size_t i = 0; i < known->count; i++) {
		const struct known_account *account = &known->items[i];

		rows_add(&rows, i == current ? "*" : " ");
		rows_add(&rows, account->name);
		rows_add(&rows, account->host);
		rows_add(&rows, i == current && has_token
		                    ? _("KEYRACK_TOKEN stands in for a login")
		                    : keeping_words(account->keeping));
	}
	rows_print(&rows, 0);
	rows_clear(&rows);
}

enum status
accounts_run(struct errand *errand)
{
	const struct known_accounts *known = &errand->chosen->known;

	if (options_has(errand->options, OPTION_NAMES))
		print_names(known);
	else
		print_all(
		    known, errand->chosen->account, errand->options->has_token);
	return print_flush();
}
