/* SPDX-License-Identifier: ISC */
/* Lists the accounts of the configuration; nothing is asked of a service. */
#include "config.h"

#include "cli/accounts.h"

#include <stdio.h>

enum status
accounts_run(struct errand *errand)
{
	const struct known_accounts *known = &errand->chosen->known;
	bool is_short = options_has(errand->options, OPTION_NAMES);

	for (size_t i = 0; i < known->count; i++) {
		const struct known_account *account = &known->items[i];

		if (!is_short)
			fputs(
			    i == errand->chosen->account ? "* " : "  ", stdout);
		print_safe(account->name);
		if (!is_short)
			putchar('\t');
		if (!is_short)
			print_safe(account->host);
		putchar('\n');
	}
	return print_flush();
}
