/* SPDX-License-Identifier: ISC */
/* Tests of buffers: the cap, growing, moving and wiping. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"

static void
buffer_holds_all_bytes_when_it_grows(void **state)
{
	struct buffer buffer;

	(void)state;
	buffer_init(&buffer, 10000);
	assert_string_equal(buffer_text(&buffer), "");
	for (int i = 0; i < 1000; i++)
		assert_true(buffer_add_text(&buffer, "abcdefghij"));
	assert_int_equal(buffer.length, 10000);
	assert_int_equal(strlen(buffer_text(&buffer)), 10000);
	assert_memory_equal(buffer.bytes + 9990, "abcdefghij", 11);
	buffer_clear(&buffer);
}

static void
buffer_adds_nothing_when_the_cap_would_be_passed(void **state)
{
	struct buffer buffer;

	(void)state;
	buffer_init(&buffer, 4);
	assert_true(buffer_add_text(&buffer, "abc"));
	assert_false(buffer_add_text(&buffer, "de"));
	assert_false(buffer_add(&buffer, "x", SIZE_MAX));
	assert_string_equal(buffer_text(&buffer), "abc");
	assert_true(buffer_add_text(&buffer, "d"));
	assert_string_equal(buffer_text(&buffer), "abcd");
	buffer_clear(&buffer);
}

static void
buffer_holds_nul_when_added(void **state)
{
	struct buffer buffer;

	(void)state;
	buffer_init(&buffer, 10);
	assert_true(buffer_add(&buffer, "a\0b", 3));
	assert_int_equal(buffer.length, 3);
	assert_memory_equal(buffer.bytes, "a\0b", 4);
	buffer_clear(&buffer);
}

static void
buffer_can_be_used_again_when_cleared(void **state)
{
	struct buffer buffer;

	(void)state;
	buffer_init(&buffer, 3);
	assert_true(buffer_add_text(&buffer, "abc"));
	buffer_clear(&buffer);
	assert_null(buffer.bytes);
	assert_true(buffer_add_text(&buffer, "def"));
	assert_false(buffer_add_text(&buffer, "g"));
	assert_string_equal(buffer_text(&buffer), "def");
	buffer_clear(&buffer);
}

static void
buffer_is_wiped_and_keeps_its_memory_when_reset(void **state)
{
	static const char zeros[6];
	struct buffer buffer;
	char *bytes;

	(void)state;
	buffer_init(&buffer, 10);
	buffer_reset(&buffer);
	assert_string_equal(buffer_text(&buffer), "");
	assert_true(buffer_add_text(&buffer, "secret"));
	bytes = buffer.bytes;
	buffer_reset(&buffer);
	assert_ptr_equal(buffer.bytes, bytes);
	assert_int_equal(buffer.length, 0);
	assert_memory_equal(bytes, zeros, sizeof(zeros));
	buffer_clear(&buffer);
}

static void
buffer_leaves_the_source_empty_when_taken(void **state)
{
	struct buffer from, to;

	(void)state;
	buffer_init(&from, 5);
	buffer_init(&to, 9);
	buffer_add_text(&from, "new");
	buffer_add_text(&to, "old");
	buffer_take(&to, &from);
	assert_string_equal(buffer_text(&to), "new");
	assert_int_equal(to.max, 5);
	assert_string_equal(buffer_text(&from), "");
	assert_int_equal(from.max, 5);
	buffer_clear(&to);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(buffer_holds_all_bytes_when_it_grows),
		cmocka_unit_test(
		    buffer_adds_nothing_when_the_cap_would_be_passed),
		cmocka_unit_test(buffer_holds_nul_when_added),
		cmocka_unit_test(buffer_can_be_used_again_when_cleared),
		cmocka_unit_test(
		    buffer_is_wiped_and_keeps_its_memory_when_reset),
		cmocka_unit_test(buffer_leaves_the_source_empty_when_taken),
	};

	return cmocka_run_group_tests_name("buffer", tests, NULL, NULL);
}
