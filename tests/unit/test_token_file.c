/* SPDX-License-Identifier: ISC */
/* Tests of the files that tokens are written to. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/xmalloc.h"
#include "os/token_file.h"

#define TOKEN "nxk_0123456789abcdef"

static bool
write_token(const char *path, struct error *err)
{
	struct secret token = { 0 };
	bool is_written;

	secret_set(&token, TOKEN, strlen(TOKEN));
	is_written = token_file_write(path, &token, err);
	secret_clear(&token);
	return is_written;
}

static void
token_file_is_new_and_private_or_nothing(void **state)
{
	char folder[] = "/tmp/keyrack-token-XXXXXX", text[64] = "";
	char *path, *link;
	struct error err = { 0 };
	struct stat found;
	FILE *file;

	(void)state;
	assert_non_null(mkdtemp(folder));
	path = xasprintf("%s/a", folder);
	link = xasprintf("%s/b", folder);
	assert_true(write_token(path, &err));
	assert_int_equal(stat(path, &found), 0);
	assert_int_equal(found.st_mode & 07777, 0600);
	file = fopen(path, "r");
	assert_non_null(file);
	assert_int_equal(fread(text, 1, sizeof(text) - 1, file), 20);
	fclose(file);
	assert_string_equal(text, TOKEN);
	assert_false(write_token(path, &err));
	assert_int_equal(err.code, EEXIST);
	/* A link to where nothing is yet makes nothing there. */
	assert_int_equal(unlink(path), 0);
	assert_int_equal(symlink(path, link), 0);
	assert_false(write_token(link, &err));
	assert_int_equal(access(path, F_OK), -1);
	assert_non_null(strstr(err.detail, link));
	assert_int_equal(unlink(link), 0);
	assert_int_equal(rmdir(folder), 0);
	free(path);
	free(link);
}

static void
token_file_has_room_before_its_token(void **state)
{
	char folder[] = "/tmp/keyrack-token-XXXXXX";
	struct secret token = { 0 };
	struct error err = { 0 };
	struct stat found;
	char *path;
	int fd;

	(void)state;
	assert_non_null(mkdtemp(folder));
	path = xasprintf("%s/a", folder);
	assert_true(token_file_make(path, &fd, &err));
	assert_int_equal(stat(path, &found), 0);
	assert_int_equal(found.st_mode & 07777, 0600);
	assert_true(found.st_size >= 512);
	token_file_drop(path, fd);
	assert_int_equal(access(path, F_OK), -1);
	assert_true(token_file_make(path, &fd, &err));
	secret_set(&token, TOKEN, strlen(TOKEN));
	assert_true(token_file_fill(path, fd, &token, &err));
	assert_int_equal(stat(path, &found), 0);
	assert_int_equal(found.st_size, strlen(TOKEN));
	secret_clear(&token);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(folder), 0);
	free(path);
}

static void
token_file_path_begins_at_home_when_it_has_a_tilde(void **state)
{
	char *path;

	(void)state;
	setenv("HOME", "/home/ada", 1);
	path = token_file_path("~/x.token");
	assert_string_equal(path, "/home/ada/x.token");
	free(path);
	path = token_file_path("/tmp/y");
	assert_string_equal(path, "/tmp/y");
	free(path);
	path = token_file_path("z");
	assert_int_equal(*path, '/');
	assert_string_equal(strrchr(path, '/'), "/z");
	free(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(token_file_is_new_and_private_or_nothing),
		cmocka_unit_test(token_file_has_room_before_its_token),
		cmocka_unit_test(
		    token_file_path_begins_at_home_when_it_has_a_tilde),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
