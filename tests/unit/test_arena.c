/* SPDX-License-Identifier: ISC */
/* Tests of arenas. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/arena.h"

static void
arena_lends_copies_when_many_are_made(void **state)
{
	enum { COUNT = 20000 };
	const char **copies = calloc(COUNT, sizeof(*copies));
	struct arena arena = { 0 };
	char text[32];

	(void)state;
	for (int i = 0; i < COUNT; i++) {
		snprintf(text, sizeof(text), "text %d", i);
		copies[i] = arena_copy(&arena, text, strlen(text));
	}
	for (int i = 0; i < COUNT; i++) {
		snprintf(text, sizeof(text), "text %d", i);
		assert_string_equal(copies[i], text);
	}
	arena_clear(&arena);
	free(copies);
}

static void
arena_copies_text_when_it_is_larger_than_a_block(void **state)
{
	size_t size = 300000;
	char *text = calloc(size + 1, 1);
	struct arena arena = { 0 };
	const char *before, *copy;

	(void)state;
	memset(text, 'x', size);
	before = arena_copy(&arena, "before", 6);
	copy = arena_copy(&arena, text, size);
	assert_string_equal(arena_copy(&arena, "after", 5), "after");
	assert_string_equal(copy, text);
	assert_string_equal(before, "before");
	assert_int_equal(arena.bytes, size + 1 + 7 + 6);
	arena_clear(&arena);
	free(text);
}

/* One byte too many would overwrite what comes after the block. */
static void
arena_takes_a_new_block_when_the_nul_does_not_fit(void **state)
{
	static const char text[64] = "exactly";
	struct arena arena = { 0 };
	struct arena_block *first;

	(void)state;
	for (int i = 0; i < 1023; i++)
		arena_copy(&arena, text, sizeof(text) - 1);
	first = arena.blocks;
	arena_copy(&arena, text, sizeof(text) - 1);
	assert_ptr_equal(arena.blocks, first);
	arena_clear(&arena);
	for (int i = 0; i < 1023; i++)
		arena_copy(&arena, text, sizeof(text) - 1);
	first = arena.blocks;
	arena_copy(&arena, text, sizeof(text));
	assert_ptr_not_equal(arena.blocks, first);
	arena_clear(&arena);
}

static void
arena_can_be_used_again_when_cleared(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	arena_copy(&arena, "some", 4);
	arena_clear(&arena);
	assert_int_equal(arena.bytes, 0);
	assert_null(arena.blocks);
	assert_string_equal(arena_copy(&arena, "", 0), "");
	arena_clear(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arena_lends_copies_when_many_are_made),
		cmocka_unit_test(
		    arena_copies_text_when_it_is_larger_than_a_block),
		cmocka_unit_test(
		    arena_takes_a_new_block_when_the_nul_does_not_fit),
		cmocka_unit_test(arena_can_be_used_again_when_cleared),
	};

	return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
