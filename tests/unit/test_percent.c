/* SPDX-License-Identifier: ISC */
/* Which beginnings of a text encode a byte. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/percent.h"

static void
percent_reads_the_byte_when_it_is_encoded(void **state)
{
	char text[8];

	(void)state;
	for (unsigned byte = 0; byte < 256; byte++) {
		snprintf(text, sizeof(text), "%%%02x.", byte);
		assert_int_equal(percent_byte(text, 4), byte);
		snprintf(text, sizeof(text), "%%%02X", byte);
		assert_int_equal(percent_byte(text, 3), byte);
	}
}

static void
percent_refuses_when_nothing_is_encoded(void **state)
{
	static const char *const texts[] = { "", "%", "%4", "41", "a41", "%%41",
		"%4g", "%g4", "% 4", "%-1" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_int_equal(percent_byte(texts[i], strlen(texts[i])), -1);
	/* What stands behind the text is none of it. */
	assert_int_equal(percent_byte("%41", 2), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(percent_reads_the_byte_when_it_is_encoded),
		cmocka_unit_test(percent_refuses_when_nothing_is_encoded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
