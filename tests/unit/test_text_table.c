/* SPDX-License-Identifier: ISC */
/* Who gives way when a line has too little room, and how much. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "cli/text_table.h"

#define COUNT 4

/* A name, an organization, what is never cut, and what may leave. */
static const struct {
	int name, organization, room;
	int fitted[COUNT];
} cases[] = {
	{ 20, 16, 0, { 20, 16, 9, 10 } },
	{ 20, 16, 61, { 20, 16, 9, 10 } },
	{ 60, 16, 61, { 20, 16, 9, 10 } }, /* the name alone gives */
	{ 60, 30, 61, { 18, 18, 9, 10 } }, /* until they are equal */
	{ 60, 30, 60, { 18, 17, 9, 10 } },
	{ 16, 60, 61, { 16, 20, 9, 10 } }, /* the other one as well */
	{ 60, 30, 45, { 12, 8, 9, 10 } },  /* the least of all */
	{ 60, 30, 44, { 16, 15, 9, 0 } },  /* the last one leaves */
	{ 60, 30, 32, { 21, 0, 9, 0 } },   /* and then the one before */
	{ 60, 30, 5, { 12, 0, 9, 0 } },    /* there is no more to give */
	{ 3, 12, 27, { 3, 11, 9, 0 } },
};

static void
text_table_shares_the_room_when_there_is_too_little(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct text_column columns[COUNT] = {
			{ cases[i].name, 12, false },
			{ cases[i].organization, 8, true },
			{ 9, 0, false },
			{ 10, 0, true },
		};

		text_table_fit(columns, COUNT, cases[i].room);
		for (size_t column = 0; column < COUNT; column++)
			if (columns[column].width != cases[i].fitted[column])
				fail_msg("case %zu, column %zu: %d, not %d", i,
				    column, columns[column].width,
				    cases[i].fitted[column]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    text_table_shares_the_room_when_there_is_too_little),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
