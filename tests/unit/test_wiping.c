/* SPDX-License-Identifier: ISC */
/* Tests of wiping memory. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/wiping.h"

/* Through sizes that grow, stay and shrink, the first bytes are the same. */
static void
wiping_keeps_what_fits_when_resized(void **state)
{
	static const size_t sizes[] = { 16, 17, 4000, 4001, 300, 300, 20, 16 };
	char *memory = wiping_realloc(NULL, sizes[0]);

	(void)state;
	assert_non_null(memory);
	memcpy(memory, "0123456789abcde", 16);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		memory = wiping_realloc(memory, sizes[i]);
		assert_non_null(memory);
		assert_string_equal(memory, "0123456789abcde");
		memset(memory + 16, 'x', sizes[i] - 16);
	}
	wiping_free(memory);
	wiping_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wiping_keeps_what_fits_when_resized),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
