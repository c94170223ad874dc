/* SPDX-License-Identifier: ISC */
/* How the table looks is kept, and nothing else is believed. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "auth/look_file.h"
#include "base/xmalloc.h"

#define ORIGIN "https://api.example.org"
#define NAME "work@https%3A%2F%2Fapi.example.org.view"

static char *folder;

static int
make_folder(void **state)
{
	(void)state;
	folder = xstrdup("/tmp/keyrack-look-XXXXXX");
	return mkdtemp(folder) == NULL;
}

static int
remove_folder(void **state)
{
	char *command = xasprintf("rm -rf '%s'", folder);
	int status = system(command);

	(void)state;
	free(command);
	free(folder);
	return status;
}

static void
put_text(const char *text)
{
	char *path = xasprintf("%s/%s", folder, NAME);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, 0600), 0);
	free(path);
}

static void
look_file_brings_back_when_it_was_written(void **state)
{
	static const char *const words[] = { "expires", "name", "id", NULL };
	struct look_file *file = look_file_new(folder, "work", ORIGIN);
	struct look look, found;
	struct error err;
	struct stat facts;
	char *path = xasprintf("%s/%s", folder, NAME);

	(void)state;
	look_init(&found);
	assert_int_equal(look_file_read(file, &found, &err), LOOK_FILE_NONE);
	look_init(&look);
	look_take_columns(&look, words);
	look_take_order(&look, "-created");
	assert_true(look_file_write(file, &look));
	assert_int_equal(look_file_read(file, &found, &err), LOOK_FILE_READ);
	assert_true(look_is_same(&look, &found));
	assert_int_equal(stat(path, &facts), 0);
	assert_int_equal(facts.st_mode & 0777, 0600);
	free(path);
	look_file_free(file);
}

static void
look_file_is_set_aside_when_it_is_damaged(void **state)
{
	static const char *const texts[] = { "", "[]", "{\"columns\":[]}",
		"{\"columns\":[\"name\"],\"sort\":\"size\",\"reversed\":true}",
		"{\"columns\":[\"id\"],\"sort\":\"id\",\"reversed\":true}",
		"{\"columns\":[\"name\",\"name\"],\"sort\":\"id\","
		"\"reversed\":true}",
		"{\"columns\":[\"name\",7],\"sort\":\"id\","
		"\"reversed\":true}",
		"{\"columns\":[\"name\"],\"sort\":\"id\"}" };
	struct look_file *file = look_file_new(folder, "work", ORIGIN);
	struct look found, before;
	struct error err;

	(void)state;
	look_init(&found);
	look_init(&before);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		put_text(texts[i]);
		assert_int_equal(
		    look_file_read(file, &found, &err), LOOK_FILE_DAMAGED);
		assert_non_null(strstr(err.detail, NAME));
		assert_true(look_is_same(&found, &before));
		/* It is said once. */
		assert_int_equal(
		    look_file_read(file, &found, &err), LOOK_FILE_NONE);
	}
	look_file_free(file);
}

static void
look_takes_what_it_knows_when_words_are_odd(void **state)
{
	static const char *const words[] = { "id", "size", "id", NULL };
	struct look look;

	(void)state;
	look_init(&look);
	look_take_columns(&look, words);
	assert_int_equal(look.columns.count, 2);
	assert_int_equal(look.columns.items[0], COLUMN_NAME);
	assert_int_equal(look.columns.items[1], COLUMN_ID);
	look_take_order(&look, "-size");
	assert_int_equal(look.order, COLUMN_EXPIRES);
	assert_false(look.is_reversed);
	look_take_order(&look, "-name");
	assert_int_equal(look.order, COLUMN_NAME);
	assert_true(look.is_reversed);
	assert_int_equal(columns_after(&look.columns, COLUMN_ID), COLUMN_NAME);
	assert_int_equal(
	    columns_after(&look.columns, COLUMN_TOKEN), COLUMN_NAME);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(look_file_brings_back_when_it_was_written),
		cmocka_unit_test(look_file_is_set_aside_when_it_is_damaged),
		cmocka_unit_test(look_takes_what_it_knows_when_words_are_odd),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
