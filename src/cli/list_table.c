/* SPDX-License-Identifier: ISC */
/* Lays the columns out by what stands in them. */
#include "config.h"

#include "cli/list_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"
#include "base/xmalloc.h"
#include "cli/print.h"
#include "cli/text_table.h"
#include "ui/plain.h"
#include "ui/sentence.h"

enum cell {
	CELL_NAME,
	CELL_ORGANIZATION,
	CELL_TOKEN,
	CELL_CREATED,
	CELL_USED, /* only in lists that are sorted by it */
	CELL_EXPIRES,
	CELL_COUNT,
};

static char *
token_text(const struct apikey *apikey, const struct list_tokens *tokens)
{
	const char *whole = tokens->find(tokens->context, apikey);

	return whole != NULL
	           ? xstrdup(whole)
	           : xasprintf("%s…%s", apikey->token.head, apikey->token.tail);
}

/* Sanitised, for free(3). */
static char *
cell_text(const struct keylist *keys, const struct apikey *apikey,
    enum cell cell, const struct list_tokens *tokens, int64_t now_ms)
{
	char day[DATE_TEXT_MAX], *text = NULL, *safe;
	const char *name;

	switch (cell) {
	case CELL_NAME:
		text = xstrdup(
		    apikey->name == NULL ? _("(unreadable)") : apikey->name);
		break;
	case CELL_ORGANIZATION:
		name = keylist_organization_name(keys, apikey);
		text = xstrdup(name == NULL ? _("personal") : name);
		break;
	case CELL_TOKEN:
		text = token_text(apikey, tokens);
		break;
	case CELL_CREATED:
		date_format_day(apikey->created_ms, day);
		text = xstrdup(day);
		break;
	case CELL_USED:
		text = sentence_of_use(keylist_used_ms(keys, apikey), now_ms);
		break;
	case CELL_EXPIRES:
		text = sentence_of_expiry(apikey->expires_ms, now_ms);
		break;
	case CELL_COUNT:
		break;
	}
	safe = plain_text(text);
	free(text);
	return safe;
}

static const char *
cell_head(enum cell cell)
{
	static const char *const heads[CELL_COUNT] = { N_("NAME"),
		N_("ORGANIZATION"), N_("TOKEN"), N_("CREATED"), N_("USED HERE"),
		N_("EXPIRES") };

	return _(heads[cell]);
}

static void
measure(const struct keylist *keys, const struct list_tokens *tokens,
    const struct list_look *look, struct text_column columns[CELL_COUNT])
{
	for (size_t cell = 0; cell < CELL_COUNT; cell++)
		columns[cell] = (struct text_column){
			.width = text_width(cell_head((enum cell)cell)),
		};
	columns[CELL_NAME].least = LIST_TABLE_NAME_LEAST;
	columns[CELL_ORGANIZATION].least = LIST_TABLE_ORGANIZATION_LEAST;
	columns[CELL_ORGANIZATION].may_leave = true;
	columns[CELL_CREATED].may_leave = true;
	for (size_t row = 0; row < keylist_rows(keys); row++)
		for (size_t cell = 0; cell < CELL_COUNT; cell++) {
			char *text = cell_text(keys, keylist_row(keys, row),
			    (enum cell)cell, tokens, look->now_ms);
			int width = text_width(text);

			if (width > columns[cell].width)
				columns[cell].width = width;
			free(text);
		}
	if (keylist_column(keys) != COLUMN_USED)
		columns[CELL_USED].width = 0;
	text_table_fit(columns, CELL_COUNT, look->width);
}

/* SGR: bold red for what has expired, yellow for what soon does. */
static const char *
color(const struct apikey *apikey, const struct list_look *look)
{
	if (!look->has_colors || apikey->expires_ms == DATE_NONE)
		return "";
	if (apikey->expires_ms <= look->now_ms)
		return "\033[1;31m";
	return apikey->expires_ms - look->now_ms <= look->soon_ms ? "\033[33m"
	                                                          : "";
}

void
list_table_print(const struct keylist *keys, const struct list_tokens *tokens,
    const struct list_look *look)
{
	struct text_column columns[CELL_COUNT];

	measure(keys, tokens, look, columns);
	for (size_t cell = 0; cell < CELL_COUNT; cell++)
		text_table_print(cell_head((enum cell)cell), &columns[cell],
		    cell + 1 == CELL_COUNT);
	putchar('\n');
	for (size_t row = 0; row < keylist_rows(keys); row++) {
		const struct apikey *apikey = keylist_row(keys, row);
		const char *paint = color(apikey, look);

		for (size_t cell = 0; cell < CELL_COUNT; cell++) {
			bool is_last = cell + 1 == CELL_COUNT;
			char *text = cell_text(keys, apikey, (enum cell)cell,
			    tokens, look->now_ms);

			if (is_last)
				fputs(paint, stdout);
			text_table_print(text, &columns[cell], is_last);
			free(text);
		}
		puts(*paint == '\0' ? "" : "\033[0m");
	}
}

static void
print_date(int64_t when_ms)
{
	char text[DATE_TEXT_MAX];

	date_format_rfc3339(when_ms, text);
	fputs(text, stdout);
}

void
list_table_print_tsv(
    const struct keylist *keys, const struct list_tokens *tokens)
{
	puts("id\tname\torganization\ttoken\tcreatedAt\texpiresAt");
	for (size_t row = 0; row < keylist_rows(keys); row++) {
		const struct apikey *apikey = keylist_row(keys, row);
		char *token = token_text(apikey, tokens);

		print_safe(apikey->id);
		putchar('\t');
		print_safe(apikey->name);
		putchar('\t');
		print_safe(apikey->organization);
		putchar('\t');
		print_safe(token);
		putchar('\t');
		print_date(apikey->created_ms);
		putchar('\t');
		print_date(apikey->expires_ms);
		putchar('\n');
		free(token);
	}
}
