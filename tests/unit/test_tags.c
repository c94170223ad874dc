/* SPDX-License-Identifier: ISC */
/* Tests of the words that tags are. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/tags.h"

static void
expect_tags(const char *text, const char *expected)
{
	char *tags = tags_normalise(text);

	assert_string_equal(tags, expected);
	free(tags);
}

static void
tags_are_words_when_separated_by_blanks_or_commas(void **state)
{
	(void)state;
	expect_tags("", "");
	expect_tags(" , ,,  ", "");
	expect_tags("prod", "prod");
	expect_tags(" prod,web , ci\tnightly\n", "prod web ci nightly");
	/* As they are typed where letters are wide. */
	expect_tags("本番\u3000東京，夜間、週次", "本番 東京 夜間 週次");
}

static void
tags_stand_once_when_typed_twice(void **state)
{
	(void)state;
	expect_tags("prod web prod", "prod web");
	expect_tags("\u00c9cole PROD ecole prod", "\u00c9cole PROD");
	/* A part of a tag is another one. */
	expect_tags("production prod", "production prod");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    tags_are_words_when_separated_by_blanks_or_commas),
		cmocka_unit_test(tags_stand_once_when_typed_twice),
	};

	return cmocka_run_group_tests_name("tags", tests, NULL, NULL);
}
